namespace Duroxide.Runtime;

/// <summary>The timers and children that an execution in memory waits for, and since when.</summary>
/// <remarks>It is kept only while somebody listens; what was asked for before is not known.</remarks>
sealed class OpenCalls
{
    Dictionary<EventId, (Operation Operation, Timestamp Since)>? open;

    /// <summary>Whether anybody wants to know.</summary>
    public static bool AreWanted => Spans.AreWanted || Metrics.ChildDuration.Enabled;

    /// <summary>Takes up what happened, and names what was answered.</summary>
    public IReadOnlyList<AnsweredCall> Note(IReadOnlyList<HistoryEvent> events)
    {
        List<AnsweredCall>? answered = null;
        for (var index = 0; index < events.Count; index++)
        {
            var happened = events[index];
            switch (happened.Fact)
            {
                case Fact.Scheduled { Operation: Operation.Timer or Operation.SubOrchestration } scheduled:
                    (open ??= [])[happened.Id] = (scheduled.Operation, happened.Time);
                    break;
                case Fact.Applied { Effect: Effect.Cancel cancel }:
                    open?.Remove(cancel.Of);
                    break;
                case Fact.Resolved resolved when open is not null && open.Remove(resolved.Of, out var call):
                    (answered ??= []).Add(
                        new(resolved.Of, call.Operation, resolved.Outcome, call.Since, happened.Time)
                    );
                    break;
                case Fact.Started
                or Fact.Scheduled
                or Fact.Applied
                or Fact.Resolved
                or Fact.Arrived
                or Fact.Interrupted
                or Fact.Ended:
                    break;
            }
        }
        return answered ?? (IReadOnlyList<AnsweredCall>)[];
    }
}

/// <summary>A timer or a child that was answered.</summary>
/// <param name="Id">The event that asked for it.</param>
/// <param name="Operation">What was asked for.</param>
/// <param name="Outcome">The answer.</param>
/// <param name="Since">When it was asked for.</param>
/// <param name="Until">When it was answered.</param>
sealed record AnsweredCall(EventId Id, Operation Operation, Outcome Outcome, Timestamp Since, Timestamp Until);
