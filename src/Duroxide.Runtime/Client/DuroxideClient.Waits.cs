namespace Duroxide;

public sealed partial class DuroxideClient
{
    /// <summary>Reads the status of an instance; <see cref="OrchestrationStatus.NotFound"/> when there is none.</summary>
    /// <exception cref="ClientException">The id is empty or too long.</exception>
    public async Task<OrchestrationStatus> GetStatusAsync(
        InstanceId instance,
        CancellationToken cancellationToken = default
    ) => OrchestrationStatus.Of(await ReadAsync(instance, cancellationToken).ConfigureAwait(false));

    /// <summary>Waits until an instance has ended, and returns its result.</summary>
    /// <param name="orchestration">The orchestration that it runs.</param>
    /// <param name="instance">The instance; one that does not exist is waited for, too.</param>
    /// <param name="timeout">How long to wait; null for ever.</param>
    /// <param name="cancellationToken">Ends the wait, not the orchestration.</param>
    /// <exception cref="InstanceFailedException">The instance failed or was cancelled.</exception>
    /// <exception cref="ClientException">The time is over, or the result is of another type.</exception>
    public Task<TOutput> WaitForCompletionAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        InstanceId instance,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    ) => WaitForCompletionAsync<TOutput>(instance, timeout, cancellationToken);

    /// <summary>Waits until an instance has ended, and returns its result, whatever orchestration it runs.</summary>
    /// <param name="instance">The instance; one that does not exist is waited for, too.</param>
    /// <param name="timeout">How long to wait; null for ever.</param>
    /// <param name="cancellationToken">Ends the wait, not the orchestration.</param>
    /// <exception cref="InstanceFailedException">The instance failed or was cancelled.</exception>
    /// <exception cref="ClientException">The time is over, or the result is of another type.</exception>
    public Task<TOutput> WaitForCompletionAsync<TOutput>(
        InstanceId instance,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    ) =>
        WatchAsync<TOutput>(
            instance,
            "the end",
            timeout,
            status =>
                status switch
                {
                    OrchestrationStatus.NotFound or OrchestrationStatus.Running => null,
                    OrchestrationStatus.Completed completed => new(
                        Decode<TOutput>(completed.Output, $"the result of instance '{instance}'")
                    ),
                    OrchestrationStatus.Failed failed => throw new InstanceFailedException(instance, failed.Failure),
                },
            cancellationToken
        );

    /// <summary>Waits until an instance has ended in any way, and returns its status.</summary>
    /// <param name="instance">The instance; one that does not exist is waited for, too.</param>
    /// <param name="timeout">How long to wait; null for ever.</param>
    /// <param name="cancellationToken">Ends the wait, not the orchestration.</param>
    /// <returns>The status: completed or failed.</returns>
    /// <exception cref="ClientException">The time is over.</exception>
    public Task<OrchestrationStatus> WaitForEndAsync(
        InstanceId instance,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    ) =>
        WatchAsync<OrchestrationStatus>(
            instance,
            "the end",
            timeout,
            status => HasEnded(status) ? new(status) : null,
            cancellationToken
        );

    /// <summary>Waits until an instance has published a newer custom status, or has ended.</summary>
    /// <param name="instance">The instance; one that does not exist is waited for, too.</param>
    /// <param name="seen">The <see cref="InstanceInfo.CustomStatusVersion"/> already seen; 0 for none.</param>
    /// <param name="timeout">How long to wait; null for ever.</param>
    /// <param name="cancellationToken">Ends the wait, not the orchestration.</param>
    /// <exception cref="ClientException">The time is over.</exception>
    public Task<OrchestrationStatus> WaitForCustomStatusAsync(
        InstanceId instance,
        long seen,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    ) =>
        WatchAsync<OrchestrationStatus>(
            instance,
            "a newer status",
            timeout,
            status =>
                HasEnded(status)
                || status is OrchestrationStatus.Running { Info.CustomStatusVersion: var now } && now > seen
                    ? new(status)
                    : null,
            cancellationToken
        );

    /// <summary>Waits until what is known of an instance has changed, or the time is over, and reads it.</summary>
    /// <remarks>Events of its history that change neither its row nor a value end no wait.</remarks>
    /// <param name="instance">The instance.</param>
    /// <param name="seen">The <see cref="InstanceInfo.Revision"/> already seen; 0 waits for an instance to exist, and -1 for nothing.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the wait, not the orchestration.</param>
    /// <returns>What is known then, changed or not; null when there is no such instance.</returns>
    /// <exception cref="ClientException">The id is empty or too long.</exception>
    public async Task<InstanceInfo?> WaitForChangeAsync(
        InstanceId instance,
        long seen,
        TimeSpan timeout,
        CancellationToken cancellationToken = default
    ) =>
        await provider
            // Who has seen nothing is given what there is, and not what was heard of it last.
            .ReadInstanceAsync(check.Instance(instance), seen, seen < 0 ? TimeSpan.Zero : timeout, cancellationToken)
            .ConfigureAwait(false)
            is { } row
            ? InstanceInfo.Of(row)
            : null;

    static bool HasEnded(OrchestrationStatus status) =>
        status switch
        {
            OrchestrationStatus.Completed or OrchestrationStatus.Failed => true,
            OrchestrationStatus.NotFound or OrchestrationStatus.Running => false,
        };

    Task<InstanceRecord?> ReadAsync(InstanceId instance, CancellationToken cancellationToken) =>
        provider.ReadInstanceAsync(check.Instance(instance), seen: -1, TimeSpan.Zero, cancellationToken);

    Task<T> WatchAsync<T>(
        InstanceId instance,
        string awaited,
        TimeSpan? timeout,
        Func<OrchestrationStatus, Found<T>?> look,
        CancellationToken cancellationToken
    ) =>
        new ClientCall(SpanNames.Wait, null, instance).MakeAsync(
            time,
            _ =>
                WaitOn(instance, awaited, timeout)
                    .UntilAsync(row => Task.FromResult(look(OrchestrationStatus.Of(row))), cancellationToken)
        );

    ClientWait WaitOn(InstanceId instance, string awaited, TimeSpan? timeout) =>
        new(provider, time, check.Instance(instance), awaited, timeout, id => MissingCode?.Find(id));
}
