namespace Duroxide.Core;

/// <summary>What the runtime has to carry out, computed from the events that a turn adds.</summary>
/// <remarks>
/// An activity or a timer that was asked for and cancelled within the turn nets to nothing. A child does not: whether it
/// ever existed would then depend on how arrivals were batched.
/// </remarks>
static class Actions
{
    public static ValueList<OrchestrationAction> Of(
        Header header,
        ExecutionState before,
        IReadOnlyList<HistoryEvent> delta
    )
    {
        List<OrchestrationAction>? actions = null;
        var given = GivenUp.In(delta);
        foreach (var happened in delta)
        {
            var action = happened.Fact switch
            {
                Fact.Scheduled fact => Begin(header, happened, fact.Operation, given.Cancelled.Contains(happened.Id)),
                Fact.Applied { Effect: Effect.StartOrchestration start } => Detach(header, happened.Id, start),
                Fact.Applied { Effect: Effect.Send send } => new OrchestrationAction.SendData(
                    send.Instance,
                    new(send.Channel, send.Name, send.Data)
                ),
                Fact.Applied { Effect: Effect.Cancel { Of: var of } } => Cancel(
                    ChildReason(happened, given.Interrupted),
                    header,
                    of,
                    given.Scheduled.GetValueOrDefault(of) ?? before.Open.GetValueOrDefault(of),
                    given.Scheduled.ContainsKey(of)
                ),
                Fact.Ended ended when header.Parent is { } parent => Notify(parent, ended.Ending),
                Fact.Started or Fact.Applied or Fact.Resolved or Fact.Arrived or Fact.Interrupted or Fact.Ended => null,
            };
            if (action is not null)
            {
                (actions ??= []).Add(action);
            }
        }
        return actions?.ToValueList() ?? [];
    }

    static OrchestrationAction? Begin(Header header, HistoryEvent happened, Operation operation, bool cancelled) =>
        operation switch
        {
            Operation.Activity activity => cancelled
                ? null
                : new OrchestrationAction.DispatchActivity(happened.Id, activity),
            Operation.Timer timer => cancelled
                ? null
                : new OrchestrationAction.StartTimer(happened.Id, happened.Time.Plus(timer.Delay)),
            Operation.SubOrchestration child => new OrchestrationAction.StartOrchestration(
                new Header(
                    ChildIds.Of(header, happened.Id, child),
                    ExecutionId.First,
                    child.Name,
                    child.Version,
                    child.Input,
                    Self.Of(header, happened.Id).NonceOf(happened.Id)
                )
                {
                    Parent = LinkTo(header, happened.Id),
                    Tags = child.Tags,
                }
            ),
            Operation.Event or Operation.Message => null,
        };

    static ParentLink LinkTo(Header parent, EventId call) => new(parent.Instance, parent.Execution, call);

    static OrchestrationAction Detach(Header header, EventId call, Effect.StartOrchestration start) =>
        new OrchestrationAction.StartOrchestration(
            new Header(
                start.Instance,
                ExecutionId.First,
                start.Name,
                start.Version,
                start.Input,
                Self.Of(header, call).NonceOf(call)
            )
            {
                Tags = start.Tags,
            }
        );

    static OrchestrationAction? Cancel(string reason, Header header, EventId of, Operation? operation, bool sameTurn) =>
        operation switch
        {
            Operation.Activity => sameTurn ? null : new OrchestrationAction.CancelActivity(of),
            Operation.Timer => sameTurn ? null : new OrchestrationAction.CancelTimer(of),
            Operation.SubOrchestration child => new OrchestrationAction.CancelChild(
                LinkTo(header, of),
                ChildIds.Of(header, of, child),
                reason
            ),
            Operation.Event or Operation.Message or null => null,
        };

    // What is cancelled behind an interruption is cancelled by it; everything else the code gave up itself.
    static string ChildReason(HistoryEvent cancel, HistoryEvent? interrupted) =>
        interrupted is { Fact: Fact.Interrupted { Cause: var cause } } && interrupted.Id < cancel.Id
            ? cause switch
            {
                Interruption.CancelRequested => "parent canceled",
                Interruption.Diverged or Interruption.GivenUp => "parent failed",
            }
            : "parent dropped sub-orchestration future";

    static OrchestrationAction? Notify(ParentLink parent, Ending ending) =>
        ending switch
        {
            Ending.Completed completed => new OrchestrationAction.NotifyParent(
                parent,
                new Outcome.Succeeded(completed.Output)
            ),
            Ending.Failed failed => new OrchestrationAction.NotifyParent(parent, new Outcome.Failed(failed.Failure)),
            Ending.ContinuedAsNew => null,
        };

    /// <summary>What a turn gave up, and what of that it had asked for itself; most turns give nothing up.</summary>
    sealed record GivenUp(
        HashSet<EventId> Cancelled,
        Dictionary<EventId, Operation> Scheduled,
        HistoryEvent? Interrupted
    )
    {
        static readonly GivenUp Nothing = new([], [], null);

        public static GivenUp In(IReadOnlyList<HistoryEvent> delta)
        {
            GivenUp? found = null;
            foreach (var happened in delta)
            {
                if (happened.Fact is Fact.Applied { Effect: Effect.Cancel cancel })
                {
                    found ??= All(delta);
                    found.Cancelled.Add(cancel.Of);
                }
            }
            return found ?? Nothing;
        }

        static GivenUp All(IReadOnlyList<HistoryEvent> delta)
        {
            var scheduled = new Dictionary<EventId, Operation>();
            foreach (var happened in delta)
            {
                if (happened.Fact is Fact.Scheduled fact)
                {
                    scheduled.Add(happened.Id, fact.Operation);
                }
            }
            return new([], scheduled, delta.FirstOrDefault(happened => happened.Fact is Fact.Interrupted));
        }
    }
}
