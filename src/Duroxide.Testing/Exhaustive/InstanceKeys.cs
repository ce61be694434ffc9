namespace Duroxide.Testing;

/// <summary>Says which states of one instance are the same for all that can follow.</summary>
/// <remarks>The instance's history grows from one state to the next, so what was numbered last is kept.</remarks>
sealed class InstanceKeys
{
    readonly Merging merging;
    readonly Interner interner;
    readonly Numbering<HistoryEvent> history;
    Header? header;
    int numberOfHeader;

    public InstanceKeys(Merging merging, Interner interner)
    {
        this.merging = merging;
        this.interner = interner;
        history = new(
            merging switch
            {
                Merging.ByHistory => interner.OfHistory,
                Merging.ByState => (_, happened) => interner.Of(happened.Fact),
            }
        );
    }

    public void Add(List<int> key, InstanceState instance)
    {
        if (!ReferenceEquals(header, instance.Header))
        {
            header = instance.Header;
            numberOfHeader = interner.Of(header);
        }
        key.Add(numberOfHeader);
        // Each part that has no fixed length begins with its length, so that different states never have equal keys.
        key.Add(instance.Past.Count);
        foreach (var past in instance.Past)
        {
            key.Add(interner.Of(past.History));
        }
        AddCourse(key, instance);
        AddArrivals(key, instance.Inbox);
        AddArrivals(key, instance.Held);
        key.Add(instance.Withdrawn.Count);
        foreach (var call in instance.Withdrawn)
        {
            key.Add(interner.Of(call));
        }
        key.Add(instance.Activities.Count);
    }

    void AddArrivals(List<int> key, ValueList<Arrival> arrivals)
    {
        key.Add(arrivals.Count);
        foreach (var arrival in arrivals)
        {
            key.Add(interner.Of(arrival));
        }
    }

    void AddCourse(List<int> key, InstanceState instance)
    {
        var numbers = history.Of(instance.History);
        switch (merging)
        {
            case Merging.ByHistory:
                key.Add(numbers.Count == 0 ? 0 : numbers[^1]);
                break;
            case Merging.ByState:
                key.Add(numbers.Count);
                key.AddRange(numbers);
                key.Sort(key.Count - numbers.Count, numbers.Count, null);
                AddState(key, instance.State, numbers);
                break;
        }
    }

    // What the same facts in another order may leave in another way. Ids run from 1, so an id is a place in history.
    void AddState(List<int> key, ExecutionState state, List<int> facts)
    {
        Interner.Add(key, state.LastTime.UnixMilliseconds);
        key.Add(state.Open.Count);
        foreach (var open in state.Open)
        {
            key.Add((int)open.Key.Value);
            key.Add(facts[(int)open.Key.Value - 1]);
        }
        key.Add(interner.OfMap(state.Mailboxes));
        key.Add(interner.OfMap(state.Taken));
        key.Add(interner.OfMap(state.Values));
        key.Add(interner.OfMap(state.Tags));
        key.Add(interner.OfMap(state.Patches));
        key.Add(interner.Of(state.Status));
        key.Add(interner.Of(state.Interruption));
    }
}
