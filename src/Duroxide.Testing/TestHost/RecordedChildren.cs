namespace Duroxide.Testing;

/// <summary>Answers for the children of an instance that continues from a recording: as recorded, or by starting them anew.</summary>
static class RecordedChildren
{
    /// <summary>The world after one child was answered for or started; null when there is none to care for.</summary>
    public static World? Next(World world, ActivityAnswers answers)
    {
        foreach (var parent in world.Instances.Values.Where(instance => instance.IsRunning))
        {
            foreach (var (id, operation) in parent.State.Open.Where(open => open.Value is Operation.SubOrchestration))
            {
                if (Next(world, answers, parent, id, operation) is { } next)
                {
                    return next;
                }
            }
        }
        return null;
    }

    static World? Next(World world, ActivityAnswers answers, InstanceState parent, EventId id, Operation operation)
    {
        var child = world.Instances.Values.FirstOrDefault(instance =>
            instance.Header.Parent is { } link
            && (link.Instance, link.Execution, link.Of) == (parent.Id, parent.Header.Execution, id)
        );
        var isAnswered = parent.Inbox.Any(arrival => arrival.Delivery is Delivery.Answer answer && answer.Of == id);
        if (isAnswered || child is { History.Count: > 0 } or { Past.Count: > 0 })
        {
            return null;
        }
        if (answers.Recorded(operation) is { } outcome)
        {
            var without = child is null ? world : world with { Instances = world.Instances.Remove(child.Id) };
            return without.Send(parent.Id, new Delivery.Answer(parent.Header.Execution, id, outcome));
        }
        return child is null ? Begin(world, parent, id) : null;
    }

    // What the recorded turn asked for is asked for again, for the world that goes on has no child yet.
    static World Begin(World world, InstanceState parent, EventId id)
    {
        var asked = parent.History[(int)id.Value - 1];
        var before = Fold.Replay(parent.Header, parent.History.Take((int)id.Value - 1));
        return Actions
            .Of(parent.Header, before, [asked])
            .OfType<OrchestrationAction.StartOrchestration>()
            .Aggregate(world, (next, start) => next.Start(start.Header));
    }
}
