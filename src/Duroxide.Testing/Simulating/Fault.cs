namespace Duroxide.Testing;

/// <summary>What a simulation does to one call of the store.</summary>
public enum FaultKind
{
    /// <summary>The store refuses the call, and says that it may be tried again.</summary>
    Refused,

    /// <summary>The store carries the call out, but its answer is lost and looks like an error.</summary>
    AnswerLost,

    /// <summary>The store carries the call out twice, and gives the first answer.</summary>
    Duplicated,

    /// <summary>The call takes some seconds.</summary>
    Slow,

    /// <summary>The node dies before the call reaches the store, and another takes its place some seconds later.</summary>
    CrashBefore,

    /// <summary>The node dies after the call is carried out and before it hears of it.</summary>
    CrashAfter,

    /// <summary>The clock jumps ahead by a minute up to a day.</summary>
    ClockJump,
}

/// <summary>A fault and where it strikes.</summary>
/// <param name="Call">The number of the call, counted over all nodes from 1.</param>
/// <param name="Kind">What happens to it.</param>
public sealed record Fault(int Call, FaultKind Kind);

/// <summary>How often faults strike: so many in a thousand calls.</summary>
public sealed record FaultRates
{
    /// <summary>No faults at all.</summary>
    public static FaultRates None { get; } =
        new()
        {
            Refused = 0,
            AnswerLost = 0,
            Duplicated = 0,
            Slow = 0,
            Crashes = 0,
            ClockJumps = 0,
        };

    /// <summary>Refused calls. Default 20.</summary>
    public int Refused { get; init; } = 20;

    /// <summary>Calls whose answer is lost. Default 20.</summary>
    public int AnswerLost { get; init; } = 20;

    /// <summary>Calls carried out twice. Default 10.</summary>
    public int Duplicated { get; init; } = 10;

    /// <summary>Slow calls. Default 20.</summary>
    public int Slow { get; init; } = 20;

    /// <summary>Nodes that die, half of them before and half after the call. Default 10.</summary>
    public int Crashes { get; init; } = 10;

    /// <summary>Jumps of the clock. Default 2.</summary>
    public int ClockJumps { get; init; } = 2;
}
