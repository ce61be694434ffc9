namespace Duroxide.Core;

/// <summary>Where, and how, the code departs from what history says it asked for.</summary>
/// <param name="At">The event of history that the code did not match.</param>
/// <param name="Recorded">What history has there.</param>
/// <param name="Asked">What the code asked for instead; null when it asked for nothing and blocked.</param>
/// <param name="Cause">The likely cause.</param>
/// <param name="Steps">Both sequences around the spot, aligned.</param>
public sealed record Divergence(
    EventId At,
    string Recorded,
    string? Asked,
    DivergenceCause Cause,
    ValueList<AlignedStep> Steps
);

/// <summary>One line of the alignment: what history has beside what the code asked for.</summary>
/// <param name="Id">The event's id; null for a step that only the code has.</param>
/// <param name="Recorded">What history has; null where it has nothing.</param>
/// <param name="Asked">What the code asked for; null where it asked for nothing.</param>
public sealed record AlignedStep(EventId? Id, string? Recorded, string? Asked);

/// <summary>What most likely was done to the code.</summary>
public enum DivergenceCause
{
    /// <summary>A step was added before one that history has.</summary>
    Added,

    /// <summary>A step that history has was removed.</summary>
    Removed,

    /// <summary>Steps changed places.</summary>
    Reordered,

    /// <summary>A step has another name.</summary>
    Renamed,

    /// <summary>A step has the same name, but another input, session, tag or kind, or the code ends in another way.</summary>
    Changed,

    /// <summary>The code ended before history did.</summary>
    EndedEarlier,

    /// <summary>The code never asks for a patch that history holds: it is older than the code that ran before, or newer.</summary>
    Unpatched,
}
