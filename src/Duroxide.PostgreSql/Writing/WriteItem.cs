namespace Duroxide.PostgreSql;

/// <summary>One thing that is to be written, whole or not at all.</summary>
abstract class WriteItem
{
    /// <summary>What was asked for.</summary>
    public abstract string Operation { get; }

    /// <summary>What it is if it is written alone and of the plainest kind; null otherwise.</summary>
    public virtual LoneTurn? Lone => null;

    /// <summary>Puts it into a call.</summary>
    /// <returns>False when it needs one of its own, for the call holds something of the same instance or activity.</returns>
    public abstract bool TryJoin(WriteCall call);

    /// <summary>Tells who asked what became of it.</summary>
    public abstract void Answer(WriteAnswer answer);

    /// <summary>Tells who asked that it failed.</summary>
    public abstract void Fail(ProviderException because);
}

/// <summary>One item of a group.</summary>
abstract class WriteItem<T>(WriteGroup<T> group, int index) : WriteItem
{
    public override string Operation => group.Operation;

    public override void Answer(WriteAnswer answer) => group.Answer(index, Read(answer));

    public override void Fail(ProviderException because) => group.Fail(because);

    protected abstract T Read(WriteAnswer answer);
}

/// <summary>An instance to be created.</summary>
sealed class StartItem(WriteGroup<bool> group, int index, NewInstance start) : WriteItem<bool>(group, index)
{
    int place;

    public override bool TryJoin(WriteCall call)
    {
        place = call.Starts.Add(0, start, right: false, time: null);
        return true;
    }

    protected override bool Read(WriteAnswer answer) => answer.Created[place];
}

/// <summary>A message to be sent.</summary>
sealed class MessageItem(WriteGroup<bool> group, int index, NewMessage message) : WriteItem<bool>(group, index)
{
    int place;

    public override bool TryJoin(WriteCall call)
    {
        place = call.Messages.Add(0, message);
        return true;
    }

    protected override bool Read(WriteAnswer answer) => answer.Sent[place];
}

/// <summary>An activity to be completed.</summary>
sealed class CompletionItem(WriteGroup<bool> group, int index, ActivityCompletion completion)
    : WriteItem<bool>(group, index)
{
    int place;

    public override bool TryJoin(WriteCall call)
    {
        if (!call.TryClaim(instance: null, [completion.Lease.Key]))
        {
            return false;
        }
        place = call.Completions.Add(0, completion);
        return true;
    }

    protected override bool Read(WriteAnswer answer) => answer.Completed[place];
}

/// <summary>A turn to be committed.</summary>
sealed class TurnCommitItem(WriteGroup<TurnStored> group, int index, TurnCommit turn)
    : WriteItem<TurnStored>(group, index)
{
    int place;
    int activities;
    int completions;

    public override LoneTurn? Lone => LoneTurn.Of(turn);

    public override bool TryJoin(WriteCall call)
    {
        long? instance = turn.Right switch
        {
            TurnRight.Leased leased => leased.Lease.Key,
            TurnRight.Answering answering => answering.Instance,
            TurnRight.Starting => null,
        };
        var answered = turn.Right is TurnRight.Answering right ? right.Completions : [];
        if (!call.TryClaim(instance, answered.Select(completion => completion.Lease.Key)))
        {
            return false;
        }
        (place, activities, completions) = call.Add(turn);
        return true;
    }

    protected override TurnStored Read(WriteAnswer answer)
    {
        var isStored = answer.Stored[place];
        return new TurnStored(isStored)
        {
            Instance = isStored && turn.Right is TurnRight.Starting ? answer.Keys[place] : 0,
            Taken = isStored ? [.. turn.Activities.Select((_, index) => Taken(answer.Taken[activities + index]))] : [],
            Completed = turn.Right is TurnRight.Answering answering
                ? answer.Completed[completions..(completions + answering.Completions.Count)]
                : [],
        };
    }

    // The first lease of an activity has the activity's own number as its fence.
    static Lease? Taken(long? key) => key is { } taken ? new Lease(taken, taken) : null;
}
