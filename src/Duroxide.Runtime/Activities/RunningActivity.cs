namespace Duroxide.Runtime;

/// <summary>One activity while it runs, and the two ways in which it can be told to stop.</summary>
/// <param name="item">What was fetched.</param>
/// <param name="scheduler">Where those who wait for it continue.</param>
sealed class RunningActivity(ActivityItem item, IScheduler scheduler) : IDisposable
{
    readonly CancellationTokenSource cancelled = new();
    readonly Promise<StopReason> told = new(scheduler);
    readonly Promise<Empty> givenUp = new(scheduler);
    readonly Lock gate = new();
    Lease lease = item.Lease;
    bool isOver;

    /// <summary>What was fetched, or written as taken.</summary>
    public ActivityItem Item => item;

    /// <summary>What it is to do: known of one that was written as taken, and else once it was read; null before.</summary>
    public ActivityWork? Work { get; set; }

    /// <summary>The store's number of the instance whose turn wrote it as taken; null when it was fetched.</summary>
    public long? Taker { get; init; }

    /// <summary>Whether it was written as taken.</summary>
    public bool IsTaken => Taker is not null;

    /// <summary>Whether its place belongs to the activity that comes after it.</summary>
    public bool HasPassedOn { get; private set; }

    /// <summary>Passes its place on.</summary>
    public void PassOn() => HasPassedOn = true;

    /// <summary>The lease under which it continues: the one it was fetched with, or one that took its place.</summary>
    public Lease Lease
    {
        get
        {
            lock (gate)
            {
                return lease;
            }
        }
    }

    /// <summary>Whether its answer was committed by its own code.</summary>
    public bool IsRecorded { get; set; }

    /// <summary>Whether its lease was lost, so that the attempt does not count.</summary>
    public bool HasLostLease { get; private set; }

    /// <summary>Whether its code has ended, or is waited for no longer, and its answer is stored or not wanted.</summary>
    public bool IsOver
    {
        get
        {
            lock (gate)
            {
                return isOver;
            }
        }
    }

    /// <summary>What the activity's code sees.</summary>
    public CancellationToken Token => cancelled.Token;

    /// <summary>Completes when the activity is told to stop, and why.</summary>
    public Task<StopReason> Told => told.Task;

    /// <summary>Completes when nobody waits for the activity's code any more, whatever its grace.</summary>
    public Task GivenUp => givenUp.Task;

    /// <summary>Goes on under another lease of the same activity; null when it is over, or told to stop.</summary>
    /// <returns>The lease before.</returns>
    public Lease? Adopt(Lease next)
    {
        lock (gate)
        {
            if (isOver || Told.IsCompleted)
            {
                return null;
            }
            var before = lease;
            lease = next;
            return before;
        }
    }

    /// <summary>Ends it, unless it continues under another lease than this one meanwhile.</summary>
    public bool TryEnd(Lease last)
    {
        lock (gate)
        {
            isOver |= lease == last;
            return isOver;
        }
    }

    /// <summary>Ends it for those who would continue with it.</summary>
    public void End()
    {
        lock (gate)
        {
            isOver = true;
        }
    }

    /// <summary>Tells it to stop, because somebody else has its lease, or it was cancelled elsewhere.</summary>
    public void Lose()
    {
        HasLostLease = true;
        Stop(StopReason.Cancelled);
    }

    /// <summary>Tells it to stop, once; what its code hangs on the token runs on another thread.</summary>
    public void Stop(StopReason reason)
    {
        if (told.TrySetResult(reason))
        {
            _ = CancelAsync();
        }
        if (reason == StopReason.Shutdown)
        {
            givenUp.TrySetResult(default);
        }
    }

    // Only once it is known why the token fires may it fire, or the code's end would be taken for an answer.
    async Task CancelAsync()
    {
        await told.Task.ConfigureAwait(false);
        await scheduler.CancelAsync(cancelled).ConfigureAwait(false);
    }

    /// <summary>Frees the token of an activity that was never told to stop.</summary>
    public void Dispose()
    {
        // A token that fires may still be handed round, and needs no disposal: it holds no timer.
        if (told.TrySetCanceled())
        {
            cancelled.Dispose();
        }
    }
}

/// <summary>Why a running activity is told to stop.</summary>
enum StopReason
{
    /// <summary>Nobody waits for its result any more, or another worker has it.</summary>
    Cancelled,

    /// <summary>The runtime stops, and the activity is to run again elsewhere.</summary>
    Shutdown,
}
