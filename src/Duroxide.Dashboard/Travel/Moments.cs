namespace Duroxide.Dashboard;

/// <summary>How executions stood at some of their events, so that no history is folded from its beginning each time it is looked at.</summary>
/// <remarks>What was not looked at for longest is forgotten first. Of one execution all is forgotten or nothing.</remarks>
/// <param name="mostExecutions">How many executions are kept.</param>
/// <param name="mostBytes">How large their histories may be together, in UTF-8 bytes; the one that was looked at last is kept whatever its size.</param>
sealed class Moments(int mostExecutions = 64, long mostBytes = 32 * 1024 * 1024)
{
    const int Apart = 1000;

    readonly Lock gate = new();

    // The one that was looked at last comes last.
    readonly OrderedDictionary<(InstanceId, ExecutionId), SortedList<long, ExecutionMoment>> known = [];

    /// <summary>How many executions are kept.</summary>
    public int Executions
    {
        get
        {
            lock (gate)
            {
                return known.Count;
            }
        }
    }

    /// <summary>How large the histories of those are together, in UTF-8 bytes.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
            {
                return known.Values.Sum(BytesOf);
            }
        }
    }

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
            if (!known.Remove(key, out var moments))
            {
                return null;
            }
            known.Add(key, moments);
            return moments.Values.Where(moment => at is null || moment.Event <= at).MaxBy(moment => moment.Event);
        }
    }

    void Keep((InstanceId, ExecutionId) key, long place, ExecutionMoment moment)
    {
        lock (gate)
        {
            var moments = known.Remove(key, out var before) ? before : [];
            moments[place] = moment;
            known.Add(key, moments);
            var bytes = known.Values.Sum(BytesOf);
            while (known.Count > 1 && (known.Count > mostExecutions || bytes > mostBytes))
            {
                bytes -= BytesOf(known.GetAt(0).Value);
                known.RemoveAt(0);
            }
        }
    }

    // The moments of one execution share what they hold: the last has it all.
    static long BytesOf(SortedList<long, ExecutionMoment> moments) => moments.Values.Max(moment => moment.Bytes);
}
