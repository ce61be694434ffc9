using System.Diagnostics;

namespace Duroxide.Runtime;

/// <summary>What an attempt at an activity has to tell those who listen.</summary>
static class AttemptTelemetry
{
    /// <summary>Runs the code of an activity within a span, if anybody wants it.</summary>
    public static Task<Outcome> RunAsync(
        ActivityItem item,
        ActivityWork work,
        TimeProvider time,
        Func<Task<Outcome>> run
    ) => Spans.AreWanted ? RunObservedAsync(item, work, time, run) : run();

    /// <summary>The same, to be run elsewhere.</summary>
    public static Func<Task<Outcome>> Within(
        ActivityItem item,
        ActivityWork work,
        TimeProvider time,
        Func<Task<Outcome>> run
    ) => Spans.AreWanted ? Observed(item, work, time, run) : run;

    static Func<Task<Outcome>> Observed(
        ActivityItem item,
        ActivityWork work,
        TimeProvider time,
        Func<Task<Outcome>> run
    ) => () => RunObservedAsync(item, work, time, run);

    /// <summary>Measures an attempt that has ended.</summary>
    public static void Measure(ActivityItem item, ActivityWork work, TimeSpan duration, Outcome? outcome)
    {
        if (!Metrics.ActivityDuration.Enabled)
        {
            return;
        }
        var failure = (outcome as Outcome.Failed)?.Failure;
        var tags = new TagList
        {
            { TelemetryNames.Activity, work.Name },
            {
                TelemetryNames.Outcome,
                outcome is null ? "cancelled"
                : failure is null ? "completed"
                : "failed"
            },
            { TelemetryNames.Attempt, AttemptText(Math.Max(item.Attempt, work.Attempt)) },
            { TelemetryNames.Tag, item.Tag ?? "default" },
        };
        if (failure is not null)
        {
            tags.Add(TelemetryNames.ErrorType, failure.Category);
        }
        Metrics.ActivityDuration.Record(duration.TotalSeconds, tags);
    }

    // What ends before it returns, as most do that wait for nothing, needs no task besides its own.
    static Task<Outcome> RunObservedAsync(
        ActivityItem item,
        ActivityWork work,
        TimeProvider time,
        Func<Task<Outcome>> run
    )
    {
        var ambient = Activity.Current;
        try
        {
            if (Spans.BeginAttempt(item, work, time) is not { } span)
            {
                Spans.Restore(ambient);
                return run();
            }
            var running = run();
            if (!running.IsCompletedSuccessfully)
            {
                return FinishAsync(span, time, running);
            }
            Finish(span, time, running.Result);
            return running;
        }
        finally
        {
            Spans.Restore(ambient);
        }
    }

    static async Task<Outcome> FinishAsync(Activity span, TimeProvider time, Task<Outcome> running)
    {
        Outcome outcome;
        try
        {
            outcome = await running.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            span.SetStatus(ActivityStatusCode.Error, error.Message);
            Spans.End(span, time.GetUtcNow());
            throw;
        }
        Finish(span, time, outcome);
        return outcome;
    }

    static void Finish(Activity span, TimeProvider time, Outcome outcome)
    {
        if (outcome is Outcome.Failed failed)
        {
            Spans.Fail(span, failed.Failure);
        }
        Spans.End(span, time.GetUtcNow());
    }

    static string AttemptText(int attempt) =>
        attempt switch
        {
            1 => "1",
            2 => "2",
            3 => "3",
            _ => "4+",
        };
}
