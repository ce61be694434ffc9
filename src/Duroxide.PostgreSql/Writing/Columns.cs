namespace Duroxide.PostgreSql;

/// <summary>Instances to be created.</summary>
sealed class StartColumns(TagColumns tags)
{
    readonly List<int> turns = [];
    readonly List<bool> rights = [];
    readonly List<string?> ids = [];
    readonly List<string?> names = [];
    readonly List<byte[]?> headers = [];
    readonly List<string?> parents = [];
    readonly List<long?> times = [];
    readonly List<string?> targets = [];
    readonly List<byte[]?> notices = [];
    readonly List<bool> cancels = [];

    /// <returns>Its place.</returns>
    public int Add(int turn, NewInstance start, bool right, long? time)
    {
        turns.Add(turn);
        rights.Add(right);
        ids.Add(Texts.Write(start.Instance.Value));
        names.Add(Texts.Write(start.Name));
        headers.Add(WriteCall.Bytes(start.Header));
        parents.Add(Texts.Write(start.Parent?.Value));
        times.Add(time);
        targets.Add(Texts.Write(start.IfExists?.To.Value));
        notices.Add(WriteCall.Bytes(start.IfExists?.Payload));
        cancels.Add(start.IfExists?.IsCancel ?? false);
        tags.Add(turns.Count, start.Tags);
        return turns.Count - 1;
    }

    public void Bind(Arguments arguments) =>
        arguments
            .WithAny(turns)
            .WithAny(rights)
            .WithAny(ids)
            .WithAny(names)
            .WithAny(headers)
            .WithAny(parents)
            .WithAny(times)
            .WithAny(targets)
            .WithAny(notices)
            .WithAnySet(cancels);
}

/// <summary>Messages to be sent.</summary>
sealed class MessageColumns
{
    readonly List<int> turns = [];
    readonly List<string?> targets = [];
    readonly List<bool> cancels = [];
    readonly List<byte[]?> payloads = [];

    /// <returns>Its place.</returns>
    public int Add(int turn, NewMessage message)
    {
        turns.Add(turn);
        targets.Add(Texts.Write(message.To.Value));
        cancels.Add(message.IsCancel);
        payloads.Add(WriteCall.Bytes(message.Payload));
        return turns.Count - 1;
    }

    public void Bind(Arguments arguments) =>
        arguments.WithAny(turns).WithAny(targets).WithAny(cancels).WithAny(payloads);
}

/// <summary>Activities that have their answers.</summary>
sealed class CompletionColumns
{
    readonly List<int> turns = [];
    readonly List<long> keys = [];
    readonly List<long> fences = [];
    readonly List<byte[]?> answers = [];

    public int Count => turns.Count;

    /// <returns>Its place.</returns>
    public int Add(int turn, ActivityCompletion completion)
    {
        turns.Add(turn);
        keys.Add(completion.Lease.Key);
        fences.Add(completion.Lease.Fence);
        answers.Add(WriteCall.Bytes(completion.Answer));
        return turns.Count - 1;
    }

    public void Bind(Arguments arguments) => arguments.WithAny(turns).WithAny(keys).WithAny(fences).WithAny(answers);
}

/// <summary>Messages that turns used up, set aside, or have no room for.</summary>
sealed class SortedColumns
{
    const short IsConsumed = 0;
    const short IsParked = 1;
    const short IsHeld = 2;

    readonly List<int> turns = [];
    readonly List<short> kinds = [];
    readonly List<long> ids = [];
    readonly List<string?> texts = [];

    public void Add(int turn, TurnCommit commit)
    {
        foreach (var id in commit.Consumed)
        {
            Add(turn, IsConsumed, id, null);
        }
        foreach (var (id, reason) in commit.Parked)
        {
            Add(turn, IsParked, id, Texts.Write(reason));
        }
        foreach (var (id, queue) in commit.Held)
        {
            Add(turn, IsHeld, id, Texts.Write(queue));
        }
    }

    public void Bind(Arguments arguments) => arguments.WithAny(turns).WithAny(kinds).WithAny(ids).WithAny(texts);

    void Add(int turn, short kind, long id, string? text)
    {
        turns.Add(turn);
        kinds.Add(kind);
        ids.Add(id);
        texts.Add(text);
    }
}

/// <summary>Changes of values.</summary>
sealed class ValueColumns
{
    readonly List<int> turns = [];
    readonly List<string?> names = [];
    readonly List<long> updated = [];
    readonly List<string?> data = [];

    public void Add(int turn, ValueList<ValueChange> changes)
    {
        foreach (var change in changes)
        {
            turns.Add(turn);
            names.Add(Texts.Write(change.Key));
            updated.Add(change.Value?.Updated.UnixMilliseconds ?? 0);
            data.Add(Texts.Write(change.Value?.Data));
        }
    }

    public void Bind(Arguments arguments) => arguments.WithAny(turns).WithAny(names).WithAny(updated).WithAny(data);
}

/// <summary>Tags of instances to be created, and changes of tags.</summary>
sealed class TagColumns
{
    readonly List<int> turns = [];
    readonly List<int> starts = [];
    readonly List<string?> names = [];
    readonly List<string?> values = [];

    /// <summary>Adds those of a start.</summary>
    public void Add(int start, ValueMap<string, string> tags)
    {
        foreach (var (name, value) in tags)
        {
            Add(turn: 0, start, name, value);
        }
    }

    /// <summary>Adds the changes of a turn.</summary>
    public void Add(int turn, ValueList<TagChange> changes)
    {
        foreach (var change in changes)
        {
            Add(turn, start: 0, change.Name, change.Value);
        }
    }

    public void Bind(Arguments arguments) => arguments.WithAny(turns).WithAny(starts).WithAny(names).WithAny(values);

    void Add(int turn, int start, string name, string? value)
    {
        turns.Add(turn);
        starts.Add(start);
        names.Add(Texts.Write(name));
        values.Add(Texts.Write(value));
    }
}

/// <summary>Activities to be queued, or taken at once.</summary>
sealed class ActivityColumns
{
    readonly List<int> turns = [];
    readonly List<long> events = [];
    readonly List<long?> takes = [];
    readonly List<long?> lives = [];
    readonly List<string?> tags = [];
    readonly List<string?> sessions = [];
    readonly List<byte[]?> payloads = [];
    readonly List<byte[]?> expiries = [];

    public int Count => turns.Count;

    public void Add(int turn, IReadOnlyList<NewActivity> activities)
    {
        foreach (var activity in activities)
        {
            turns.Add(turn);
            events.Add(activity.Id.Value);
            takes.Add(activity.Take is { } take ? Durations.Of(take) : null);
            lives.Add(activity.TimeToLive is { } life ? Durations.Of(life) : null);
            tags.Add(Texts.Write(activity.Tag));
            sessions.Add(Texts.Write(activity.Session));
            payloads.Add(WriteCall.Bytes(activity.Payload));
            expiries.Add(activity.TimeToLive is null ? null : WriteCall.Bytes(activity.OnExpiry));
        }
    }

    public void Bind(Arguments arguments) =>
        arguments
            .WithAny(turns)
            .WithAny(events)
            .WithAny(takes)
            .WithAny(lives)
            .WithAny(tags)
            .WithAny(sessions)
            .WithAny(payloads)
            .WithAny(expiries);
}

/// <summary>Activities and timers to be taken back.</summary>
sealed class CancelColumns
{
    readonly List<int> turns = [];
    readonly List<long> events = [];
    readonly List<bool> timers = [];

    public void Add(int turn, TurnCommit commit)
    {
        foreach (var activity in commit.CancelledActivities)
        {
            Add(turn, activity, isTimer: false);
        }
        foreach (var timer in commit.CancelledTimers)
        {
            Add(turn, timer, isTimer: true);
        }
    }

    public void Bind(Arguments arguments) => arguments.WithAny(turns).WithAny(events).WithAny(timers);

    void Add(int turn, EventId id, bool isTimer)
    {
        turns.Add(turn);
        events.Add(id.Value);
        timers.Add(isTimer);
    }
}

/// <summary>Timers to be waited for.</summary>
sealed class TimerColumns
{
    readonly List<int> turns = [];
    readonly List<long> events = [];
    readonly List<long> times = [];
    readonly List<byte[]?> payloads = [];

    public void Add(int turn, IReadOnlyList<NewTimer> timers)
    {
        foreach (var timer in timers)
        {
            turns.Add(turn);
            events.Add(timer.Id.Value);
            times.Add(timer.FireAt.UnixMilliseconds);
            payloads.Add(WriteCall.Bytes(timer.Payload));
        }
    }

    public void Bind(Arguments arguments) => arguments.WithAny(turns).WithAny(events).WithAny(times).WithAny(payloads);
}
