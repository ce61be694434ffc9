using System.Diagnostics;

namespace Duroxide.Runtime;

/// <summary>What a stored turn has to tell those who listen.</summary>
static class TurnTelemetry
{
    /// <summary>Tells of a turn, once it is stored.</summary>
    public static void Tell(TurnWork work, TurnResult.Decided decided, TimeProvider time)
    {
        var isHot = AttributeValues.Flag(work.Hot is not null);
        if (work.Watch is { Since: var since } && Metrics.TurnDuration.Enabled)
        {
            Metrics.TurnDuration.Record(
                time.GetElapsedTime(since).TotalSeconds,
                new(TelemetryNames.Orchestration, decided.Header.Name),
                new(TelemetryNames.Hot, isHot)
            );
        }
        if (work.Item.LastEvent == EventId.None && Metrics.OrchestrationStarts.Enabled)
        {
            var tags = Of(decided.Header);
            tags.Add(TelemetryNames.Initiator, InitiatorOf(decided.Header));
            Metrics.OrchestrationStarts.Add(1, tags);
        }
        foreach (var call in decided.Answered)
        {
            Tell(work, decided.Header, call);
        }
        if (decided.Decision.Ending is { } ending)
        {
            if (Spans.AreWanted)
            {
                WriteEnd(work, decided, ending);
            }
            if (IsEndWanted)
            {
                MeasureEnd(decided, ending);
            }
        }
        if (work.Watch?.Span is { } span)
        {
            span.AddTag(TelemetryNames.Events, AttributeValues.Count(decided.Decision.Events.Count))
                .AddTag(TelemetryNames.Hot, isHot);
            Finish(span, decided.Decision.Ending);
            Spans.End(span, time.GetUtcNow());
        }
    }

    static void Tell(TurnWork work, Header header, AnsweredCall call)
    {
        switch (call.Operation)
        {
            case Operation.Timer:
                if (Begin(SpanNames.Timer, work, header, call) is { } span)
                {
                    Spans.End(span, call.Until.ToDateTimeOffset());
                }
                break;
            case Operation.SubOrchestration child:
                TellOfChild(work, header, call, child);
                break;
            case Operation.Activity or Operation.Event or Operation.Message:
                break;
        }
    }

    static void TellOfChild(TurnWork work, Header header, AnsweredCall call, Operation.SubOrchestration child)
    {
        if (Begin(SpanNames.Of(SpanNames.Child, child.Name), work, header, call) is { } span)
        {
            span.SetTag(TelemetryNames.Child, child.Name).SetTag(TelemetryNames.ChildInstance, child.Instance?.Value);
            if (call.Outcome is Outcome.Failed failed)
            {
                Spans.Fail(span, failed.Failure);
            }
            Spans.End(span, call.Until.ToDateTimeOffset());
        }
        Metrics.ChildDuration.Record(
            Seconds(call.Since, call.Until),
            new(TelemetryNames.Orchestration, header.Name),
            new(TelemetryNames.Child, child.Name),
            new(TelemetryNames.Outcome, call.Outcome is Outcome.Failed ? "failed" : "completed")
        );
    }

    static Activity? Begin(string name, TurnWork work, Header header, AnsweredCall call) =>
        Spans
            .BeginPast(name, work.Trace, header, call.Since)
            ?.AddTag(TelemetryNames.Event, AttributeValues.Id(call.Id.Value));

    static bool IsEndWanted =>
        Metrics.OrchestrationDuration.Enabled
        || Metrics.OrchestrationEvents.Enabled
        || Metrics.OrchestrationTurns.Enabled;

    static Timestamp BeginOf(TurnResult.Decided decided) =>
        decided.Program?.Execution.State.Began ?? decided.Decision.Events[^1].Time;

    static void WriteEnd(TurnWork work, TurnResult.Decided decided, Ending ending)
    {
        var name = SpanNames.Of(SpanNames.Orchestration, decided.Header.Name);
        if (Spans.BeginPast(name, work.Trace, decided.Header, BeginOf(decided)) is { } span)
        {
            Finish(span, ending);
            Spans.End(span, decided.Decision.Events[^1].Time.ToDateTimeOffset());
        }
    }

    static void MeasureEnd(TurnResult.Decided decided, Ending ending)
    {
        var (tags, last) = (Of(decided.Header), decided.Decision.Events[^1]);
        Metrics.OrchestrationEvents.Record(last.Id.Value, tags);
        if (decided.Program is { } program)
        {
            Metrics.OrchestrationTurns.Record(program.Turns, tags);
        }
        tags.Add(TelemetryNames.Outcome, OutcomeOf(ending));
        if (ending is Ending.Failed failed)
        {
            tags.Add(TelemetryNames.ErrorType, failed.Failure.Category);
        }
        Metrics.OrchestrationDuration.Record(Seconds(BeginOf(decided), last.Time), tags);
    }

    static void Finish(Activity span, Ending? ending)
    {
        if (ending is not null)
        {
            span.AddTag(TelemetryNames.Outcome, OutcomeOf(ending));
        }
        if (ending is Ending.Failed failed)
        {
            Spans.Fail(span, failed.Failure);
        }
    }

    static string OutcomeOf(Ending ending) =>
        ending switch
        {
            Ending.Completed => "completed",
            Ending.ContinuedAsNew => "continued_as_new",
            Ending.Failed { Failure: Failure.Application { Kind: ApplicationKind.Cancelled } } => "cancelled",
            Ending.Failed => "failed",
        };

    static string InitiatorOf(Header header) =>
        header.Execution != ExecutionId.First ? "continue_as_new"
        : header.Parent is not null ? "parent"
        : "root";

    static TagList Of(Header header) =>
        new()
        {
            { TelemetryNames.Orchestration, header.Name },
            { TelemetryNames.Version, header.Version is { } version ? VersionTexts.Of(version) : null },
        };

    static double Seconds(Timestamp began, Timestamp ended) =>
        (ended.UnixMilliseconds - began.UnixMilliseconds) / 1000.0;
}
