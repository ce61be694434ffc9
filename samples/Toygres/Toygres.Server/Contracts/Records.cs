namespace Toygres.Server.Contracts;

/// <summary>An image.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">The instance that it is of.</param>
/// <param name="State">creating, ready, failed or deleted.</param>
/// <param name="Created">When it was asked for.</param>
public sealed record ImageView(string Name, string Source, string State, DateTimeOffset Created)
{
    /// <summary>The major version of PostgreSQL that can read it; null before it is made.</summary>
    public string? Version { get; init; }

    /// <summary>How much it takes; null before it is made.</summary>
    public long? Bytes { get; init; }

    /// <summary>SHA-256 over its content; null before it is made.</summary>
    public string? Checksum { get; init; }

    /// <summary>The runtime image that its source ran, and that copies run; null for that of the fleet.</summary>
    public string? RuntimeImage { get; init; }

    /// <summary>What is in that image: stock or pg_durable.</summary>
    public string ImageType { get; init; } = "stock";

    /// <summary>Whether a plan made it.</summary>
    public bool IsScheduled { get; init; }

    /// <summary>When an instance was last made of it for a trial; null for never.</summary>
    public DateTimeOffset? Verified { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>The operation that makes it.</summary>
    public required string Operation { get; init; }

    /// <summary>The image as the API tells it.</summary>
    internal static ImageView Of(Image row) =>
        new(row.Name.Value, row.Source.Value, Word.Of(row.State), row.Created)
        {
            Version = row.Facts?.Version,
            Bytes = row.Facts?.Bytes,
            Checksum = row.Facts?.Checksum,
            RuntimeImage = row.Runtime?.Name.Value,
            ImageType = row.Runtime?.Contents ?? "stock",
            IsScheduled = row.IsScheduled,
            Verified = row.Verified,
            Failure = row.Failure,
            Operation = row.CreateOrchestration,
        };
}

/// <summary>Something that happened to an instance or an image.</summary>
/// <param name="Subject">The name of it.</param>
/// <param name="Type">What happened, in one word.</param>
/// <param name="OldState">The state before; null for none.</param>
/// <param name="NewState">The state after.</param>
/// <param name="Message">What people are told.</param>
/// <param name="At">When.</param>
public sealed record EventView(
    string Subject,
    string Type,
    string? OldState,
    string NewState,
    string Message,
    DateTimeOffset At
)
{
    /// <summary>The event as the API tells it.</summary>
    internal static EventView Of(FleetEvent happened) =>
        new(happened.Subject, happened.Type, happened.OldState, happened.NewState, happened.Message, happened.At);
}

/// <summary>One look at an instance.</summary>
/// <param name="At">When.</param>
/// <param name="Health">healthy or unhealthy.</param>
public sealed record HealthView(DateTimeOffset At, string Health)
{
    /// <summary>How long it took to answer; null when it did not.</summary>
    public double? Milliseconds { get; init; }

    /// <summary>How much its databases hold; null when it did not answer.</summary>
    public long? Bytes { get; init; }

    /// <summary>Whether it follows another one; null when it did not answer.</summary>
    public bool? IsFollower { get; init; }

    /// <summary>How far it is behind the one that it follows, in seconds; null when it follows none, or has lost it.</summary>
    public double? LagSeconds { get; init; }

    /// <summary>Why it is not healthy; null when it is.</summary>
    public string? Error { get; init; }

    /// <summary>The look as the API tells it.</summary>
    internal static HealthView Of(HealthCheck check) =>
        new(check.At, Word.Of(check.Health))
        {
            Milliseconds = check.Pulse?.Milliseconds,
            Bytes = check.Pulse?.Bytes,
            IsFollower = check.Pulse?.IsFollower,
            LagSeconds = check.Pulse?.LagSeconds,
            Error = check.Error,
        };
}

/// <summary>Where what is wanted and what is there differed.</summary>
/// <param name="Instance">Of which instance.</param>
/// <param name="Type">How, in one word.</param>
/// <param name="Message">What people are told.</param>
/// <param name="Detected">When it was seen first.</param>
/// <param name="Resolved">When it was over; null for not yet.</param>
/// <param name="ResolvedBy">What put an end to it; null for nothing yet.</param>
public sealed record DriftView(
    string Instance,
    string Type,
    string Message,
    DateTimeOffset Detected,
    DateTimeOffset? Resolved,
    string? ResolvedBy
);

/// <summary>Something that is not as it should be at this moment.</summary>
/// <param name="Subject">The instance or image.</param>
/// <param name="Type">How, in one word.</param>
/// <param name="Message">What people are told.</param>
public sealed record FindingView(string Subject, string Type, string Message);

/// <summary>How what is wanted and what is there differ.</summary>
/// <param name="Now">What a comparison finds now. Operations that work at this moment may be among it.</param>
/// <param name="Recorded">What the reconciler noted, newest first.</param>
public sealed record DriftReport(IReadOnlyList<FindingView> Now, IReadOnlyList<DriftView> Recorded);

/// <summary>Lines of a log, oldest first.</summary>
/// <param name="Lines">The lines.</param>
public sealed record LogView(IReadOnlyList<string> Lines);
