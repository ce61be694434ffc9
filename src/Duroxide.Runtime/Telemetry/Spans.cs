using System.Diagnostics;

namespace Duroxide.Runtime;

/// <summary>The spans of the engine. Each is written once, when what it tells of is stored; a replay writes none.</summary>
static class Spans
{
    static readonly ActivitySource Source = new(
        DuroxideTelemetry.ActivitySourceName,
        FrameworkVersion.Current.ToString()
    );

    /// <summary>Whether anybody listens.</summary>
    public static bool AreWanted => Source.HasListeners();

    /// <summary>Begins the span of a client's call, under that of its caller; null when nobody wants it.</summary>
    public static Activity? BeginCall(string name, ActivityKind kind) => Source.StartActivity(name, kind);

    /// <summary>Begins the span of a turn, under what started its execution, and linked to the signals that it reacts to; null when nobody wants it.</summary>
    public static Activity? BeginTurn(TurnWork work, Header header, IReadOnlyList<TraceContext> signals)
    {
        if (work.Watch?.Began is not { } began)
        {
            return null;
        }
        var links = signals.Count == 0 ? null : signals.Select(signal => new ActivityLink(signal.ToContext()));
        var span = Begin($"{SpanNames.Turn} {header.Name}", ActivityKind.Consumer, work.Trace, began, links);
        return span is null ? null : Describe(span, header);
    }

    /// <summary>Begins the span of an attempt at an activity, under the turn that asked for it, for its code to run in; null when nobody wants it.</summary>
    public static Activity? BeginAttempt(ActivityItem item, ActivityWork work, TimeProvider time)
    {
        if (!AreWanted)
        {
            return null;
        }
        var span = Begin($"{SpanNames.Activity} {work.Name}", ActivityKind.Consumer, work.Trace, time.GetUtcNow());
        if (span is null)
        {
            return null;
        }
        work.Trace?.Load(span);
        return span.SetTag(TelemetryNames.Instance, item.Instance.Value)
            .SetTag(TelemetryNames.Execution, item.Execution.Value)
            .SetTag(TelemetryNames.Orchestration, work.OrchestrationName)
            .SetTag(TelemetryNames.Version, work.OrchestrationVersion.ToString())
            .SetTag(TelemetryNames.Activity, work.Name)
            .SetTag(TelemetryNames.Event, item.Id.Value)
            .SetTag(TelemetryNames.Attempt, Math.Max(item.Attempt, work.Attempt))
            .SetTag(TelemetryNames.Tag, item.Tag);
    }

    /// <summary>Writes a timer, a child or a whole execution, which began earlier and has ended now.</summary>
    public static void Write(
        string name,
        TraceContext? parent,
        Header header,
        (Timestamp Began, Timestamp Ended) stretch,
        Action<Activity> describe
    )
    {
        if (Begin(name, ActivityKind.Internal, parent, stretch.Began.ToDateTimeOffset()) is { } span)
        {
            describe(Describe(span, header));
            End(span, stretch.Ended.ToDateTimeOffset());
        }
    }

    /// <summary>Ends a span, which is thereby written.</summary>
    public static void End(Activity span, DateTimeOffset now)
    {
        var ambient = Activity.Current;
        span.SetEndTime(now.UtcDateTime);
        span.Stop();
        Restore(ambient);
    }

    /// <summary>Says of a span how what it tells of failed.</summary>
    public static void Fail(Activity span, Failure failure)
    {
        span.SetTag(TelemetryNames.ErrorType, (failure as Failure.Application)?.ErrorType ?? failure.Category);
        span.SetStatus(ActivityStatusCode.Error, failure.Display);
    }

    static Activity Describe(Activity span, Header header) =>
        span.SetTag(TelemetryNames.Instance, header.Instance.Value)
            .SetTag(TelemetryNames.Execution, header.Execution.Value)
            .SetTag(TelemetryNames.Orchestration, header.Name)
            .SetTag(TelemetryNames.Version, header.Version?.ToString());

    // Only what is stored says where a trace goes on, not in whose flow the runtime was started, and the code of an
    // orchestration, which is run again at each replay, is in no span.
    static Activity? Begin(
        string name,
        ActivityKind kind,
        TraceContext? parent,
        DateTimeOffset began,
        IEnumerable<ActivityLink>? links = null
    )
    {
        var ambient = Activity.Current;
        Activity.Current = null;
        try
        {
            return Source.StartActivity(name, kind, parent?.ToContext() ?? default, null, links, began);
        }
        finally
        {
            Restore(ambient);
        }
    }

    // A span that has ended cannot be made the current one: .NET throws and catches where somebody tries.
    static void Restore(Activity? ambient) => Activity.Current = ambient is { IsStopped: false } ? ambient : null;
}
