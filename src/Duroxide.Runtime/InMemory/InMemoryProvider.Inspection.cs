using Duroxide.Runtime.InMemory;

namespace Duroxide;

public sealed partial class InMemoryProvider
{
    /// <inheritdoc />
    public Task<StoreMetrics> GetMetricsAsync(CancellationToken cancellationToken) =>
        RunAsync(
            cancellationToken,
            now =>
            {
                var instances = store.Instances.Values;
                var executions = instances.SelectMany(instance => instance.Executions).ToList();
                var messages = instances
                    .Where(instance => instance.FreeAt is { } free && free <= now)
                    .SelectMany(instance => instance.Messages.Where(entry => entry.Message.Time <= now))
                    .ToList();
                var ready = instances.Where(instance => instance.ReadyAt <= now).ToList();
                var work = store.Work.DueAt(now).Select(key => store.Activities[key]).ToList();
                return new StoreMetrics(
                    instances.Count,
                    instances.Count(instance => instance.Current.Status == ExecutionStatus.Running),
                    instances.Count(instance => instance.Current.Status == ExecutionStatus.Completed),
                    instances.Count(instance => instance.Current.Status == ExecutionStatus.Failed),
                    executions.Count,
                    executions.Sum(execution => execution.LastEvent.Value),
                    messages.Count,
                    work.Count,
                    instances.Sum(instance => instance.Messages.Count(entry => entry.Message.Time > now)),
                    AllParked().Count()
                )
                {
                    Suspended = instances.Count(instance => instance.Suspended is not null),
                    Ready = ready.Count,
                    LeasedTurns = instances.Count(instance => instance.IsLeasedAt(now)),
                    LeasedActivities = store.Activities.Values.Count(activity => activity.IsLeasedAt(now)),
                    HeldMessages = instances.Sum(instance => instance.Held.Count),
                    OldestReady = Age(now, ready.Select(instance => instance.ReadyAt)),
                    OldestMessage = Age(now, messages.Select(entry => (Timestamp?)entry.Message.Time)),
                    OldestActivity = Age(now, work.Select(activity => (Timestamp?)activity.Queued)),
                };
            }
        );

    /// <inheritdoc />
    public Task<ExecutionRecord?> ReadExecutionRecordAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    ) => RunAsync(cancellationToken, _ => FindExecution(instance, execution)?.ToRecord());

    /// <inheritdoc />
    public Task<StoredHistory?> ReadHistoryAsync(
        InstanceId instance,
        ExecutionId? execution,
        EventId from,
        int limit,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            cancellationToken,
            _ =>
            {
                if (FindExecution(instance, execution) is not { } found)
                {
                    return null;
                }
                var end = from.Value + limit;
                var batches = found
                    .Batches.Zip(
                        found.Batches.Skip(1).Select(batch => batch.First).Append(found.LastEvent.Next),
                        (batch, next) => (Batch: batch, Next: next)
                    )
                    .Where(part => part.Next.Value > from.Value && part.Batch.First.Value < end)
                    .Select(part => part.Batch.Payload);
                return new StoredHistory(found.Id, [.. batches]) { Start = from.Value <= 1 ? found.Start : null };
            }
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<QueuedActivity>> ListActivitiesAsync(
        InstanceId instance,
        CancellationToken cancellationToken
    ) =>
        RunAsync<IReadOnlyList<QueuedActivity>>(
            cancellationToken,
            now =>
                store
                    .Instances.GetValueOrDefault(instance)
                    ?.Activities.Values.Select(work => new QueuedActivity(
                        work.Execution,
                        work.Id,
                        work.Attempt,
                        work.IsLeasedAt(now)
                    ))
                    .ToList()
                ?? []
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<StuckWork>> ListStuckAsync(StuckQuery query, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<StuckWork>>(
            cancellationToken,
            now =>
            {
                var cut = now.Plus(-query.WaitingFor);
                var turns = store
                    .Instances.Values.Where(instance => instance.ReadyAt <= cut)
                    .Select(instance => new StuckWork(
                        StuckKind.Turn,
                        instance.Id,
                        instance.ReadyAt!.Value.ToDateTimeOffset(),
                        instance.Attempt
                    ));
                var work = store
                    .Activities.Values.Where(activity =>
                        activity.FreeAt is { } free && (free <= cut || activity.Attempt >= Math.Max(query.Attempts, 2))
                    )
                    .Select(activity => new StuckWork(
                        StuckKind.Activity,
                        activity.Instance.Id,
                        activity.Queued.ToDateTimeOffset(),
                        activity.Attempt
                    )
                    {
                        Operation = activity.Id,
                    });
                return [.. turns.Concat(work).OrderBy(stuck => stuck.Since).Take(query.Limit)];
            }
        );

    MemoryExecution? FindExecution(InstanceId instance, ExecutionId? execution) =>
        store.Instances.GetValueOrDefault(instance) is { } row
            ? row.Executions.Find(entry => entry.Id == (execution ?? row.Current.Id))
            : null;

    static TimeSpan? Age(Timestamp now, IEnumerable<Timestamp?> times) =>
        times.Min() is { } oldest ? TimeSpan.FromMilliseconds(now.UnixMilliseconds - oldest.UnixMilliseconds) : null;
}
