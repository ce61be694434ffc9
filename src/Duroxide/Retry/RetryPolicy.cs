namespace Duroxide;

/// <summary>How often an activity is tried, and how long to wait in between.</summary>
/// <remarks>
/// A policy unfolds into ordinary activities and timers, so changing it breaks instances whose calls it governs. A
/// timeout and a failure of the system are never tried again.
/// </remarks>
public sealed record RetryPolicy
{
    static readonly TimeSpan DefaultFirst = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan DefaultMax = TimeSpan.FromSeconds(30);

    /// <summary>How often the activity is tried in all, the first attempt included. Default 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int MaxAttempts
    {
        get;
        init => field = value >= 1 ? value : throw TooFew(value);
    } = 3;

    /// <summary>How long to wait between attempts. Default exponential: 100 ms, twice as long each time, at most 30 s.</summary>
    public Backoff Backoff { get; init; } = new Backoff.Exponential(DefaultFirst, 2, DefaultMax);

    /// <summary>Tries once only.</summary>
    public static RetryPolicy None { get; } = new() { MaxAttempts = 1, Backoff = new Backoff.None() };

    /// <summary>Tries again at once.</summary>
    public static RetryPolicy Immediate(int attempts = 3) =>
        new() { MaxAttempts = attempts, Backoff = new Backoff.None() };

    /// <summary>Tries again after the same delay each time.</summary>
    public static RetryPolicy Fixed(TimeSpan delay, int attempts = 3) =>
        new() { MaxAttempts = attempts, Backoff = new Backoff.Fixed(delay) };

    /// <summary>Tries again after a delay that grows by one step each time; without a maximum it grows up to 30 s.</summary>
    public static RetryPolicy Linear(TimeSpan step, TimeSpan? max = null, int attempts = 3) =>
        new() { MaxAttempts = attempts, Backoff = new Backoff.Linear(step, max ?? DefaultMax) };

    /// <summary>Tries again after a delay that is multiplied each time; by default 100 ms, doubled, at most 30 s.</summary>
    public static RetryPolicy Exponential(
        int attempts = 3,
        TimeSpan? first = null,
        double factor = 2,
        TimeSpan? max = null
    ) =>
        new()
        {
            MaxAttempts = attempts,
            Backoff = new Backoff.Exponential(first ?? DefaultFirst, factor, max ?? DefaultMax),
        };

    static ArgumentOutOfRangeException TooFew(int value) =>
        new(nameof(MaxAttempts), value, "A retry policy needs at least 1 attempt: the first one counts too.");
}
