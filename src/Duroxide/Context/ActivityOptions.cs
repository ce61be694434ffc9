namespace Duroxide;

/// <summary>How an activity is called.</summary>
public sealed record ActivityOptions
{
    /// <summary>How often it is tried. Default: once.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>How long one attempt may take before it is cancelled; it is not tried again unless <see cref="RetryPolicy.RetryTimeouts"/> is set. Default: no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not longer than zero.</exception>
    public TimeSpan? Timeout
    {
        get;
        init => field = Positive(value, nameof(Timeout));
    }

    /// <summary>The session whose owner runs it. Default: any worker.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string? Session
    {
        get;
        init => field = Named(value, nameof(Session));
    }

    /// <summary>The tag that a worker must serve to run it. Default: none.</summary>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    public string? Tag
    {
        get;
        init => field = Named(value, nameof(Tag));
    }

    /// <summary>How long it may wait for a worker before it fails. Default: for ever.</summary>
    /// <remarks>It fails only if no worker has begun it; one that has it begun may take its time.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The time is not longer than zero.</exception>
    public TimeSpan? TimeToLive
    {
        get;
        init => field = Positive(value, nameof(TimeToLive));
    }

    // No worker can serve an empty tag, so the call would wait for ever.
    static string? Named(string? name, string option) =>
        name is ""
            ? throw new ArgumentException(
                $"{nameof(ActivityOptions)}.{option} must not be empty. Leave it null for none.",
                option
            )
            : name;

    // The framework's sign for an endless wait is a negative time, too, and would end every attempt at once.
    static TimeSpan? Positive(TimeSpan? time, string option) =>
        time is { } given && given <= TimeSpan.Zero
            ? throw new ArgumentOutOfRangeException(
                option,
                time,
                $"{nameof(ActivityOptions)}.{option} must be longer than zero. Leave it null for no limit."
            )
            : time;
}
