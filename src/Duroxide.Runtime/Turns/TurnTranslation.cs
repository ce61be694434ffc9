namespace Duroxide.Runtime;

/// <summary>Turns a decision into what the store writes.</summary>
static class TurnTranslation
{
    /// <summary>The commit of a decision.</summary>
    /// <param name="work">The turn.</param>
    /// <param name="header">What the execution started from, its version resolved.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="inbox">The messages as they were read.</param>
    public static TurnCommit Commit(TurnWork work, Header header, Decision decision, Inbox inbox)
    {
        var item = work.Item;
        var asked = Asked.By(work, header, decision);
        work.Asked = asked.Works;
        return new TurnCommit(work.Right, item.Execution, StatusOf(decision.Ending))
        {
            Events =
                decision.Events.Count == 0
                    ? null
                    : new EventBatch(
                        decision.Events[0].Id,
                        decision.Events[^1].Id,
                        WireCodec.EncodeEvents(decision.Events)
                    ),
            // Answers in a lane were never messages.
            Consumed = work.Answers.Count == 0 ? inbox.Consumed(decision) : [],
            Held = inbox.Held(decision),
            ReleasesHeld = inbox.ReleasesHeld(decision),
            Parked = inbox.Parked,
            Version = item.LastEvent == EventId.None ? header.Version : null,
            Pin = item.LastEvent == EventId.None ? FrameworkVersion.Current : null,
            // Without the cast a null array would become an empty payload.
            Output = decision.Ending is { } ending ? (ReadOnlyMemory<byte>?)WireCodec.EncodeEnding(ending) : null,
            // It goes on beside its predecessors, and not below the last of them.
            Next = decision.Next is { } next
                ? new NextExecution(next.Name, new(WireCodec.EncodeHeader(next, work.Trace), decision.Events[^1].Time))
                : null,
            CustomStatus = decision.Status,
            Values = decision.Values,
            Tags = decision.Tags,
            Activities = asked.Activities ?? [],
            CancelledActivities = asked.CancelledActivities ?? [],
            Timers = asked.Timers ?? [],
            CancelledTimers = asked.CancelledTimers ?? [],
            Starts = asked.Starts ?? [],
            Messages = asked.Messages ?? [],
        };
    }

    /// <summary>The stored form of a new instance.</summary>
    public static NewInstance Instance(Header header, TraceContext? trace) =>
        new(header.Instance, header.Name, WireCodec.EncodeHeader(header, trace))
        {
            Parent = header.Parent?.Instance,
            Tags = header.Tags,
        };

    /// <summary>The commit that creates a fork with the history that it keeps and the work that is open there; one whose history has ended has none.</summary>
    /// <param name="header">What the fork starts from, its version resolved.</param>
    /// <param name="plan">What it keeps, at least one event.</param>
    /// <param name="now">The store's time, from which timers have as long to run as they had at the last event.</param>
    public static TurnCommit Fork(Header header, ForkPlan plan, Timestamp now)
    {
        var state = Fold.Replay(header, plan.Kept);
        var (activities, timers) = state.Ending is null ? OpenWork(header, plan, now) : ([], []);
        return new(new TurnRight.Starting(Instance(header, trace: null), now), header.Execution, StatusOf(state.Ending))
        {
            Events = new(plan.Kept[0].Id, plan.Last, WireCodec.EncodeEvents(plan.Kept)),
            Version = header.Version,
            Pin = FrameworkVersion.Current,
            // Without the cast a null array would become an empty payload.
            Output = state.Ending is { } ending ? (ReadOnlyMemory<byte>?)WireCodec.EncodeEnding(ending) : null,
            CustomStatus = state.Status is { } status ? new StatusChange(status) : null,
            Values = state.Values.Select(value => new ValueChange(value.Key, value.Value)).ToValueList(),
            Tags = state
                .Tags.Select(tag => new TagChange(tag.Key, tag.Value))
                .Concat(header.Tags.Keys.Except(state.Tags.Keys).Select(name => new TagChange(name, null)))
                .ToValueList(),
            Activities = activities,
            Timers = timers,
            Messages = Again(header, plan.Again) is { } delivery
                ? [new(header.Instance, WireCodec.EncodeDelivery(delivery))]
                : [],
        };
    }

    static (List<NewActivity> Activities, List<NewTimer> Timers) OpenWork(Header header, ForkPlan plan, Timestamp now)
    {
        List<NewActivity> activities = [];
        List<NewTimer> timers = [];
        foreach (var (id, operation) in plan.Open(header))
        {
            switch (operation)
            {
                case Operation.Activity activity:
                    var action = new OrchestrationAction.DispatchActivity(id, activity);
                    activities.Add(Activity(header, action, Work(header, action, trace: null)));
                    break;
                case Operation.Timer timer:
                    var due = plan.Kept[(int)id.Value - 1].Time.Plus(timer.Delay);
                    var left = TimeSpan.FromMilliseconds(due.UnixMilliseconds - plan.Now.UnixMilliseconds);
                    timers.Add(new(id, now.Plus(left), Answer(header.Execution, id, new Outcome.Fired())));
                    break;
                case Operation.Event or Operation.Message or Operation.SubOrchestration:
                    break;
            }
        }
        return (activities, timers);
    }

    static Delivery? Again(Header header, Fact? fact) =>
        fact switch
        {
            Fact.Resolved resolved => new Delivery.Answer(header.Execution, resolved.Of, resolved.Outcome),
            Fact.Arrived arrived => new Delivery.Data(arrived.Channel, arrived.Name, arrived.Data),
            null or Fact.Started or Fact.Scheduled or Fact.Applied or Fact.Interrupted or Fact.Ended => null,
        };

    static ExecutionStatus StatusOf(Ending? ending) =>
        ending switch
        {
            null => ExecutionStatus.Running,
            Ending.Completed => ExecutionStatus.Completed,
            Ending.Failed => ExecutionStatus.Failed,
            Ending.ContinuedAsNew => ExecutionStatus.ContinuedAsNew,
        };

    static ActivityWork Work(Header header, OrchestrationAction.DispatchActivity action, TraceContext? trace)
    {
        var activity = action.Activity;
        return new ActivityWork(
            activity.Name,
            activity.Input,
            header.Name,
            header.Version ?? SemanticVersion.Initial,
            Self.Of(header, activity.FirstAttempt ?? action.Id).KeyOf(activity.FirstAttempt ?? action.Id)
        )
        {
            Attempt = activity.Attempt,
            FirstAttempt = activity.FirstAttempt,
            Trace = trace,
        };
    }

    static NewActivity Activity(Header header, OrchestrationAction.DispatchActivity action, ActivityWork work)
    {
        var activity = action.Activity;
        return new NewActivity(action.Id, WireCodec.EncodeActivityWork(work))
        {
            Session = activity.Session,
            Tag = activity.Name == ValueLookup.ActivityName ? ValueLookup.Tag : activity.Tag,
            TimeToLive = activity.TimeToLive,
            OnExpiry = activity.TimeToLive is { } timeToLive
                ? Answer(header.Execution, action.Id, new Outcome.Failed(Expired(activity, timeToLive)))
                : default,
        };
    }

    static Failure Expired(Operation.Activity activity, TimeSpan timeToLive) =>
        new Failure.Application(
            ApplicationKind.ActivityFailed,
            $"activity {activity.Name} found no worker within its time to live of {timeToLive}"
                + (activity.Tag is { } tag ? $": does any worker serve the tag '{tag}'?" : "")
        );

    static NewTimer Timer(TurnItem item, OrchestrationAction.StartTimer action) =>
        new(action.Id, action.FireAt, Answer(item.Execution, action.Id, new Outcome.Fired()));

    // A child whose id is taken would never answer, so the store answers in its place.
    static NewInstance Child(Header header, ParentLink parent, TraceContext? trace)
    {
        var failure = new Failure.Application(
            ApplicationKind.OrchestrationFailed,
            $"sub-orchestration {header.Name} cannot start: instance '{header.Instance}' exists already"
        );
        return Instance(header, trace) with
        {
            IfExists = new(parent.Instance, Answer(parent.Execution, parent.Of, new Outcome.Failed(failure))),
        };
    }

    static NewMessage CancelChild(OrchestrationAction.CancelChild action, TraceContext? trace) =>
        new(action.Instance, WireCodec.EncodeDelivery(new Delivery.Cancel(action.Reason) { From = action.By }, trace))
        {
            IsCancel = true,
        };

    static NewMessage NotifyParent(OrchestrationAction.NotifyParent action) =>
        new(action.Parent.Instance, Answer(action.Parent.Execution, action.Parent.Of, action.Outcome));

    static byte[] Answer(ExecutionId execution, EventId of, Outcome outcome) =>
        WireCodec.EncodeDelivery(new Delivery.Answer(execution, of, outcome));

    /// <summary>What a turn asks the store for, by kind; null for none of a kind. All in the order of the code: of two starts of one id the first counts, as if each had its own turn.</summary>
    sealed class Asked(TurnItem item, Header header, TraceContext? trace)
    {
        static readonly Asked Nothing = new(null!, null!, null);

        public List<NewActivity>? Activities { get; private set; }

        public List<ActivityWork>? Works { get; private set; }

        public List<EventId>? CancelledActivities { get; private set; }

        public List<NewTimer>? Timers { get; private set; }

        public List<EventId>? CancelledTimers { get; private set; }

        public List<NewInstance>? Starts { get; private set; }

        public List<NewMessage>? Messages { get; private set; }

        public static Asked By(TurnWork work, Header header, Decision decision)
        {
            if (decision.Actions.Count == 0)
            {
                return Nothing;
            }
            var asked = new Asked(work.Item, header, TraceContext.Within(work.Watch?.Span, work.Trace));
            foreach (var action in decision.Actions)
            {
                asked.Add(action);
            }
            return asked;
        }

        void Add(OrchestrationAction action)
        {
            switch (action)
            {
                case OrchestrationAction.DispatchActivity dispatch:
                    var work = Work(header, dispatch, trace);
                    (Works ??= []).Add(work);
                    (Activities ??= []).Add(Activity(header, dispatch, work));
                    break;
                case OrchestrationAction.CancelActivity cancel:
                    (CancelledActivities ??= []).Add(cancel.Id);
                    break;
                case OrchestrationAction.StartTimer start:
                    (Timers ??= []).Add(Timer(item, start));
                    break;
                case OrchestrationAction.CancelTimer cancel:
                    (CancelledTimers ??= []).Add(cancel.Id);
                    break;
                case OrchestrationAction.StartOrchestration { Header: { Parent: { } parent } child }:
                    (Starts ??= []).Add(Child(child, parent, trace));
                    break;
                case OrchestrationAction.StartOrchestration detached:
                    (Starts ??= []).Add(Instance(detached.Header, trace));
                    break;
                case OrchestrationAction.CancelChild cancel:
                    (Messages ??= []).Add(CancelChild(cancel, trace));
                    break;
                case OrchestrationAction.NotifyParent notify:
                    (Messages ??= []).Add(NotifyParent(notify));
                    break;
                case OrchestrationAction.SendData send:
                    (Messages ??= []).Add(new(send.Instance, WireCodec.EncodeDelivery(send.Data, trace)));
                    break;
            }
        }
    }
}
