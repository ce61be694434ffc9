namespace Duroxide.Runtime.InMemory;

/// <summary>A message that waits for its instance, or a timer that waits for its time.</summary>
sealed record MemoryMessage(StoredMessage Message)
{
    /// <summary>By time, then by arrival: a timer stands where it was due, not where it was set.</summary>
    public static IComparer<MemoryMessage> ByTime { get; } =
        Comparer<MemoryMessage>.Create(
            (one, other) => (one.Message.Time, one.Message.Id).CompareTo((other.Message.Time, other.Message.Id))
        );

    /// <summary>Whether it asks the instance to end.</summary>
    public bool IsCancel { get; init; }

    /// <summary>The timer that it is; null for what was sent.</summary>
    public (ExecutionId Execution, EventId Id)? Timer { get; init; }
}
