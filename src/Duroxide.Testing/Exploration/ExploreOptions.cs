namespace Duroxide.Testing;

/// <summary>What a random exploration may vary.</summary>
public sealed record ExploreOptions
{
    /// <summary>How many steps a run may take. Default 500.</summary>
    public int MaxSteps { get; init; } = 500;

    /// <summary>How often the process may die in a run, at most. Default 3.</summary>
    public int Crashes { get; init; } = 3;

    /// <summary>How many results of activities may be lost in a run, at most, so that they run again. Default 2.</summary>
    public int LostResults { get; init; } = 2;

    /// <summary>Whether an activity that was called off may run all the same. Default true.</summary>
    public bool LateRuns { get; init; } = true;

    /// <summary>How often time may pass in a run while an answer is slow, at most. Default 2.</summary>
    public int Delays { get; init; } = 2;

    /// <summary>Whether a failing schedule is made as short as possible. Default true.</summary>
    public bool Shrink { get; init; } = true;

    /// <summary>How many threads play runs at once. Default one for each processor.</summary>
    /// <remarks>The result does not depend on it, as long as laws and activities share no state between runs.</remarks>
    public int Threads { get; init; } = Environment.ProcessorCount;

    internal StepBound Bound => new(MaxSteps, $"{nameof(ExploreOptions)}.{nameof(MaxSteps)}");

    internal Budget Budget => new(Crashes, LostResults, LateRuns, Delays, Batches: true);
}
