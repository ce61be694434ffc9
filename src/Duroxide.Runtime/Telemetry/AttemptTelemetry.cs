using System.Diagnostics;

namespace Duroxide.Runtime;

/// <summary>What an attempt at an activity has to tell those who listen.</summary>
static class AttemptTelemetry
{
    /// <summary>Runs the code of an activity within a span, if anybody wants it.</summary>
    public static Func<Task<Outcome>> Within(
        ActivityItem item,
        ActivityWork work,
        TimeProvider time,
        Func<Task<Outcome>> run
    ) => Spans.BeginAttempt(item, work, time) is { } span ? Within(span, time, run) : run;

    static Func<Task<Outcome>> Within(Activity span, TimeProvider time, Func<Task<Outcome>> run) =>
        () => RunAsync(span, time, run);

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

    static async Task<Outcome> RunAsync(Activity span, TimeProvider time, Func<Task<Outcome>> run)
    {
        // It is undone when this method returns.
        Activity.Current = span;
        try
        {
            var outcome = await run().ConfigureAwait(false);
            if (outcome is Outcome.Failed failed)
            {
                Spans.Fail(span, failed.Failure);
            }
            return outcome;
        }
        catch (ProviderException error)
        {
            span.SetStatus(ActivityStatusCode.Error, error.Message);
            throw;
        }
        finally
        {
            Spans.End(span, time.GetUtcNow());
        }
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
