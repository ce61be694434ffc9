using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>What a store holds, counted for gauges: at intervals while somebody reads them, and not at all while nobody does.</summary>
/// <remarks>Whoever reads a gauge gets what was counted last and waits for nothing, least of all for the store.</remarks>
/// <param name="management">The management of the store.</param>
/// <param name="interval">How often it is counted.</param>
/// <param name="options">The scheduler and the clock of the node.</param>
/// <param name="log">Where a failure is written.</param>
/// <param name="stop">Ends the counting.</param>
sealed class StoreCounts(
    IManagement management,
    TimeSpan interval,
    RuntimeOptions options,
    ILogger log,
    CancellationToken stop
)
{
    // Nobody scrapes less often.
    static readonly TimeSpan Interest = TimeSpan.FromMinutes(5);

    // A large store is not kept busy by being counted.
    const int Share = 10;

    StoreMetrics? latest;
    long asked;
    int counting;
    Task running = Task.CompletedTask;

    /// <summary>What was counted last; null at first, when the store could not be asked, and when nobody asked for long.</summary>
    public StoreMetrics? Ask()
    {
        // Before it is counted anew, or the answer would depend on how soon that begins.
        var last = Volatile.Read(ref latest);
        Volatile.Write(ref asked, options.Time.GetTimestamp());
        if (!stop.IsCancellationRequested && Interlocked.Exchange(ref counting, 1) == 0)
        {
            Volatile.Write(ref running, options.Scheduler.RunAsync(CountAsync));
        }
        return last;
    }

    /// <summary>Completes when the store is asked no more, once that was stopped.</summary>
    public Task EndAsync() => Volatile.Read(ref running);

    async Task CountAsync()
    {
        try
        {
            do
            {
                var began = options.Time.GetTimestamp();
                Volatile.Write(ref latest, await CountOnceAsync().ConfigureAwait(false));
                var took = options.Time.GetElapsedTime(began);
                await options
                    .Time.DelayAsync(took * Share > interval ? took * Share : interval, stop)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            } while (!stop.IsCancellationRequested && IsWanted);
        }
        finally
        {
            Volatile.Write(ref latest, null);
            Volatile.Write(ref counting, 0);
        }
    }

    bool IsWanted => options.Time.GetElapsedTime(Volatile.Read(ref asked)) < Interest;

    async Task<StoreMetrics?> CountOnceAsync()
    {
        try
        {
            return await management.GetMetricsAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error)
        {
            // A gauge without a value says so; what reads gauges goes on.
            log.CountingFailed(error, interval);
            return null;
        }
    }
}
