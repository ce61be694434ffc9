namespace Toygres.Orchestrations.Upkeep;

/// <summary>Something that is not as it should be.</summary>
public abstract record Finding
{
    private Finding() { }

    /// <summary>A cluster that belongs to nobody.</summary>
    public sealed record Stray(InstanceName Name) : Finding;

    /// <summary>The data of an image that belongs to nobody.</summary>
    public sealed record StrayImage(ImageName Name) : Finding;

    /// <summary>An image without data, or whose orchestration ended without a word.</summary>
    public sealed record LostImage(ImageName Name, string Why) : Finding;

    /// <summary>An instance whose operation ended without a word.</summary>
    public sealed record Abandoned(InstanceName Name, string Operation) : Finding;

    /// <summary>An instance that does something else than it should.</summary>
    public sealed record Drifted(InstanceName Name, string Message) : Finding;

    /// <summary>An instance that nobody watches any more.</summary>
    public sealed record Unwatched(InstanceName Name) : Finding;
}
