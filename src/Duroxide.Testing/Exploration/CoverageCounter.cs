namespace Duroxide.Testing;

/// <summary>Counts what is seen in the runs of a scenario.</summary>
sealed class CoverageCounter(Scenario scenario)
{
    readonly Dictionary<(string Orchestration, string When, string Then), long> reactions = [];
    readonly Dictionary<string, (long Succeeded, long Failed, long Unheard)> activities = new(StringComparer.Ordinal);
    readonly HashSet<string> arrived = new(StringComparer.Ordinal);

    /// <summary>Counts a whole run.</summary>
    public void Add(World world)
    {
        foreach (var recording in world.Instances.Values.SelectMany(instance => instance.Recordings))
        {
            Add(recording, from: 0);
        }
        foreach (var run in world.Runs)
        {
            Add(run);
        }
    }

    /// <summary>Adds what another book counted.</summary>
    public void Add(CoverageCounter other)
    {
        foreach (var (reaction, count) in other.reactions)
        {
            reactions[reaction] = reactions.GetValueOrDefault(reaction) + count;
        }
        foreach (var (name, count) in other.activities)
        {
            var (succeeded, failed, unheard) = activities.GetValueOrDefault(name);
            activities[name] = (succeeded + count.Succeeded, failed + count.Failed, unheard + count.Unheard);
        }
        arrived.UnionWith(other.arrived);
    }

    /// <summary>Counts the events of a recording from a position on.</summary>
    public void Add(Recording recording, int from)
    {
        var operation = Operations.In(recording.History);
        string? when = null;
        var then = "";
        for (var index = from; index < recording.History.Count; index++)
        {
            var fact = recording.History[index].Fact;
            if (fact is Fact.Scheduled or Fact.Applied or Fact.Ended)
            {
                then = then.Length == 0 ? Asked(fact, operation) : $"{then}, {Asked(fact, operation)}";
                continue;
            }
            Count(recording.Header.Name, when, then);
            (when, then) = (Cause(fact, operation), "");
        }
        Count(recording.Header.Name, when, then);
    }

    /// <summary>Counts a run of an activity.</summary>
    public void Add(ActivityRun run)
    {
        var (succeeded, failed, unheard) = activities.GetValueOrDefault(run.Name);
        activities[run.Name] = run switch
        {
            { IsRecorded: false } => (succeeded, failed, unheard + 1),
            { Succeeded: true } => (succeeded + 1, failed, unheard),
            { Succeeded: false } => (succeeded, failed + 1, unheard),
        };
    }

    public Coverage Read() =>
        new(
            reactions
                .Select(seen => new Reaction(seen.Key.Orchestration, seen.Key.When, seen.Key.Then, seen.Value))
                .OrderBy(reaction => (reaction.Orchestration, reaction.When, reaction.Then))
                .ToValueList(),
            activities
                .OrderBy(seen => seen.Key, StringComparer.Ordinal)
                .Select(seen => new ActivityCoverage(
                    seen.Key,
                    seen.Value.Succeeded,
                    seen.Value.Failed,
                    seen.Value.Unheard
                ))
                .ToValueList(),
            Unreached().ToValueList()
        );

    IEnumerable<string> Unreached()
    {
        var known = scenario.Fakes.Keys.Concat(scenario.Programs.Registry.Activities.Select(activity => activity.Name));
        foreach (var name in known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!activities.ContainsKey(name))
            {
                yield return $"activity {name} is called";
            }
        }
        foreach (var stimulus in scenario.Stimuli)
        {
            if (stimulus.Delivery(scenario.Programs.Codec) is Delivery.Data data && !arrived.Contains(data.Name))
            {
                yield return stimulus.ToString();
            }
        }
    }

    void Count(string orchestration, string? when, string then)
    {
        if (when is not null)
        {
            var key = (orchestration, when, then.Length == 0 ? "wait on" : then);
            reactions[key] = reactions.GetValueOrDefault(key) + 1;
        }
    }

    string Cause(Fact fact, Func<EventId, Operation?> operation)
    {
        switch (fact)
        {
            case Fact.Started:
                return "start";
            case Fact.Resolved resolved:
                return $"{Name(operation(resolved.Of))} {Ended(resolved.Outcome)}";
            case Fact.Arrived arrival:
                arrived.Add(arrival.Name);
                return arrival.Channel == Channel.Event ? $"event {arrival.Name}" : $"message in {arrival.Name}";
            case Fact.Interrupted:
                return "interruption";
            case Fact.Scheduled or Fact.Applied or Fact.Ended:
                return "";
        }
        return "";
    }

    static string Ended(Outcome outcome) =>
        outcome switch
        {
            Outcome.Succeeded => "returned",
            Outcome.Failed => "failed",
            Outcome.Fired => "fired",
        };

    static string Asked(Fact fact, Func<EventId, Operation?> operation) =>
        fact switch
        {
            Fact.Scheduled scheduled => Name(scheduled.Operation),
            Fact.Applied { Effect: Effect.Cancel cancel } => $"give up {Name(operation(cancel.Of))}",
            Fact.Applied { Effect: Effect.SetCustomStatus } => "status",
            Fact.Applied { Effect: Effect.StartOrchestration start } => $"start {start.Name}",
            Fact.Applied { Effect: Effect.SetTag set } => $"tag {set.Name}",
            Fact.Applied { Effect: Effect.SetValue set } => $"set {set.Key}",
            Fact.Applied { Effect: Effect.Patch patch } => $"patch {patch.Id}",
            Fact.Applied => "clear",
            Fact.Ended { Ending: Ending.Completed } => "complete",
            Fact.Ended { Ending: Ending.Failed } => "fail",
            Fact.Ended => "continue as new",
            Fact.Started or Fact.Resolved or Fact.Arrived or Fact.Interrupted => "",
        };

    static string Name(Operation? operation) =>
        operation switch
        {
            Operation.Activity asked => asked.Name,
            Operation.Timer => "timer",
            Operation.Event asked => $"event {asked.Name}",
            Operation.Message asked => $"queue {asked.Queue}",
            Operation.SubOrchestration asked => asked.Name,
            null => "operation",
        };
}
