namespace Duroxide.Testing;

/// <summary>What a simulation does to one step.</summary>
public enum FaultKind
{
    /// <summary>The store refuses the call and does nothing; the caller gets an error that may pass.</summary>
    Refused,

    /// <summary>The store carries the call out, and the caller gets an error all the same.</summary>
    AnswerLost,

    /// <summary>The store carries the call out twice, and gives the first answer.</summary>
    Duplicated,

    /// <summary>The call reaches the store only after a while.</summary>
    Slow,

    /// <summary>The node dies before the step; another takes its place after a while.</summary>
    Crash,

    /// <summary>The node is stopped in order; another takes its place after a while.</summary>
    Stop,

    /// <summary>The node stands still for a while and does not notice, while what it had sent continues its way.</summary>
    Pause,

    /// <summary>All clocks jump ahead.</summary>
    ClockJump,

    /// <summary>The store refuses all calls for a while.</summary>
    Outage,
}

/// <summary>A fault, and where it strikes.</summary>
/// <param name="Step">The number of the step in the run's story.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Seconds">How long it takes, or how far the clocks jump; 0 where that means nothing.</param>
public sealed record Fault(int Step, FaultKind Kind, int Seconds = 0);
