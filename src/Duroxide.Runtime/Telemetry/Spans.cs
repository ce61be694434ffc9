using System.Diagnostics;
using Context = System.Diagnostics.ActivityContext;

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
    public static Activity? BeginCall(string name, ActivityKind kind, DateTimeOffset began)
    {
        // That of a caller who did not wait for the call to end has ended, and would be made the current one again.
        if (Activity.Current is { IsStopped: true } ended)
        {
            return Begin(name, kind, ended.Context, began);
        }
        return Source.StartActivity(name, kind, default(Context), startTime: began);
    }

    /// <summary>Begins the span of a turn, under what started its execution, and linked to the signals that it reacts to; null when nobody wants it.</summary>
    public static Activity? BeginTurn(TurnWork work, Header header, IReadOnlyList<TraceContext> signals)
    {
        if (work.Watch?.Began is not { } began)
        {
            return null;
        }
        var links = signals.Count == 0 ? null : signals.Select(signal => new ActivityLink(signal.ToContext()));
        var name = SpanNames.Of(SpanNames.Turn, header.Name);
        var ambient = Activity.Current;
        var span = Begin(name, ActivityKind.Consumer, ContextOf(work.Trace), began, links);
        Restore(ambient);
        return span is null ? null : Describe(span, header);
    }

    /// <summary>Begins the span of an attempt at an activity, under the turn that asked for it, and makes it the current one; null when nobody wants it.</summary>
    public static Activity? BeginAttempt(ActivityItem item, ActivityWork work, TimeProvider time)
    {
        var name = SpanNames.Of(SpanNames.Activity, work.Name);
        var span = Begin(name, ActivityKind.Consumer, ContextOf(work.Trace), time.GetUtcNow());
        if (span is null)
        {
            return null;
        }
        work.Trace?.Load(span);
        span.AddTag(TelemetryNames.Instance, item.Instance.Value)
            .AddTag(TelemetryNames.Execution, AttributeValues.Id(item.Execution.Value))
            .AddTag(TelemetryNames.Orchestration, work.OrchestrationName)
            .AddTag(TelemetryNames.Version, VersionTexts.Of(work.OrchestrationVersion))
            .AddTag(TelemetryNames.Activity, work.Name)
            .AddTag(TelemetryNames.Event, AttributeValues.Id(item.Id.Value))
            .AddTag(TelemetryNames.Attempt, AttributeValues.Count(Math.Max(item.Attempt, work.Attempt)));
        return item.Tag is { } tag ? span.AddTag(TelemetryNames.Tag, tag) : span;
    }

    /// <summary>Begins the span of a timer, a child or a whole execution, which began earlier and is to be ended at once; null when nobody wants it.</summary>
    public static Activity? BeginPast(string name, TraceContext? parent, Header header, Timestamp began)
    {
        var ambient = Activity.Current;
        var span = Begin(name, ActivityKind.Internal, ContextOf(parent), began.ToDateTimeOffset());
        Restore(ambient);
        return span is null ? null : Describe(span, header);
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

    // Setting looks for an attribute of the same name, which there is not.
    static Activity Describe(Activity span, Header header)
    {
        span.AddTag(TelemetryNames.Instance, header.Instance.Value)
            .AddTag(TelemetryNames.Execution, AttributeValues.Id(header.Execution.Value))
            .AddTag(TelemetryNames.Orchestration, header.Name);
        return header.Version is { } version ? span.AddTag(TelemetryNames.Version, VersionTexts.Of(version)) : span;
    }

    // Only what is stored says where a trace goes on, not in whose flow the runtime was started. What begins is the current
    // one until that is undone: the code of an orchestration, which is run again at each replay, is in no span.
    static Activity? Begin(
        string name,
        ActivityKind kind,
        Context parent,
        DateTimeOffset began,
        IEnumerable<ActivityLink>? links = null
    )
    {
        Activity.Current = null;
        return Source.StartActivity(name, kind, parent, null, links, began);
    }

    static Context ContextOf(TraceContext? trace) => trace?.ToContext() ?? default;

    /// <summary>Makes the span the current one again that was before; null for none.</summary>
    // A span that has ended cannot be made the current one: .NET throws and catches where somebody tries.
    public static void Restore(Activity? ambient) =>
        Activity.Current = ambient is { IsStopped: false } ? ambient : null;
}
