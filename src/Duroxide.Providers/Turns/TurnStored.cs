namespace Duroxide.Providers;

/// <summary>What became of the commit of a turn.</summary>
/// <param name="IsStored">Whether the turn is stored; if not, nothing of it is.</param>
public sealed record TurnStored(bool IsStored)
{
    /// <summary>The store's number of the instance of a <see cref="TurnRight.Starting"/> turn that is stored; otherwise 0.</summary>
    public long Instance { get; init; }

    /// <summary>The leases of the activities that were to be taken, in the order of <see cref="TurnCommit.Activities"/>; null for those that were queued.</summary>
    /// <remarks>Who asks again is told those that still stand as they were given.</remarks>
    public IReadOnlyList<Lease?> Taken { get; init; } = [];

    /// <summary>For each of <see cref="TurnRight.Answering.Completions"/> in order, whether it is completed: with the turn, or by a message.</summary>
    public IReadOnlyList<bool> Completed { get; init; } = [];
}
