namespace Duroxide.Dashboard;

/// <summary>How executions stood at some of their events, so that no history is folded from its beginning each time it is looked at.</summary>
sealed class Moments
{
    const int MostExecutions = 64;
    const int Apart = 1000;

    readonly Lock gate = new();
    readonly Dictionary<(InstanceId, ExecutionId), SortedList<long, ExecutionMoment>> known = [];
    readonly Queue<(InstanceId, ExecutionId)> order = [];

    /// <summary>How an execution stood right after an event.</summary>
    /// <param name="management">The store.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="execution">Which of its executions.</param>
    /// <param name="at">The event; null for the last one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ExecutionMoment> ReadAsync(
        ManagementClient management,
        InstanceId instance,
        ExecutionId execution,
        EventId? at,
        CancellationToken cancellationToken
    )
    {
        var key = (instance, execution);
        var moment = Nearest(key, at);
        // Every thousandth is kept, so that the next one that is asked for is near.
        for (var next = Next(moment); at is { } end && next < end.Value; next += Apart)
        {
            moment = await management
                .GetMomentAsync(instance, execution, new EventId(next), moment, cancellationToken)
                .ConfigureAwait(false);
            if (moment.Event.Value < next)
            {
                break;
            }
            Keep(key, next, moment);
        }
        moment = await management
            .GetMomentAsync(instance, execution, at, moment, cancellationToken)
            .ConfigureAwait(false);
        if (at is null)
        {
            Keep(key, long.MaxValue, moment);
        }
        return moment;
    }

    static long Next(ExecutionMoment? moment) => ((moment?.Event.Value ?? 0) / Apart + 1) * Apart;

    // One of an instance of the same id that was deleted is seen through by whoever reads on from it.
    ExecutionMoment? Nearest((InstanceId, ExecutionId) key, EventId? at)
    {
        lock (gate)
        {
            return known.TryGetValue(key, out var moments)
                ? moments.Values.Where(moment => at is null || moment.Event <= at).MaxBy(moment => moment.Event)
                : null;
        }
    }

    void Keep((InstanceId, ExecutionId) key, long place, ExecutionMoment moment)
    {
        lock (gate)
        {
            if (!known.TryGetValue(key, out var moments))
            {
                known[key] = moments = [];
                order.Enqueue(key);
                if (order.Count > MostExecutions)
                {
                    known.Remove(order.Dequeue());
                }
            }
            moments[place] = moment;
        }
    }
}
