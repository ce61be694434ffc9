using System.Text.Json.Serialization;

namespace Toygres;

/// <summary>What the fleet knows of one image.</summary>
public sealed record Image
{
    /// <summary>Its name; no other image has the same.</summary>
    public required ImageName Name { get; init; }

    /// <summary>The instance that it is of.</summary>
    public required InstanceName Source { get; init; }

    /// <summary>How far it is.</summary>
    public required ImageState State { get; init; }

    /// <summary>How much an instance that is made of it must be able to store, and what else it had.</summary>
    public required InstanceSize Size { get; init; }

    /// <summary>The runtime image that its source ran, and that what is made of it runs; null for that of the driver.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuntimeImage? Runtime { get; init; }

    /// <summary>What it is, once it is made; null before.</summary>
    public ImageFacts? Facts { get; init; }

    /// <summary>Whether it was made by a plan, which deletes it when newer ones are there.</summary>
    public bool IsScheduled { get; init; }

    /// <summary>When an instance was last made of it to see that it can be; null for never.</summary>
    public DateTimeOffset? Verified { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>The orchestration that makes it.</summary>
    public required string CreateOrchestration { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When anything of this was changed last.</summary>
    public required DateTimeOffset Updated { get; init; }
}
