namespace Duroxide.Testing;

sealed partial class SimulatedManagement
{
    public Task<IReadOnlyList<InstanceChange>> SuspendInstancesAsync(
        IReadOnlyList<InstanceId> instances,
        string reason,
        CancellationToken cancellationToken
    ) =>
        store.Call(
            $"suspends {StoreText.List(instances.Select(instance => instance.Value))}",
            () => inner.SuspendInstancesAsync(instances, reason, CancellationToken.None),
            cancellationToken
        );

    public Task<IReadOnlyList<InstanceChange>> ResumeInstancesAsync(
        IReadOnlyList<InstanceId> instances,
        CancellationToken cancellationToken
    ) =>
        store.Call(
            $"resumes {StoreText.List(instances.Select(instance => instance.Value))}",
            () => inner.ResumeInstancesAsync(instances, CancellationToken.None),
            cancellationToken
        );
}
