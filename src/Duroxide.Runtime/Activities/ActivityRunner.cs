using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Runs one activity: reads what is to be done, finds the code, and waits for it or for its cancellation.</summary>
sealed class ActivityRunner(
    RuntimeOptions options,
    ActivityCode code,
    YieldingFetch yielding,
    MissingCode missing,
    ILogger log
)
{
    // What the filters of tags call it, too.
    const string Untagged = "default";

    readonly Deferrals<long> unregistered = new(options);
    readonly Deferrals<long> tried = new(options);

    /// <summary>Runs an activity; whatever goes wrong in its code becomes its answer.</summary>
    public async Task<ActivityResult> RunAsync(ActivityItem item, RunningActivity activity)
    {
        ActivityWork work;
        try
        {
            activity.Work = work = activity.Work ?? WireCodec.DecodeActivityWork(item.Instance, item.Payload);
        }
        catch (CorruptPayloadException error)
        {
            log.ActivityParked(item.Id, item.Instance, error.Message);
            return Back(TimeSpan.Zero, countAttempt: false, error.Message);
        }
        if (item.Attempt > options.MaxAttempts)
        {
            return TriedTooOften(item, work);
        }
        if (code.Find(activity, work) is not { } run)
        {
            return Unregistered(item, work);
        }
        missing.Forget(item.Instance);
        // What was fetched while the runtime stopped has not begun, and whoever gets it next is the first to begin it.
        if (activity.Told.IsCompleted)
        {
            return await activity.Told.ConfigureAwait(false) == StopReason.Shutdown
                ? Untouched(TimeSpan.Zero)
                : new ActivityResult.Dropped(work.Name);
        }
        log.ActivityStarted(work.Name, item.Id, item.Instance, item.Execution, item.Attempt, item.Tag ?? Untagged);
        var started = options.Time.GetTimestamp();
        // Code may hold on to its thread for as long as it likes, so it gets one on which nobody waits; what was taken has it.
        var running = activity.IsTaken
            ? AttemptTelemetry.RunAsync(item, work, options.Time, run)
            : options.Scheduler.ComputeAsync(AttemptTelemetry.Within(item, work, options.Time, run));
        await Task.WhenAny(running, activity.Told).ConfigureAwait(false);
        if (activity.Told.IsCompleted)
        {
            return await StopAsync(item, work, running, activity, started).ConfigureAwait(false);
        }
        try
        {
            return Answer(item, work, await running.ConfigureAwait(false), started);
        }
        catch (ProviderException error)
        {
            log.ActivityWithoutStore(error, work.Name, item.Id, item.Instance);
            return Back(FetchLoop.Pause, countAttempt: !error.IsRetryable);
        }
    }

    ActivityResult Answer(ActivityItem item, ActivityWork work, Outcome outcome, long started)
    {
        var duration = options.Time.GetElapsedTime(started);
        AttemptTelemetry.Measure(item, work, duration, outcome);
        switch (outcome)
        {
            case Outcome.Failed { Failure: var failure }:
                log.ActivityFailed(work.Name, item.Id, item.Instance, item.Execution, duration, failure);
                break;
            case Outcome.Succeeded { Result: var output }:
                if (log.IsEnabled(LogLevel.Debug))
                {
                    log.ActivityCompleted(
                        work.Name,
                        item.Id,
                        item.Instance,
                        item.Execution,
                        duration,
                        HistorySize.Of(output)
                    );
                }
                break;
            case Outcome.Fired:
                // Only timers fire.
                break;
        }
        return new ActivityResult.Answered(work.Name, outcome);
    }

    // Code cannot be aborted. After its grace it is no longer waited for, and its slot is free.
    async Task<ActivityResult> StopAsync(
        ActivityItem item,
        ActivityWork work,
        Task<Outcome> running,
        RunningActivity activity,
        long started
    )
    {
        if (await activity.Told.ConfigureAwait(false) == StopReason.Shutdown)
        {
            return running.IsCompletedSuccessfully && running.Result is Outcome.Succeeded succeeded
                ? Answer(item, work, succeeded, started)
                : Back(TimeSpan.Zero, countAttempt: false);
        }
        log.ActivityCancelled(work.Name, item.Id, item.Instance, item.Execution, options.ActivityCancellationGrace);
        using var graceOver = new CancellationTokenSource();
        var grace = options.Time.DelayAsync(options.ActivityCancellationGrace, graceOver.Token);
        if (await Task.WhenAny(running, grace, activity.GivenUp).ConfigureAwait(false) != running)
        {
            log.ActivityAbandoned(work.Name, item.Id, item.Instance, item.Execution);
        }
        await options.Scheduler.CancelAsync(graceOver).ConfigureAwait(false);
        AttemptTelemetry.Measure(item, work, options.Time.GetElapsedTime(started), outcome: null);
        return new ActivityResult.Dropped(work.Name);
    }

    // Nodes that are slow, or were paused, may have lost their leases to one another. Those that live take their attempts back
    // as soon as they hear of it, so the count is believed only when it still stands after the longest call to a store.
    ActivityResult TriedTooOften(ActivityItem item, ActivityWork work)
    {
        if (tried.Count(item.Lease.Key) > 1)
        {
            var cause =
                $"activity {work.Name}({Shortened.Of(work.Input)}) had no answer at any attempt: each time its lease ended and nobody came back for it, or it was given back by an error";
            return Poison(item, work, item.Attempt, cause);
        }
        var delay = StoreTroubles.LongestCall;
        log.ActivityPutOff(work.Name, item.Id, item.Instance, item.Attempt, options.MaxAttempts, delay);
        return Back(delay, countAttempt: false);
    }

    // Another node may have the code. One that meets the same work too often without it gives it up.
    ActivityResult Unregistered(ActivityItem item, ActivityWork work)
    {
        missing.Note(item.Instance, $"activity '{work.Name}'");
        var times = unregistered.Count(item.Lease.Key);
        if (times > options.MaxAttempts)
        {
            return Poison(
                item,
                work,
                times,
                $"activity {work.Name}({Shortened.Of(work.Input)}) is registered on no node that met it (DUR0023)"
            );
        }
        var delay = options.UnregisteredBackoff.After(times);
        log.ActivityUnregistered(work.Name, item.Instance, times, options.MaxAttempts, delay);
        return Untouched(yielding.Defer(delay));
    }

    ActivityResult Poison(ActivityItem item, ActivityWork work, int attempts, string cause)
    {
        log.ActivityPoisoned(work.Name, item.Id, item.Instance, item.Execution, attempts);
        var subject = new PoisonSubject.Activity(item.Instance, item.Execution, work.Name, item.Id);
        return new ActivityResult.Answered(
            work.Name,
            new Outcome.Failed(new Failure.Poison(attempts, options.MaxAttempts, subject, cause))
        );
    }

    static ActivityResult Untouched(TimeSpan delay) =>
        new ActivityResult.GivenBack(delay, CountAttempt: false) { IsUntouched = true };

    static ActivityResult Back(TimeSpan delay, bool countAttempt, string? park = null) =>
        new ActivityResult.GivenBack(delay, countAttempt) { Park = park };
}
