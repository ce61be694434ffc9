namespace Duroxide;

public sealed partial class ManagementClient
{
    /// <summary>Finds out what an instance waits for, without its code: what it has asked for and not been answered, in order.</summary>
    /// <returns>What it waits for; empty before its first turn and after its end.</returns>
    /// <exception cref="ClientException">There is no such instance.</exception>
    /// <exception cref="CorruptPayloadException">Its history is damaged, or a newer build wrote it.</exception>
    public async Task<IReadOnlyList<InstanceWait>> GetWaitsAsync(
        InstanceId instance,
        CancellationToken cancellationToken = default
    ) => (await GetMomentAsync(instance, cancellationToken: cancellationToken).ConfigureAwait(false)).Waits;

    /// <summary>Folds the history of an execution up to an event, a part of it at a time: how things stood then, without its code.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="execution">Which of its executions; null for the current one.</param>
    /// <param name="at">The event; null for the last one, or one behind it.</param>
    /// <param name="from">An earlier moment from which to go on, so that only what came after it is read; null, or one of another execution or a later one, for the beginning.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ClientException">There is no such instance or execution.</exception>
    /// <exception cref="CorruptPayloadException">The history is damaged, or a newer build wrote it.</exception>
    public async Task<ExecutionMoment> GetMomentAsync(
        InstanceId instance,
        ExecutionId? execution = null,
        EventId? at = null,
        ExecutionMoment? from = null,
        CancellationToken cancellationToken = default
    )
    {
        // What is queued is read first: an activity that ends meanwhile is not open any more.
        IReadOnlyList<QueuedActivity> queued = at is null
            ? await management.ListActivitiesAsync(check.Instance(instance), cancellationToken).ConfigureAwait(false)
            : [];
        var first = await ReadHistoryAsync(instance, execution, null, 1, cancellationToken).ConfigureAwait(false);
        if (first?.Header is not { } header)
        {
            throw await NoExecutionAsync(instance, execution, cancellationToken).ConfigureAwait(false);
        }
        var moment = from is not null && from.IsOf(header) && !(from.Event > at) ? from : ExecutionMoment.Of(header);
        while (moment.Event != at)
        {
            var most = at is { } end ? (int)Math.Min(EventsAtOnce, end.Value - moment.Event.Value) : EventsAtOnce;
            var page =
                await ReadHistoryAsync(instance, first.Execution, moment.Event.Next, most, cancellationToken)
                    .ConfigureAwait(false)
                ?? throw await NoExecutionAsync(instance, execution, cancellationToken).ConfigureAwait(false);
            moment = moment.After(page.Events);
            if (page.Next is null)
            {
                break;
            }
        }
        return moment.With(queued);
    }

    async Task<ClientException> NoExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    )
    {
        await FindAsync(instance, cancellationToken).ConfigureAwait(false);
        return new(
            new ClientError.NotPossible(
                instance,
                $"Instance '{instance}' has no execution {execution}: it was pruned, or never was."
            )
        );
    }
}
