using System.Runtime.CompilerServices;
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

    const string Completed = "completed";
    const string BrokenOff = "broken_off";
    const string Failed = "failed";

    RetentionCounts counts = new(0, 0, 0);
    StrongBox<long>? swept;
    bool hasDuty;

    /// <summary>What was removed here so far.</summary>
    public RetentionCounts Counts => Volatile.Read(ref counts);

    /// <summary>How long ago the whole store was looked through here; null when it was not.</summary>
    public TimeSpan? SweepAge => Volatile.Read(ref swept) is { } ended ? time.GetElapsedTime(ended.Value) : null;

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
        var began = time.GetTimestamp();
        var outcome = Failed;
        try
        {
            outcome = await sweep.RunAsync(stop).ConfigureAwait(false) ? Completed : BrokenOff;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What it deleted is counted all the same.
            outcome = BrokenOff;
        }
        finally
        {
            Count(sweep.Removed, outcome == Completed);
            Measure(sweep.Removed, time.GetElapsedTime(began), outcome);
        }
    }

    static void Measure(Deleted removed, TimeSpan duration, string outcome)
    {
        Metrics.SweepDuration.Record(
            duration.TotalSeconds,
            new KeyValuePair<string, object?>(TelemetryNames.Outcome, outcome)
        );
        Delete("instance", removed.Instances);
        Delete("execution", removed.Executions);
        Delete("event", removed.Events);
        Delete("message", removed.Messages);

        static void Delete(string what, long count) =>
            Metrics.Deletions.Add(count, new KeyValuePair<string, object?>(TelemetryNames.Deleted, what));
    }

    void Count(Deleted removed, bool isDone)
    {
        if (isDone)
        {
            Volatile.Write(ref swept, new(time.GetTimestamp()));
        }
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
