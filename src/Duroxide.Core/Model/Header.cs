namespace Duroxide.Core;

/// <summary>What an execution starts from and keeps for its whole life.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Execution">Which of its executions.</param>
/// <param name="Name">The orchestration's name.</param>
/// <param name="Version">The version asked for; null leaves the choice to the registry of the first turn.</param>
/// <param name="Input">The encoded input.</param>
/// <param name="Nonce">What tells this life of the instance from every other; it stays across continue-as-new.</param>
public sealed record Header(
    InstanceId Instance,
    ExecutionId Execution,
    string Name,
    SemanticVersion? Version,
    string Input,
    Nonce Nonce
)
{
    /// <summary>The call that waits for the result; null for a root. It stays across continue-as-new.</summary>
    public ParentLink? Parent { get; init; }

    /// <summary>What the execution was forked from; null when it was started.</summary>
    public ForkedFrom? ForkedFrom { get; init; }

    /// <summary>The values as they were when the execution began.</summary>
    public ValueMap<string, StoredValue> Values { get; init; }

    /// <summary>The status as it was when the execution began; null for none.</summary>
    public string? Status { get; init; }

    /// <summary>The tags as they were when the execution began: those that the instance was started with, and what its code made of them.</summary>
    public ValueMap<string, string> Tags { get; init; }

    /// <summary>The messages that the execution before left unread, oldest first.</summary>
    public ValueList<CarriedMessage> Carried { get; init; }
}

/// <summary>The call of a parent orchestration that waits for this instance.</summary>
/// <param name="Instance">The parent.</param>
/// <param name="Execution">The parent's execution that made the call.</param>
/// <param name="Of">The event that scheduled the call.</param>
public sealed record ParentLink(InstanceId Instance, ExecutionId Execution, EventId Of);

/// <summary>A message taken along at continue-as-new.</summary>
/// <param name="Queue">The queue it belongs to.</param>
/// <param name="Data">Its encoded data.</param>
public sealed record CarriedMessage(string Queue, string Data);

/// <summary>A value with the time of its last change.</summary>
/// <param name="Data">The encoded value.</param>
/// <param name="Updated">The time of the event that set it.</param>
public sealed record StoredValue(string Data, Timestamp Updated);
