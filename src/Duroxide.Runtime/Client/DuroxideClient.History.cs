namespace Duroxide;

public sealed partial class DuroxideClient
{
    /// <summary>Reads the whole history of one execution, for people and tools; <see cref="HistoryText"/> names its events.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="execution">Which of its executions; null for the current one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The history; null when there is no such execution.</returns>
    /// <exception cref="ClientException">The id is empty or too long.</exception>
    /// <exception cref="CorruptPayloadException">The history is damaged, or a newer build wrote it.</exception>
    public async Task<ExecutionHistory?> ReadHistoryAsync(
        InstanceId instance,
        ExecutionId? execution = null,
        CancellationToken cancellationToken = default
    ) =>
        await provider.ReadExecutionAsync(check.Instance(instance), execution, cancellationToken).ConfigureAwait(false)
            is { } stored
            ? ExecutionHistory.Decode(stored)
            : null;
}
