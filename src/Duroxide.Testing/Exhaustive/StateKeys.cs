using System.Runtime.InteropServices;

namespace Duroxide.Testing;

/// <summary>Says which states are the same for all that can follow.</summary>
/// <remarks>
/// What an instance will do follows from its header, its history and its inbox. What ran outside counts as well, since laws
/// may speak of it, but only its order within one instance.
/// </remarks>
sealed class StateKeys
{
    readonly Merging merging;
    readonly Interner interner = new();
    readonly Dictionary<InstanceId, InstanceKeys> instances = [];
    readonly Numbering<ActivityRun> runs;
    readonly List<int> key = [];

    public StateKeys(Merging merging)
    {
        this.merging = merging;
        runs = new((_, run) => interner.Of(run));
    }

    public ValueList<int> Of(ScenarioState state)
    {
        key.Clear();
        Interner.Add(key, (long)state.Given);
        key.Add(state.Budget.LostResults);
        key.Add(state.Budget.Delays);
        key.Add(state.Unfaked is null ? 0 : 1);
        Interner.Add(key, state.World.Now.UnixMilliseconds);
        foreach (var instance in state.World.Instances.Values)
        {
            if (!instances.TryGetValue(instance.Id, out var keys))
            {
                instances.Add(instance.Id, keys = new(merging, interner));
            }
            keys.Add(key, instance);
        }
        AddRuns(state.World.Runs);
        return new([.. CollectionsMarshal.AsSpan(key)]);
    }

    void AddRuns(ValueList<ActivityRun> all)
    {
        var numbers = runs.Of(all);
        switch (merging)
        {
            case Merging.ByHistory:
                foreach (
                    var ofOne in all.Select((run, at) => (run.Call.Instance, at))
                        .GroupBy(run => run.Instance, run => run.at)
                        .OrderBy(group => group.Key)
                )
                {
                    key.AddRange(ofOne.Select(at => numbers[at]));
                    key.Add(0);
                }
                break;
            case Merging.ByState:
                key.AddRange(numbers);
                key.Sort(key.Count - numbers.Count, numbers.Count, null);
                break;
        }
    }
}
