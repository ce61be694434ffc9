namespace Duroxide.Runtime;

/// <summary>One activity while it runs, and the two ways in which it can be told to stop.</summary>
/// <param name="session">The session it belongs to; null for none.</param>
/// <param name="scheduler">Where those who wait for it go on.</param>
sealed class RunningActivity(string? session, IScheduler scheduler) : IDisposable
{
    readonly CancellationTokenSource cancelled = new();
    readonly Promise<StopReason> told = new(scheduler);
    readonly Promise<Empty> givenUp = new(scheduler);

    /// <summary>The session it belongs to; null for none.</summary>
    public string? Session => session;

    /// <summary>What the activity's code sees.</summary>
    public CancellationToken Token => cancelled.Token;

    /// <summary>Completes when the activity is told to stop, and why.</summary>
    public Task<StopReason> Told => told.Task;

    /// <summary>Completes when nobody waits for the activity's code any more, whatever its grace.</summary>
    public Task GivenUp => givenUp.Task;

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
