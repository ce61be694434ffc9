using System.Text.Json.Serialization;

namespace Toygres;

/// <summary>What the fleet knows of one instance.</summary>
public sealed record Instance
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name for all time.</summary>
    public required InstanceName Name { get; init; }

    /// <summary>What its user calls it.</summary>
    public required string UserName { get; init; }

    /// <summary>The part of the fleet that it belongs to.</summary>
    public string Namespace { get; init; } = "toygres";

    /// <summary>What is wanted of it.</summary>
    public required InstanceState State { get; init; }

    /// <summary>What the last look at it said.</summary>
    public Health Health { get; init; }

    /// <summary>How much it may take.</summary>
    public required InstanceSize Size { get; init; }

    /// <summary>The name that its users reach it by; null for none. No other instance has the same.</summary>
    public string? DnsName { get; init; }

    /// <summary>Where it listens; null before it ran.</summary>
    public Endpoint? Endpoint { get; init; }

    /// <summary>The version of its server; null before anybody asked it.</summary>
    public string? Version { get; init; }

    /// <summary>Where its password is kept; null before it has one.</summary>
    public SecretReference? Password { get; init; }

    /// <summary>How often it was given a password.</summary>
    public int PasswordVersion { get; init; }

    /// <summary>The image that it was made of; null for none.</summary>
    public ImageName? SourceImage { get; init; }

    /// <summary>The runtime image of its server; null for that of the driver.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuntimeImage? Runtime { get; init; }

    /// <summary>The instance that it follows; null for one that writes.</summary>
    public InstanceName? Follows { get; init; }

    /// <summary>
    /// The instance that the line of its data began with, which all share who follow each other or took over from each other: its
    /// own name for one that was made of nothing or of an image, and a new name for one that was restored; null where nobody noted
    /// it, before 1.0.10.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InstanceName? Line { get; init; }

    /// <summary>When it is backed up by itself; null for never.</summary>
    public BackupPlan? Backups { get; init; }

    /// <summary>What its user notes of it.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new SortedDictionary<string, string>();

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>The orchestration that works on it, and that nobody else may disturb; null for none.</summary>
    public string? Operation { get; init; }

    /// <summary>The orchestration that makes it.</summary>
    public required string CreateOrchestration { get; init; }

    /// <summary>The orchestration that takes it away; null for none.</summary>
    public string? DeleteOrchestration { get; init; }

    /// <summary>The orchestration that watches it; null for none.</summary>
    public string? ActorOrchestration { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When anything of this was changed last.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>When it was started last; null for never.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it was stopped last; null for never.</summary>
    public DateTimeOffset? Stopped { get; init; }

    /// <summary>When it was gone; null before.</summary>
    public DateTimeOffset? Deleted { get; init; }

    /// <summary>When it was looked at last; null for never.</summary>
    public DateTimeOffset? LastHealthCheck { get; init; }
}
