namespace Duroxide.Testing.Tests;

/// <summary>A provider that forwards to another; what a broken one does differently it overrides.</summary>
class DelegatingProvider(IProvider inner) : IProvider
{
    protected IProvider Inner { get; } = inner;

    public string Name => Inner.Name;

    public IManagement? Management => Inner.Management;

    public virtual Task InitializeAsync(CancellationToken cancellation) => Inner.InitializeAsync(cancellation);

    public virtual ValueTask DisposeAsync() => Inner.DisposeAsync();

    public virtual Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(TurnFetch fetch, CancellationToken cancellation) =>
        Inner.FetchTurnsAsync(fetch, cancellation);

    public virtual Task<IReadOnlyList<StoredExecution>> LoadAsync(
        IReadOnlyList<Lease> leases,
        CancellationToken cancellation
    ) => Inner.LoadAsync(leases, cancellation);

    public virtual Task<IReadOnlyList<bool>> CommitTurnsAsync(
        IReadOnlyList<TurnCommit> turns,
        CancellationToken cancellation
    ) => Inner.CommitTurnsAsync(turns, cancellation);

    public virtual Task ReleaseTurnsAsync(IReadOnlyList<TurnRelease> releases, CancellationToken cancellation) =>
        Inner.ReleaseTurnsAsync(releases, cancellation);

    public virtual Task<IReadOnlyList<bool>> RenewTurnsAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellation
    ) => Inner.RenewTurnsAsync(leases, duration, cancellation);

    public virtual Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(
        ActivityFetch fetch,
        CancellationToken cancellation
    ) => Inner.FetchActivitiesAsync(fetch, cancellation);

    public virtual Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellation
    ) => Inner.CompleteActivitiesAsync(completions, cancellation);

    public virtual Task ReleaseActivitiesAsync(
        IReadOnlyList<ActivityRelease> releases,
        CancellationToken cancellation
    ) => Inner.ReleaseActivitiesAsync(releases, cancellation);

    public virtual Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellation
    ) => Inner.RenewActivitiesAsync(leases, duration, cancellation);

    public virtual Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellation
    ) => Inner.RenewSessionsAsync(owners, duration, idle, cancellation);

    public virtual Task<int> SweepSessionsAsync(CancellationToken cancellation) =>
        Inner.SweepSessionsAsync(cancellation);

    public virtual Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellation
    ) => Inner.CreateInstancesAsync(instances, cancellation);

    public virtual Task<IReadOnlyList<bool>> EnqueueAsync(
        IReadOnlyList<NewMessage> messages,
        CancellationToken cancellation
    ) => Inner.EnqueueAsync(messages, cancellation);

    public virtual Task<InstanceRecord?> ReadInstanceAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellation
    ) => Inner.ReadInstanceAsync(instance, seen, wait, cancellation);

    public virtual Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellation
    ) => Inner.ReadExecutionAsync(instance, execution, cancellation);

    public virtual Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellation
    ) => Inner.ReadValuesAsync(instance, key, cancellation);
}
