namespace Duroxide.Runtime;

/// <summary>A turn to be run.</summary>
/// <param name="Item">What was fetched.</param>
/// <param name="Hot">The live program; null when there is none in memory.</param>
/// <param name="Stored">The history to replay; null with a live program, and at the first turn.</param>
sealed record TurnWork(TurnItem Item, HotInstance? Hot, StoredExecution? Stored)
{
    int finished;

    /// <summary>Whether the caller is the first to finish it: who ran it to its end, or who gave it up meanwhile.</summary>
    public bool TryFinish() => Interlocked.Exchange(ref finished, 1) == 0;
}

/// <summary>What became of a turn.</summary>
partial record TurnResult
{
    TurnResult() { }

    /// <summary>It is to be committed.</summary>
    /// <param name="Write">What is written.</param>
    /// <param name="Header">What the execution started from.</param>
    /// <param name="Decision">What was decided.</param>
    /// <param name="Program">The live program; null when none of the code was run.</param>
    public sealed record Decided(TurnCommit Write, Header Header, Decision Decision, HotInstance? Program) : TurnResult;

    /// <summary>It is given back.</summary>
    /// <param name="Release">How.</param>
    public sealed record GivenBack(TurnRelease Release) : TurnResult;
}
