namespace Duroxide.Runtime;

/// <summary>The answer of an activity that ended here, on its way to its instance.</summary>
/// <param name="activity">The activity.</param>
/// <param name="payload">The encoded answer.</param>
/// <param name="scheduler">Where it goes on by itself.</param>
sealed class LaneAnswer(RunningActivity activity, ReadOnlyMemory<byte> payload, IScheduler scheduler)
{
    readonly TaskCompletionSource<bool> stored = new();

    /// <summary>The lease under which it answers.</summary>
    public Lease Lease { get; } = activity.Lease;

    /// <summary>The encoded answer.</summary>
    public ReadOnlyMemory<byte> Payload => payload;

    /// <summary>Whether its activity was told to stop meanwhile, so that nothing may come of it.</summary>
    public bool IsStopped => activity.Told.IsCompleted;

    /// <summary>Completes with whether the store has the answer; if not, it is to be sent by itself.</summary>
    public Task<bool> Stored => stored.Task;

    /// <summary>The activity.</summary>
    public RunningActivity Activity => activity;

    /// <summary>What the activity is.</summary>
    public ActivityItem Item => activity.Item;

    /// <summary>Says whether the store has it. With what is stored there is next to nothing left to do, so that is done here.</summary>
    public void Settle(bool isStored)
    {
        if (isStored)
        {
            stored.TrySetResult(true);
        }
        else
        {
            scheduler.Post(() => stored.TrySetResult(false));
        }
    }
}
