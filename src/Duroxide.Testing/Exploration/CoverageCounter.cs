namespace Duroxide.Testing;

/// <summary>Counts what is seen in the runs of a scenario.</summary>
sealed class CoverageCounter(Scenario scenario)
{
    readonly Dictionary<(string Orchestration, string When, string Then), long> reactions = [];
    readonly Dictionary<string, (long Succeeded, long Failed, long Unheard)> activities = new(StringComparer.Ordinal);
    readonly HashSet<string> arrived = new(StringComparer.Ordinal);
    readonly TransitionCounter transitions = new();

    /// <summary>Counts a whole run.</summary>
    public void Add(World world)
    {
        foreach (var recording in world.Instances.Values.SelectMany(instance => instance.Recordings))
        {
            Add(recording);
            transitions.Add(recording);
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
        transitions.Add(other.transitions);
    }

    /// <summary>Counts a run of an activity.</summary>
    void Add(ActivityRun run)
    {
        var (succeeded, failed, unheard) = activities.GetValueOrDefault(run.Name);
        activities[run.Name] = run switch
        {
            { IsRecorded: false } => (succeeded, failed, unheard + 1),
            { Succeeded: true } => (succeeded + 1, failed, unheard),
            { Succeeded: false } => (succeeded, failed + 1, unheard),
        };
    }

    void Add(Recording recording)
    {
        var operation = Operations.In(recording.History);
        string? when = null;
        var then = "";
        for (var index = 0; index < recording.History.Count; index++)
        {
            var fact = recording.History[index].Fact;
            if (fact is Fact.Scheduled or Fact.Applied or Fact.Ended)
            {
                var asked = ShortNames.Asked(fact, operation);
                then = then.Length == 0 ? asked : $"{then}, {asked}";
                continue;
            }
            Count(recording.Header.Name, when, then);
            (when, then) = (ShortNames.Cause(fact, operation), "");
            if (fact is Fact.Arrived arrival)
            {
                arrived.Add(arrival.Name);
            }
        }
        Count(recording.Header.Name, when, then);
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
        )
        {
            Transitions = transitions.Read(),
        };

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
}
