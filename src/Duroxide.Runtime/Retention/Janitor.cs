using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Deletes by itself what need not be kept, on one node of a store at a time.</summary>
/// <param name="provider">The store.</param>
/// <param name="client">The client of this node.</param>
/// <param name="options">What is kept.</param>
/// <param name="node">The name of this node.</param>
/// <param name="time">The clock of this node.</param>
/// <param name="log">Where its work is told.</param>
sealed class Janitor(
    IProvider provider,
    DuroxideClient client,
    RetentionOptions options,
    string node,
    TimeProvider time,
    ILogger log
)
{
    const string Duty = "retention";

    RetentionCounts counts = new(0, 0, 0);
    bool hasDuty;

    /// <summary>What was removed here so far.</summary>
    public RetentionCounts Counts => Volatile.Read(ref counts);

    // Longer than the interval, so that the same node goes on; shorter than two, so that another one soon takes over.
    TimeSpan Lease => options.Interval * 1.5;

    /// <summary>Sweeps at every interval until it is stopped, and then leaves the duty to another node.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await TakeDutyAsync(Lease).ConfigureAwait(false))
                {
                    await SweepAsync(stop).ConfigureAwait(false);
                }
            }
            catch (ProviderException error)
            {
                // The next sweep goes on.
                log.RetentionFailed(error, options.Interval);
            }
            await time.DelayAsync(options.Interval, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await GiveBackAsync().ConfigureAwait(false);
    }

    async Task SweepAsync(CancellationToken stop)
    {
        var sweep = new RetentionSweep(
            client.Management,
            options,
            provider.Now.ToDateTimeOffset(),
            async () => !stop.IsCancellationRequested && await TakeDutyAsync(Lease).ConfigureAwait(false)
        );
        var isDone = false;
        try
        {
            isDone = await sweep.RunAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What it deleted is counted all the same.
        }
        finally
        {
            Count(sweep.Removed, isDone);
        }
    }

    void Count(Deleted removed, bool isDone)
    {
        var before = Counts;
        Volatile.Write(
            ref counts,
            new(
                before.Sweeps + (isDone ? 1 : 0),
                before.Instances + removed.Instances,
                before.Executions + removed.Executions
            )
            {
                Last = provider.Now.ToDateTimeOffset(),
            }
        );
        if (removed.Executions > 0)
        {
            log.RetentionSwept(removed.Instances, removed.Executions, removed.Events, isDone);
        }
    }

    async Task<bool> TakeDutyAsync(TimeSpan duration) =>
        hasDuty = await provider
            .Management!.TakeDutyAsync(Duty, node, duration, CancellationToken.None)
            .ConfigureAwait(false);

    async Task GiveBackAsync()
    {
        if (!hasDuty)
        {
            return;
        }
        try
        {
            await TakeDutyAsync(TimeSpan.Zero).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ProviderException or ObjectDisposedException)
        {
            // Then another node waits for the end of the lease, as after a crash.
            log.DutyKept(error, Lease);
        }
    }
}
