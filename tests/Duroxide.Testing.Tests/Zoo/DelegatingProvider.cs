namespace Duroxide.Testing.Tests;

/// <summary>A provider that forwards to another; what a broken one does differently it overrides.</summary>
class DelegatingProvider(IProvider inner) : IProvider
{
    protected IProvider Inner { get; } = inner;

    public string Name => Inner.Name;

    public virtual Timestamp Now => Inner.Now;

    public IManagement? Management => Inner.Management;

    public virtual Task InitializeAsync(CancellationToken cancellationToken) =>
        Inner.InitializeAsync(cancellationToken);

    public virtual ValueTask DisposeAsync() => Inner.DisposeAsync();

    public virtual Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(
        TurnFetch fetch,
        CancellationToken cancellationToken
    ) => Inner.FetchTurnsAsync(fetch, cancellationToken);

    public virtual Task<IReadOnlyList<StoredExecution>> LoadAsync(
        IReadOnlyList<Lease> leases,
        CancellationToken cancellationToken
    ) => Inner.LoadAsync(leases, cancellationToken);

    public virtual Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
        IReadOnlyList<TurnCommit> turns,
        CancellationToken cancellationToken
    ) => Inner.CommitTurnsAsync(turns, cancellationToken);

    public virtual Task ReleaseTurnsAsync(IReadOnlyList<TurnRelease> releases, CancellationToken cancellationToken) =>
        Inner.ReleaseTurnsAsync(releases, cancellationToken);

    public virtual Task<IReadOnlyList<bool>> RenewTurnsAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) => Inner.RenewTurnsAsync(leases, duration, cancellationToken);

    public virtual Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(
        ActivityFetch fetch,
        CancellationToken cancellationToken
    ) => Inner.FetchActivitiesAsync(fetch, cancellationToken);

    public virtual Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellationToken
    ) => Inner.CompleteActivitiesAsync(completions, cancellationToken);

    public virtual Task ReleaseActivitiesAsync(
        IReadOnlyList<ActivityRelease> releases,
        CancellationToken cancellationToken
    ) => Inner.ReleaseActivitiesAsync(releases, cancellationToken);

    public virtual Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) => Inner.RenewActivitiesAsync(leases, duration, cancellationToken);

    public virtual Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellationToken
    ) => Inner.RenewSessionsAsync(owners, duration, idle, cancellationToken);

    public virtual Task<int> SweepSessionsAsync(CancellationToken cancellationToken) =>
        Inner.SweepSessionsAsync(cancellationToken);

    public virtual Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellationToken
    ) => Inner.CreateInstancesAsync(instances, cancellationToken);

    public virtual Task<IReadOnlyList<bool>> EnqueueAsync(
        IReadOnlyList<NewMessage> messages,
        CancellationToken cancellationToken
    ) => Inner.EnqueueAsync(messages, cancellationToken);

    public virtual Task<InstanceRecord?> ReadInstanceAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellationToken
    ) => Inner.ReadInstanceAsync(instance, seen, wait, cancellationToken);

    public virtual Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    ) => Inner.ReadExecutionAsync(instance, execution, cancellationToken);

    public virtual Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellationToken
    ) => Inner.ReadValuesAsync(instance, key, cancellationToken);
}
