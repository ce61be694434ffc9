namespace Duroxide.Sqlite;

sealed partial class SqliteManagement
{
    public Task<IReadOnlyList<InstanceChange>> SuspendInstancesAsync(
        IReadOnlyList<InstanceId> instances,
        string reason,
        CancellationToken cancellationToken
    ) =>
        EachAsync(
            nameof(SuspendInstancesAsync),
            instances,
            (transaction, instance) => Suspending.Suspend(transaction, instance, reason),
            cancellationToken
        );

    public Task<IReadOnlyList<InstanceChange>> ResumeInstancesAsync(
        IReadOnlyList<InstanceId> instances,
        CancellationToken cancellationToken
    ) => EachAsync(nameof(ResumeInstancesAsync), instances, Suspending.Resume, cancellationToken);

    Task<IReadOnlyList<InstanceChange>> EachAsync(
        string operation,
        IReadOnlyList<InstanceId> instances,
        Func<Transaction, InstanceId, InstanceChange> change,
        CancellationToken cancellationToken
    ) =>
        provider.Store.Write<IReadOnlyList<InstanceChange>>(
            operation,
            isPromise: true,
            transaction => [.. instances.Select(instance => change(transaction, instance))],
            cancellationToken
        );
}
