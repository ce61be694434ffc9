namespace Duroxide.Testing;

/// <summary>A pending of work that waits for its step.</summary>
/// <param name="Owner">The node that wants it done.</param>
/// <param name="Run">Does it.</param>
sealed record PendingStep(SimulatedNode Owner, Action<Fault?> Run)
{
    /// <summary>What is called, in words, when it is a call that has left the node: then it continues whatever becomes of the node.</summary>
    public string? Call { get; init; }

    /// <summary>Whether it is a call that looks again and again, and mostly finds nothing.</summary>
    public bool IsPoll { get; init; }

    /// <summary>Whether it changes the store.</summary>
    public bool IsWrite { get; init; }
}
