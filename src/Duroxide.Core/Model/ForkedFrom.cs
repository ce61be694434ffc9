namespace Duroxide.Core;

/// <summary>The execution of which a fork keeps the history, up to an event.</summary>
/// <param name="Instance">Its instance.</param>
/// <param name="Execution">Which of its executions.</param>
/// <param name="Nonce">Its nonce.</param>
/// <param name="Last">The last event that is kept; <see cref="EventId.None"/> for none.</param>
public sealed record ForkedFrom(InstanceId Instance, ExecutionId Execution, Nonce Nonce, EventId Last)
{
    /// <summary>What that execution was forked from itself; null when it was started.</summary>
    public ForkedFrom? Before { get; init; }
}
