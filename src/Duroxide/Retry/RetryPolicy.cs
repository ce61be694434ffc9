using System.Buffers.Binary;

namespace Duroxide;

/// <summary>How often an activity is tried, and how long to wait in between.</summary>
/// <remarks>
/// A policy unfolds into ordinary activities and timers, so changing it breaks instances whose calls it governs. A failure
/// of the system is never tried again, nor one that the activity threw as a <see cref="NonRetryableException"/>.
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

    /// <summary>Which failures are worth another attempt, told by what is recorded of them. Default: all.</summary>
    /// <remarks>It is asked again on each replay, so it may look at nothing but the failure.</remarks>
    public Func<Failure.Application, bool>? ShouldRetry { get; init; }

    /// <summary>Whether an attempt that did not end within its timeout is tried again too. Default: no.</summary>
    public bool RetryTimeouts { get; init; }

    /// <summary>The part of each delay that is left to chance, so that calls which failed together do not come back together. Default 0.</summary>
    /// <remarks>With 0.2 a delay of 10 s becomes one between 8 s and 10 s, the same on every replay.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is not between 0 and 1.</exception>
    public double Jitter
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw NoPart(value);
    }

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
        TimeSpan? first = null,
        double factor = 2,
        TimeSpan? max = null,
        int attempts = 3
    ) =>
        new()
        {
            MaxAttempts = attempts,
            Backoff = new Backoff.Exponential(first ?? DefaultFirst, factor, max ?? DefaultMax),
        };

    /// <summary>Whether a failure is of a kind that is tried again, if an attempt is left.</summary>
    internal bool TriesAgain(ActivityFailedException failed) =>
        failed is ActivityTimeoutException
            ? RetryTimeouts
            : failed.Failure.Retryable && (ShouldRetry?.Invoke(failed.Failure) ?? true);

    /// <summary>The delay after a failed attempt.</summary>
    /// <param name="attempt">The attempt, counted from 1.</param>
    /// <param name="chance">Gives the same ids on every replay; it is not asked when nothing is left to chance.</param>
    internal TimeSpan DelayAfter(int attempt, Func<Guid> chance)
    {
        var delay = Backoff.After(attempt);
        return Jitter > 0 && delay > TimeSpan.Zero ? delay - delay * (Jitter * PartOf(chance())) : delay;
    }

    // The first four bytes of a guid are free of its version and variant.
    static double PartOf(Guid id) => BinaryPrimitives.ReadUInt32LittleEndian(id.ToByteArray()) / (uint.MaxValue + 1.0);

    static ArgumentOutOfRangeException NoPart(double value) =>
        new(nameof(Jitter), value, "The jitter is a part of the delay, from 0 for none to 1 for all of it.");

    static ArgumentOutOfRangeException TooFew(int value) =>
        new(nameof(MaxAttempts), value, "A retry policy needs at least 1 attempt: the first one counts too.");
}
