namespace Duroxide.Testing;

/// <summary>One turn of one instance: decides on what has arrived, and carries the decision out in the world.</summary>
static class TurnTaking
{
    public static World Take(World world, InstanceState instance, int most)
    {
        if (!instance.IsRunning)
        {
            return world;
        }
        var resolved = instance.Header.Version is null
            ? instance with
            {
                Header = instance.Header with { Version = world.Rules.Programs.Find(instance.Header).Version },
            }
            : instance;
        var (running, decision) = TurnWatch.Turn(
            resolved,
            () =>
            {
                var running = resolved.Live?.Take() ?? Running.Resume(world.Rules, resolved);
                return (running, running.Execution.Continue([.. resolved.Inbox.Take(most)], resolved.FirstHeld()));
            }
        );
        var after = Leave(
            resolved with
            {
                History = [.. resolved.History, .. decision.Events],
                State = running.Execution.State,
                Divergence = running.Execution.Divergence ?? resolved.Divergence,
                Traces = decision.Traces.Count == 0 ? resolved.Traces : [.. resolved.Traces, .. decision.Traces],
                Live = running.Keep(world.Rules),
            },
            decision
        );
        var done = InOrder(decision.Actions).Aggregate(world.Put(after), (next, action) => Do(next, after.Id, action));
        return decision.Ending is null ? done : done.Put(End(done[after.Id], decision));
    }

    // What was not taken stays in the inbox; data without room waits aside, until there may be room or the next execution.
    static InstanceState Leave(InstanceState instance, Decision decision)
    {
        var consumed = Math.Min(decision.Consumed, instance.Inbox.Count);
        ValueList<Arrival> held = [.. instance.Held, .. decision.Held.Select(place => instance.Inbox[place])];
        var rest = instance.Inbox.Skip(consumed);
        return decision.Ending is not null || decision.TakesHeld
            ? instance with
            {
                Inbox = [.. held, .. rest],
                Held = [],
            }
            : instance with
            {
                Inbox = rest.ToValueList(),
                Held = held,
            };
    }

    // As in every store, what is started is there before anything is sent to it.
    static IEnumerable<OrchestrationAction> InOrder(ValueList<OrchestrationAction> actions) =>
        actions.Count < 2 ? actions : actions.OrderBy(IsSent);

    static bool IsSent(OrchestrationAction action) =>
        action switch
        {
            OrchestrationAction.SendData or OrchestrationAction.CancelChild or OrchestrationAction.NotifyParent => true,
            OrchestrationAction.DispatchActivity
            or OrchestrationAction.StartTimer
            or OrchestrationAction.StartOrchestration
            or OrchestrationAction.CancelActivity
            or OrchestrationAction.CancelTimer => false,
        };

    static World Do(World world, InstanceId id, OrchestrationAction action)
    {
        var instance = world[id];
        return action switch
        {
            OrchestrationAction.DispatchActivity dispatch => world.Put(
                instance with
                {
                    Activities = instance.Activities.Set(
                        dispatch.Id,
                        new(instance.Header, dispatch.Id, dispatch.Activity)
                    ),
                }
            ),
            OrchestrationAction.StartTimer timer => world.Put(
                instance with
                {
                    Timers = instance.Timers.Set(timer.Id, timer.FireAt),
                }
            ),
            OrchestrationAction.StartOrchestration { Header: { Parent: { } parent } child } => StartChild(
                world,
                child,
                parent
            ),
            OrchestrationAction.StartOrchestration detached => world.Start(detached.Header),
            OrchestrationAction.CancelActivity cancel => world.Put(Withdraw(instance, cancel.Id)),
            OrchestrationAction.CancelTimer cancel => world.Put(
                instance with
                {
                    Timers = instance.Timers.Remove(cancel.Id),
                }
            ),
            OrchestrationAction.CancelChild cancel => world.Send(
                cancel.Instance,
                new Delivery.Cancel(cancel.Reason) { From = cancel.By }
            ),
            OrchestrationAction.NotifyParent notify => world.Send(
                notify.Parent.Instance,
                new Delivery.Answer(notify.Parent.Execution, notify.Parent.Of, notify.Outcome)
            ),
            OrchestrationAction.SendData send => world.Send(send.Instance, send.Data),
        };
    }

    // A child is told from an instance that merely has its name by the call that it answers to.
    static World StartChild(World world, Header child, ParentLink parent)
    {
        if (!world.Instances.TryGetValue(child.Instance, out var existing) || existing.Header.Parent == parent)
        {
            return world.Start(child);
        }
        var taken = new Failure.Application(
            ApplicationKind.OrchestrationFailed,
            $"sub-orchestration {child.Name} cannot start: instance '{child.Instance}' exists already"
        );
        return world.Send(parent.Instance, new Delivery.Answer(parent.Execution, parent.Of, new Outcome.Failed(taken)));
    }

    static InstanceState Withdraw(InstanceState instance, EventId id) =>
        instance.Activities.TryGetValue(id, out var call)
            ? instance with
            {
                Activities = instance.Activities.Remove(id),
                Withdrawn = instance.Withdrawn.With(call),
            }
            : instance;

    // A cancel request that is there when an execution continues as new ends the next one before its code runs.
    static Delivery.Start StartOf(InstanceState instance) =>
        new()
        {
            Cancelled = instance
                .Inbox.Select(arrival => arrival.Delivery)
                .OfType<Delivery.Cancel>()
                .FirstOrDefault(cancel => Admission.Counts(instance.Header, cancel))
                ?.Reason,
        };

    static InstanceState End(InstanceState instance, Decision decision) =>
        decision.Next is { } next
            ? instance with
            {
                Past = instance.Past.With(instance.Recording),
                Header = next,
                History = [],
                State = ExecutionState.Initial(next),
                Inbox = [new(instance.State.LastTime, StartOf(instance)), .. instance.Inbox],
                Timers = default,
                Live = null,
            }
            : instance with
            {
                Inbox = [],
                Timers = default,
                Live = null,
            };
}
