namespace Toygres;

/// <summary>One look at an instance.</summary>
/// <param name="Instance">Which.</param>
/// <param name="Health">What was seen.</param>
/// <param name="At">When; there is one look at a time.</param>
public sealed record HealthCheck(InstanceName Instance, Health Health, DateTimeOffset At)
{
    /// <summary>What the server said of itself; null when it said nothing.</summary>
    public Pulse? Pulse { get; init; }

    /// <summary>Why it is not healthy; null when it is.</summary>
    public string? Error { get; init; }
}

/// <summary>Something that happened to an instance or an image.</summary>
/// <param name="Subject">The name of it.</param>
/// <param name="Type">What happened, in one word.</param>
/// <param name="OldState">The state before; null for none.</param>
/// <param name="NewState">The state after.</param>
/// <param name="Message">What people are told.</param>
/// <param name="At">When.</param>
public sealed record FleetEvent(
    string Subject,
    string Type,
    string? OldState,
    string NewState,
    string Message,
    DateTimeOffset At
);

/// <summary>Where what is wanted and what is there differ.</summary>
/// <param name="Instance">Of which instance.</param>
/// <param name="Type">How, in one word.</param>
/// <param name="Message">What people are told.</param>
/// <param name="Detected">When it was seen first.</param>
public sealed record Drift(InstanceName Instance, string Type, string Message, DateTimeOffset Detected)
{
    /// <summary>When it was over; null for not yet.</summary>
    public DateTimeOffset? Resolved { get; init; }

    /// <summary>What put an end to it; null for nothing yet.</summary>
    public string? ResolvedBy { get; init; }
}
