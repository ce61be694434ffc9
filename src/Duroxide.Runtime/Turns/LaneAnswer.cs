namespace Duroxide.Runtime;

/// <summary>The answer of an activity that ended here, on its way to its instance.</summary>
/// <param name="activity">The activity.</param>
/// <param name="payload">The encoded answer.</param>
/// <param name="scheduler">Where those who wait for it continue.</param>
sealed class LaneAnswer(RunningActivity activity, ReadOnlyMemory<byte> payload, IScheduler scheduler)
{
    readonly Promise<bool> stored = new(scheduler);

    /// <summary>The lease under which it answers.</summary>
    public Lease Lease { get; } = activity.Lease;

    /// <summary>The encoded answer.</summary>
    public ReadOnlyMemory<byte> Payload => payload;

    /// <summary>Whether its activity was told to stop meanwhile, so that nothing may come of it.</summary>
    public bool IsStopped => activity.Told.IsCompleted;

    /// <summary>Completes with whether the store has the answer; if not, it is to be sent by itself.</summary>
    public Task<bool> Stored => stored.Task;

    /// <summary>The activity.</summary>
    public ActivityItem Item => activity.Item;

    /// <summary>Says whether the store has it.</summary>
    public void Settle(bool isStored) => stored.TrySetResult(isStored);
}
