namespace Duroxide.Runtime.InMemory;

/// <summary>One execution with its history.</summary>
/// <param name="id">Which execution.</param>
/// <param name="name">The orchestration's name.</param>
/// <param name="start">What it starts from.</param>
/// <param name="number">The number of its beginning: messages with lower ones were there before it.</param>
sealed class MemoryExecution(ExecutionId id, string name, StoredStart start, long number)
{
    public long Number { get; } = number;

    public ExecutionId Id { get; } = id;

    public string Name { get; } = name;

    public StoredStart Start { get; } = start;

    public List<MemoryBatch> Batches { get; } = [];

    public EventId LastEvent { get; set; }

    public ExecutionStatus Status { get; set; }

    public SemanticVersion? Version { get; set; }

    public SemanticVersion? Pin { get; set; }

    public ReadOnlyMemory<byte>? Output { get; set; }

    public Timestamp? Ended { get; set; }

    public bool AwaitsFirstTurn => LastEvent == EventId.None && Status == ExecutionStatus.Running;

    public ExecutionRecord ToRecord() =>
        new(Id, Status, Start.Time, Ended, LastEvent.Value) { Version = Version, Output = Output };
}
