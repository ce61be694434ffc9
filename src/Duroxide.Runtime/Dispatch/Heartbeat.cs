using Duroxide.Core;

namespace Duroxide.Runtime;

/// <summary>Does something at an interval as long as there is a reason for it, and costs nothing while there is none.</summary>
/// <param name="interval">The interval.</param>
/// <param name="time">The clock.</param>
/// <param name="queue">Where it goes on once it is woken.</param>
/// <param name="isNeeded">Whether there is a reason; asked after each beat.</param>
sealed class Heartbeat(TimeSpan interval, TimeProvider time, IWorkQueue queue, Func<bool> isNeeded)
{
    Promise<Empty> woken = new(queue);
    int beating;

    /// <summary>Says that there is a reason now.</summary>
    public void Wake()
    {
        if (Volatile.Read(ref beating) == 0 && Interlocked.Exchange(ref beating, 1) == 0)
        {
            woken.TrySetResult(default);
        }
    }

    /// <summary>Beats until it is cancelled.</summary>
    public async Task RunAsync(Func<Task> beat, CancellationToken stop)
    {
        while (true)
        {
            await woken.Task.WaitAsync(stop).ConfigureAwait(false);
            woken = new(queue);
            try
            {
                do
                {
                    await time.DelayAsync(interval, stop).ConfigureAwait(false);
                    await beat().ConfigureAwait(false);
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
