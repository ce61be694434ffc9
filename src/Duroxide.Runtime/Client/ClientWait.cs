namespace Duroxide.Runtime;

/// <summary>What a look found.</summary>
readonly record struct Found<T>(T Value);

/// <summary>One wait of a client: it looks when the row of the instance has changed, and never reads a history.</summary>
/// <param name="provider">The store.</param>
/// <param name="time">The clock by which the wait times out.</param>
/// <param name="instance">The instance.</param>
/// <param name="awaited">What is waited for, in words.</param>
/// <param name="timeout">How long to wait; null for ever.</param>
/// <param name="missing">Says which code of an instance is not at hand here; null for none.</param>
sealed class ClientWait(
    IProvider provider,
    TimeProvider time,
    InstanceId instance,
    string awaited,
    TimeSpan? timeout,
    Func<InstanceId, string?> missing
)
{
    static readonly TimeSpan LongPoll = TimeSpan.FromDays(1);
    static readonly Backoff Pauses = new Backoff.Exponential(
        TimeSpan.FromMilliseconds(100),
        2,
        TimeSpan.FromSeconds(3)
    );

    readonly long started = time.GetTimestamp();

    // The framework has a sign of its own for an endless wait.
    readonly TimeSpan? longest = timeout == Timeout.InfiniteTimeSpan ? null : timeout;

    /// <summary>Looks at the row now and after each change, until something is found.</summary>
    /// <exception cref="ClientException">The time is over.</exception>
    public async Task<T> UntilAsync<T>(Func<InstanceRecord?, Task<Found<T>?>> look, CancellationToken cancellationToken)
    {
        var seen = -1L;
        while (true)
        {
            var (row, found) = await LookAsync(look, seen, cancellationToken).ConfigureAwait(false);
            if (found is { } result)
            {
                return result.Value;
            }
            seen = row?.Revision ?? 0;
            if (Left <= TimeSpan.Zero)
            {
                throw new ClientException(
                    new ClientError.Timeout(instance, awaited, longest ?? TimeSpan.Zero) { Seen = Describe(row) }
                );
            }
        }
    }

    TimeSpan Left => longest is { } most ? most - time.GetElapsedTime(started) : TimeSpan.MaxValue;

    // A store that is busy for a while does not end a wait: only its time does. The first look does not wait for news, and says
    // that the next one will.
    async Task<(InstanceRecord? Row, Found<T>? Found)> LookAsync<T>(
        Func<InstanceRecord?, Task<Found<T>?>> look,
        long seen,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var wait = Left < TimeSpan.Zero ? TimeSpan.Zero : Shorter(Left, LongPoll);
                var row = await provider
                    .ReadInstanceAsync(instance, seen, wait, cancellationToken)
                    .ConfigureAwait(false);
                return (row, await look(row).ConfigureAwait(false));
            }
            catch (ProviderException error) when (error.IsRetryable && Left > TimeSpan.Zero)
            {
                await time.DelayAsync(Shorter(Pauses.After(attempt), Left), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    string Describe(InstanceRecord? row) =>
        row switch
        {
            null => "There is no such instance: check the id, or it was deleted, or is not started yet.",
            { Status: not ExecutionStatus.Running } => $"It has ended ({row.Status}).",
            { Parked: { } reason } => $"It is parked: {reason}.",
            { Suspended: { } suspended } =>
                $"It is suspended since {suspended.Since:O}: {suspended.Reason}. It goes on when somebody resumes it.",
            _ when missing(instance) is { } code =>
                $"It runs, but there is no code here for {code}: register it, or let a node that has it run.",
            // The store learns the version at the end of an execution's first turn.
            { Version: null } when row.Execution == ExecutionId.First =>
                $"No first turn of it has ended: does any runtime run that has code for orchestration '{row.Name}', and does "
                    + "that code come to an await? A loop or a call that blocks, such as .Result, never does.",
            { Version: null } =>
                $"It has continued as new and waits for the first turn of execution {row.Execution} of orchestration "
                    + $"'{row.Name}'. If it never comes further, its code continues as new without waiting for anything.",
            _ => $"It runs orchestration '{row.Name}' {row.Version}, execution {row.Execution}. "
                + "It is not stopped by this: wait again, or cancel it; ReadHistoryAsync tells what it waits for.",
        };
}
