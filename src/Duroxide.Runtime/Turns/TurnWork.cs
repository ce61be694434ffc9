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
