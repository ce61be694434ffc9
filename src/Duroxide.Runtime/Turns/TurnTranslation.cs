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
            Next = decision.Next is { } next
                ? new NextExecution(next.Name, new(WireCodec.EncodeHeader(next), decision.Events[^1].Time))
                : null,
            CustomStatus = decision.Status,
            Values = decision.Values,
            Activities =
            [
                .. Of<OrchestrationAction.DispatchActivity>(decision).Select(action => Activity(header, action)),
            ],
            CancelledActivities = [.. Of<OrchestrationAction.CancelActivity>(decision).Select(action => action.Id)],
            Timers = [.. Of<OrchestrationAction.StartTimer>(decision).Select(action => Timer(item, action))],
            CancelledTimers = [.. Of<OrchestrationAction.CancelTimer>(decision).Select(action => action.Id)],
            // Both in the order of the code: of two starts of one id the first counts, as if each had its own turn.
            Starts = [.. decision.Actions.Select(Start).OfType<NewInstance>()],
            Messages = [.. decision.Actions.Select(Message).OfType<NewMessage>()],
        };
    }

    /// <summary>The stored form of a new instance.</summary>
    public static NewInstance Instance(Header header) =>
        new(header.Instance, header.Name, WireCodec.EncodeHeader(header)) { Parent = header.Parent?.Instance };

    static IEnumerable<TAction> Of<TAction>(Decision decision)
        where TAction : OrchestrationAction => decision.Actions.OfType<TAction>();

    static ExecutionStatus StatusOf(Ending? ending) =>
        ending switch
        {
            null => ExecutionStatus.Running,
            Ending.Completed => ExecutionStatus.Completed,
            Ending.Failed => ExecutionStatus.Failed,
            Ending.ContinuedAsNew => ExecutionStatus.ContinuedAsNew,
        };

    static NewActivity Activity(Header header, OrchestrationAction.DispatchActivity action)
    {
        var activity = action.Activity;
        var work = new ActivityWork(
            activity.Name,
            activity.Input,
            header.Name,
            header.Version ?? SemanticVersion.Initial,
            header.Nonce.KeyOf(header.Execution, activity.FirstAttempt ?? action.Id)
        )
        {
            Attempt = activity.Attempt,
            FirstAttempt = activity.FirstAttempt,
        };
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
    static NewInstance Child(Header header)
    {
        var parent = header.Parent!;
        var failure = new Failure.Application(
            ApplicationKind.OrchestrationFailed,
            $"sub-orchestration {header.Name} cannot start: instance '{header.Instance}' exists already"
        );
        return Instance(header) with
        {
            IfExists = new(parent.Instance, Answer(parent.Execution, parent.Of, new Outcome.Failed(failure))),
        };
    }

    static NewInstance? Start(OrchestrationAction action) =>
        action switch
        {
            OrchestrationAction.StartChild child => Child(child.Header),
            OrchestrationAction.StartDetached detached => Instance(detached.Header),
            OrchestrationAction.DispatchActivity
            or OrchestrationAction.StartTimer
            or OrchestrationAction.CancelActivity
            or OrchestrationAction.CancelTimer
            or OrchestrationAction.CancelChild
            or OrchestrationAction.NotifyParent => null,
        };

    static NewMessage? Message(OrchestrationAction action) =>
        action switch
        {
            OrchestrationAction.CancelChild cancel => CancelChild(cancel),
            OrchestrationAction.NotifyParent notify => NotifyParent(notify),
            OrchestrationAction.DispatchActivity
            or OrchestrationAction.StartTimer
            or OrchestrationAction.StartChild
            or OrchestrationAction.StartDetached
            or OrchestrationAction.CancelActivity
            or OrchestrationAction.CancelTimer => null,
        };

    static NewMessage CancelChild(OrchestrationAction.CancelChild action) =>
        new(action.Instance, WireCodec.EncodeDelivery(new Delivery.Cancel(action.Reason) { From = action.By }))
        {
            IsCancel = true,
        };

    static NewMessage NotifyParent(OrchestrationAction.NotifyParent action) =>
        new(action.Parent.Instance, Answer(action.Parent.Execution, action.Parent.Of, action.Outcome));

    static byte[] Answer(ExecutionId execution, EventId of, Outcome outcome) =>
        WireCodec.EncodeDelivery(new Delivery.Answer(execution, of, outcome));
}
