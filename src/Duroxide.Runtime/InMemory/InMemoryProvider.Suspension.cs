using Duroxide.Runtime.InMemory;

namespace Duroxide;

public sealed partial class InMemoryProvider
{
    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceChange>> SuspendInstancesAsync(
        IReadOnlyList<InstanceId> instances,
        string reason,
        CancellationToken cancellationToken
    ) =>
        EachAsync(
            instances,
            cancellationToken,
            (id, now) =>
                Change(
                    id,
                    instance => instance.Suspended is null,
                    instance => instance.Suspend(new(reason, now.ToDateTimeOffset())),
                    now
                )
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceChange>> ResumeInstancesAsync(
        IReadOnlyList<InstanceId> instances,
        CancellationToken cancellationToken
    ) =>
        EachAsync(
            instances,
            cancellationToken,
            (id, now) => Change(id, instance => instance.Suspended is not null, instance => instance.Resume(), now)
        );

    InstanceChange Change(
        InstanceId id,
        Predicate<MemoryInstance> applies,
        Action<MemoryInstance> change,
        Timestamp now
    )
    {
        if (store.Instances.GetValueOrDefault(id) is not { } instance)
        {
            return InstanceChange.NotFound;
        }
        if (instance.HasEnded)
        {
            return InstanceChange.Ended;
        }
        if (!applies(instance))
        {
            return InstanceChange.Unchanged;
        }
        change(instance);
        Announce(instance, now);
        store.Reschedule(instance);
        return InstanceChange.Changed;
    }
}
