namespace Duroxide;

/// <summary>How closely user code is watched for leaving the durable world.</summary>
/// <remarks>What proves an escape always fails the instance; these options are about what can only be suspected.</remarks>
public sealed record DeterminismOptions
{
    static readonly TimeSpan LeastSlow = TimeSpan.FromSeconds(1);

    /// <summary>The options that the runtime uses unless it is told otherwise.</summary>
    public static DeterminismOptions Default { get; } = new();

    /// <summary>Whether a suspicion fails the instance, as tests want it, instead of writing a warning. Default false.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether work that user code starts on other threads is noticed. Default true; costs less than 0.1 µs a turn.</summary>
    public bool WatchThreads { get; init; } = true;

    /// <summary>Whether timers that user code arms are noticed. Default true; arming any timer in the process costs 0.2 µs more.</summary>
    public bool WatchTimers { get; init; } = true;

    /// <summary>How long user code may block its thread, as for a lock, before it is suspected. Default 1 s.</summary>
    public TimeSpan BlockingTolerance { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a turn may take before it is called slow in the log.</summary>
    internal TimeSpan SlowTurn => BlockingTolerance > LeastSlow ? BlockingTolerance : LeastSlow;

    /// <summary>Hears at once of a turn that blocks its thread, for it may never end; null to write it down when it has ended.</summary>
    internal Action<string>? Blocked { get; init; }

    /// <summary>The clock by which the length of a turn is told: that of the runtime.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
