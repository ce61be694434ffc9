using System.Collections.Immutable;

namespace Duroxide.Testing;

/// <summary>Says which stages are the same for all that can follow.</summary>
/// <remarks>
/// What an instance will do follows from its header, its history and its inbox. What ran outside counts as well, since laws
/// may speak of it, but only its order within one instance.
/// </remarks>
sealed class StateKeys(Merging merging)
{
    readonly Interner interner = new();

    public ValueList<int> Of(Stage stage)
    {
        var key = ImmutableArray.CreateBuilder<int>();
        key.Add((int)stage.Given);
        key.Add((int)(stage.Given >> 32));
        key.Add(stage.Freedom.LostResults);
        key.Add(interner.Of(stage.World.Now));
        foreach (var instance in stage.World.Instances.Values)
        {
            Add(key, instance);
        }
        AddRuns(key, stage.World.Runs);
        return new(key.DrainToImmutable());
    }

    void Add(ImmutableArray<int>.Builder key, InstanceState instance)
    {
        key.Add(interner.Of(instance.Header));
        foreach (var past in instance.Past)
        {
            key.Add(interner.OfHistory(past.History));
        }
        if (merging == Merging.ByHistory)
        {
            key.Add(interner.OfHistory(instance.History));
        }
        else
        {
            key.Add(interner.Of(instance.State with { HistoryBytes = 0 }));
            key.Add(interner.Of(Sorted(instance.History.Select(happened => interner.Of(happened.Fact)))));
        }
        foreach (var arrival in instance.Inbox)
        {
            key.Add(interner.Of(arrival));
        }
        // A mark between the parts, since none of them has a fixed length.
        key.Add(-1 - instance.Withdrawn.Count);
        foreach (var call in instance.Withdrawn)
        {
            key.Add(interner.Of(call));
        }
        key.Add(-1 - instance.Activities.Count);
    }

    void AddRuns(ImmutableArray<int>.Builder key, ValueList<ActivityRun> runs)
    {
        foreach (var ofOne in runs.GroupBy(run => run.Call.Instance).OrderBy(group => group.Key))
        {
            var numbers = ofOne.Select(run => interner.Of(run));
            key.AddRange(merging == Merging.ByHistory ? numbers : Sorted(numbers));
            key.Add(-1);
        }
    }

    static ValueList<int> Sorted(IEnumerable<int> numbers) => numbers.Order().ToValueList();
}
