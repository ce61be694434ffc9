namespace Duroxide.Runtime.InMemory;

/// <summary>An instance with all that belongs to it.</summary>
sealed class MemoryInstance(long key, NewInstance start, Timestamp now) : Leasable(key, now)
{
    public InstanceId Id { get; } = start.Instance;

    public InstanceId? Parent { get; } = start.Parent;

    public Timestamp Created { get; } = now;

    /// <summary>All executions that were not pruned, oldest first.</summary>
    public List<MemoryExecution> Executions { get; } =
    [new(ExecutionId.First, start.Name, new StoredStart(start.Header.ToArray(), now), key)];

    public SortedSet<MemoryMessage> Messages { get; } = new(MemoryMessage.ByTime);

    /// <summary>Messages for which it had no room, with their queues: they wait aside until it has.</summary>
    public List<(string Queue, MemoryMessage Entry)> Held { get; } = [];

    public Dictionary<long, (ParkedItem Item, MemoryMessage Message)> ParkedMessages { get; } = [];

    public Dictionary<(ExecutionId Execution, EventId Id), MemoryActivity> Activities { get; } = [];

    public ValueMap<string, StoredValue> Values { get; set; }

    public ValueMap<string, string> Tags { get; set; } = start.Tags;

    public string? CustomStatus { get; set; }

    public long CustomStatusVersion { get; set; }

    public long Revision { get; private set; } = key;

    public Timestamp Updated { get; private set; } = now;

    /// <summary>Why no turn of it is taken; null while turns are.</summary>
    public Suspension? Suspended { get; private set; }

    public MemoryExecution Current => Executions[^1];

    public bool HasEnded => Current.Status != ExecutionStatus.Running;

    /// <summary>When there is something to react to and nobody holds it; null when there is nothing.</summary>
    public Timestamp? ReadyAt =>
        FreeAt is { } free && (Current.AwaitsFirstTurn ? Current.Start.Time : Messages.Min?.Message.Time) is { } work
            ? Timestamp.Later(free, work)
            : null;

    protected override bool IsAside => base.IsAside || Suspended is not null;

    /// <summary>Takes no turn from now on, and takes the lease from who has it.</summary>
    public void Suspend(Suspension suspension)
    {
        Suspended = suspension;
        Finish();
    }

    public void Resume() => Suspended = null;

    /// <summary>Whether it stands there, nobody has it, and there is nothing to react to.</summary>
    public bool WaitsAt(ExecutionId execution, EventId last, Timestamp now) =>
        !HasEnded
        && !IsLeased
        && Held.Count == 0
        && (Current.Id, Current.LastEvent) == (execution, last)
        && !Current.AwaitsFirstTurn
        && FreeAt <= now
        && !(Messages.Min?.Message.Time <= now);

    /// <summary>The oldest of each queue that is held.</summary>
    public IReadOnlyList<StoredMessage> FirstHeld() =>
        [
            .. Held.GroupBy(held => held.Queue)
                .Select(queue => queue.Select(held => held.Entry).Min(MemoryMessage.ByTime)!.Message),
        ];

    /// <summary>Takes messages aside.</summary>
    public void Hold(IReadOnlyList<HeldMessage> messages)
    {
        if (messages.Count == 0)
        {
            return;
        }
        var queues = messages.ToDictionary(message => message.Id, message => message.Queue);
        Held.AddRange(
            Messages
                .Where(entry => queues.ContainsKey(entry.Message.Id))
                .Select(entry => (queues[entry.Message.Id], entry))
        );
        Messages.RemoveWhere(entry => queues.ContainsKey(entry.Message.Id));
    }

    /// <summary>Puts back what was taken aside, where it was in the order of arrival.</summary>
    public void Release()
    {
        Messages.UnionWith(Held.Select(held => held.Entry));
        Held.Clear();
    }

    /// <param name="now">When it changed.</param>
    /// <param name="number">A number higher than any before, also than those of an instance that had its id before it.</param>
    public void Changed(Timestamp now, long number)
    {
        Revision = number;
        Updated = now;
    }

    public InstanceRecord ToRecord() =>
        new(Id, Current.Name, Current.Version, Current.Id, Current.Status, Revision)
        {
            Output = Current.Output,
            CustomStatus = CustomStatus,
            CustomStatusVersion = CustomStatusVersion,
            Parent = Parent,
            Created = Created,
            Updated = Updated,
            Tags = Tags,
            Parked = Parked?.Reason,
            Suspended = Suspended,
        };
}
