namespace Duroxide;

public sealed partial class DuroxideHttpClient
{
    // The application answers at the latest after so long, so that no proxy on the way gives up.
    static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Reads the status of an instance; <see cref="OrchestrationStatus.NotFound"/> when there is none.</summary>
    /// <exception cref="ClientException">The id is empty or too long.</exception>
    /// <exception cref="ProviderException">The application or its store does not answer, or it refuses the caller.</exception>
    public Task<OrchestrationStatus> GetStatusAsync(
        InstanceId instance,
        CancellationToken cancellationToken = default
    ) => LookAsync(instance, seen: -1, TimeSpan.Zero, cancellationToken);

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
    public async Task<TOutput> WaitForCompletionAsync<TOutput>(
        InstanceId instance,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    ) =>
        await WaitForEndAsync(instance, timeout, cancellationToken).ConfigureAwait(false) switch
        {
            OrchestrationStatus.Completed completed => Decode<TOutput>(
                completed.Output,
                $"the result of instance '{instance}'"
            ),
            OrchestrationStatus.Failed failed => throw new InstanceFailedException(instance, failed.Failure),
            OrchestrationStatus.NotFound or OrchestrationStatus.Running => throw new InvalidOperationException(
                $"The wait for the end of instance '{instance}' came back before it."
            ),
        };

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
    ) => UntilAsync(instance, "the end", timeout, HasEnded, cancellationToken);

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
        UntilAsync(
            instance,
            "a newer status",
            timeout,
            status =>
                HasEnded(status)
                || status is OrchestrationStatus.Running { Info.CustomStatusVersion: var now } && now > seen,
            cancellationToken
        );

    /// <summary>Waits until what is known of an instance has changed, or the time is over, and reads it.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="seen">The <see cref="InstanceInfo.Revision"/> already seen; 0 waits for an instance to exist, and -1 for nothing.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the wait, not the orchestration.</param>
    /// <returns>What is known then, changed or not; null when there is no such instance.</returns>
    /// <exception cref="ClientException">The id is empty or too long.</exception>
    /// <exception cref="ProviderException">The application or its store does not answer, or it refuses the caller.</exception>
    public async Task<InstanceInfo?> WaitForChangeAsync(
        InstanceId instance,
        long seen,
        TimeSpan timeout,
        CancellationToken cancellationToken = default
    )
    {
        var started = time.GetTimestamp();
        var longest = Finite(timeout) ?? TimeSpan.MaxValue;
        while (true)
        {
            var left = longest - time.GetElapsedTime(started);
            var wait = Shorter(left, LongPoll);
            var info = InfoOf(await LookAsync(instance, seen, wait, cancellationToken).ConfigureAwait(false));
            if ((info?.Revision ?? 0) != Math.Max(0, seen) || time.GetElapsedTime(started) >= longest)
            {
                return info;
            }
        }
    }

    async Task<OrchestrationStatus> UntilAsync(
        InstanceId instance,
        string awaited,
        TimeSpan? timeout,
        Func<OrchestrationStatus, bool> isFound,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        var longest = Finite(timeout);
        TimeSpan Left() => longest is { } most ? most - time.GetElapsedTime(started) : TimeSpan.MaxValue;
        var (seen, said) = (-1L, "");
        while (true)
        {
            try
            {
                var wait = seen < 0 ? TimeSpan.Zero : Shorter(Left(), LongPoll);
                var status = await LookAsync(instance, seen, wait, cancellationToken).ConfigureAwait(false);
                if (isFound(status))
                {
                    return status;
                }
                (seen, said) = (InfoOf(status)?.Revision ?? 0, Describe(status));
            }
            // What does not answer for a while ends no wait: only its time does.
            catch (ProviderException error) when (error.IsRetryable && Left() > TimeSpan.Zero)
            {
                await Task.Delay(Shorter(Pause, Left()), time, cancellationToken).ConfigureAwait(false);
            }
            if (Left() <= TimeSpan.Zero)
            {
                throw new ClientException(
                    new ClientError.Timeout(instance, awaited, longest ?? TimeSpan.Zero) { Seen = said }
                );
            }
        }
    }

    async Task<OrchestrationStatus> LookAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellationToken
    )
    {
        var milliseconds = (long)Math.Max(0, wait.TotalMilliseconds);
        var path =
            $"instance/status?id={Uri.EscapeDataString(instance.Value)}&wait={milliseconds}"
            + (seen < 0 ? "" : $"&seen={seen}");
        try
        {
            var answer = await requests
                .GetAsync(instance, path, WireJson.Api.StatusAnswer, cancellationToken)
                .ConfigureAwait(false);
            return answer.ToStatus();
        }
        catch (ClientException missing) when (missing.Error is ClientError.InstanceNotFound)
        {
            return new OrchestrationStatus.NotFound();
        }
    }

    // Nothing may be taken from a time without an end, which is a negative number.
    static TimeSpan? Finite(TimeSpan? timeout) => timeout == Timeout.InfiniteTimeSpan ? null : timeout;

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    static bool HasEnded(OrchestrationStatus status) =>
        status is OrchestrationStatus.Completed or OrchestrationStatus.Failed;

    static InstanceInfo? InfoOf(OrchestrationStatus status) =>
        status.Match<InstanceInfo?>(_ => null, running => running.Info, ended => ended.Info, failed => failed.Info);

    static string Describe(OrchestrationStatus status) =>
        InfoOf(status) switch
        {
            null => "There is no such instance: check the id, or it was deleted, or is not started yet.",
            { Parked: { } reason } => $"It is parked: {reason}.",
            { Suspended: { } suspended } =>
                $"It is suspended: {suspended.Reason}. It goes on when somebody resumes it.",
            var info => $"It runs orchestration '{info.Name}' {info.Version}, execution {info.Execution}.",
        };
}
