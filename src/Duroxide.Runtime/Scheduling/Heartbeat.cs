namespace Duroxide.Runtime;

/// <summary>Does something at an interval as long as there is a reason for it, and costs nothing while there is none.</summary>
/// <param name="interval">The interval.</param>
/// <param name="pace">Where it beats.</param>
/// <param name="isNeeded">Whether there is a reason; asked after each beat.</param>
sealed class Heartbeat(TimeSpan interval, IPace pace, Func<bool> isNeeded)
{
    Promise<Empty> woken = new(pace.Scheduler);
    int beating;

    /// <summary>The time until the next beat after one that failed; by default the interval.</summary>
    public TimeSpan? AfterFailure { get; init; }

    /// <summary>Says that there is a reason now.</summary>
    public void Wake()
    {
        if (Volatile.Read(ref beating) == 0 && Interlocked.Exchange(ref beating, 1) == 0)
        {
            woken.TrySetResult(default);
        }
    }

    /// <summary>Beats until it is cancelled.</summary>
    /// <param name="beat">What it does, and whether that succeeded.</param>
    /// <param name="stop">Ends it.</param>
    public Task RunAsync(Func<Task<bool>> beat, CancellationToken stop) => pace.RunAsync(() => BeatAsync(beat, stop));

    // All goes on where the pace says.
    async Task<Empty> BeatAsync(Func<Task<bool>> beat, CancellationToken stop)
    {
        while (true)
        {
            await woken.Task.WaitAsync(stop);
            woken = new(pace.Scheduler);
            try
            {
                var pause = interval;
                do
                {
                    await pace.DelayAsync(pause, stop);
                    pause = await beat() ? interval : AfterFailure ?? interval;
                } while (isNeeded());
            }
            finally
            {
                Volatile.Write(ref beating, 0);
                // A reason that came up just now found the heart still beating, and one that a failed beat left is still there.
                if (isNeeded())
                {
                    Wake();
                }
            }
        }
    }
}
