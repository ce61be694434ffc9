namespace Duroxide.Testing;

/// <summary>How far an exhaustive check goes.</summary>
public sealed record ExhaustOptions
{
    /// <summary>How many different states are visited at most. Default 100,000.</summary>
    public int MaxStates { get; init; } = 100_000;

    /// <summary>How many steps lie between the beginning and a state at most. Default 200.</summary>
    public int MaxSteps { get; init; } = 200;

    /// <summary>How many results of activities may be lost in one course, at most. Default 0.</summary>
    public int LostResults { get; init; }

    /// <summary>Whether an activity that was called off may run all the same. Default true.</summary>
    public bool LateRuns { get; init; } = true;

    /// <summary>How often time may pass in one course while an answer is slow, at most. Default 1.</summary>
    /// <remarks>It counts only where orchestrations look at the clock; otherwise it makes no difference how long things take.</remarks>
    public int Delays { get; init; } = 1;

    /// <summary>What makes two states one. Default <see cref="Merging.ByHistory"/>, which misses nothing.</summary>
    public Merging Merging { get; init; } = Merging.ByHistory;

    internal StepBound Bound => new(MaxSteps, $"{nameof(ExhaustOptions)}.{nameof(MaxSteps)}");

    internal Budget Budget => new(Crashes: 0, LostResults, LateRuns, Delays, Batches: false);
}

/// <summary>What makes two states one, so that what follows is looked at only once.</summary>
public enum Merging
{
    /// <summary>Equal histories in the same order. Nothing is missed.</summary>
    ByHistory,

    /// <summary>
    /// The same answers in any order, and equal open operations, values and status. Far fewer states, but code that keeps
    /// the order of answers in a variable of its own may behave in ways that are not seen.
    /// </summary>
    ByState,
}
