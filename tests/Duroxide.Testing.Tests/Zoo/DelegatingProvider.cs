using Duroxide.Runtime;

namespace Duroxide.Testing.Tests;

/// <summary>A provider that forwards to another; what a broken one does differently it overrides.</summary>
class DelegatingProvider(IProvider inner) : IProvider
{
    protected IProvider Inner { get; } = inner;

    public string Name => Inner.Name;

    public IManagement? Management => Inner.Management;

    public Task InitializeAsync(CancellationToken cancellation) => Inner.InitializeAsync(cancellation);

    public ValueTask DisposeAsync() => Inner.DisposeAsync();

    public virtual Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(TurnFetch fetch, CancellationToken cancellation) =>
        Inner.FetchTurnsAsync(fetch, cancellation);

    public Task<IReadOnlyList<StoredExecution>> LoadAsync(
        IReadOnlyList<Lease> leases,
        CancellationToken cancellation
    ) => Inner.LoadAsync(leases, cancellation);

    public virtual Task<IReadOnlyList<bool>> CommitTurnsAsync(
        IReadOnlyList<TurnCommit> turns,
        CancellationToken cancellation
    ) => Inner.CommitTurnsAsync(turns, cancellation);

    public Task ReleaseTurnsAsync(IReadOnlyList<TurnRelease> releases, CancellationToken cancellation) =>
        Inner.ReleaseTurnsAsync(releases, cancellation);

    public Task<IReadOnlyList<bool>> RenewTurnsAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellation
    ) => Inner.RenewTurnsAsync(leases, duration, cancellation);

    public Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(
        ActivityFetch fetch,
        CancellationToken cancellation
    ) => Inner.FetchActivitiesAsync(fetch, cancellation);

    public virtual Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellation
    ) => Inner.CompleteActivitiesAsync(completions, cancellation);

    public Task ReleaseActivitiesAsync(IReadOnlyList<ActivityRelease> releases, CancellationToken cancellation) =>
        Inner.ReleaseActivitiesAsync(releases, cancellation);

    public Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellation
    ) => Inner.RenewActivitiesAsync(leases, duration, cancellation);

    public Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellation
    ) => Inner.RenewSessionsAsync(owners, duration, idle, cancellation);

    public Task<int> SweepSessionsAsync(CancellationToken cancellation) => Inner.SweepSessionsAsync(cancellation);

    public Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellation
    ) => Inner.CreateInstancesAsync(instances, cancellation);

    public Task<IReadOnlyList<bool>> EnqueueAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellation) =>
        Inner.EnqueueAsync(messages, cancellation);

    public Task<InstanceRecord?> ReadInstanceAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellation
    ) => Inner.ReadInstanceAsync(instance, seen, wait, cancellation);

    public Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellation
    ) => Inner.ReadExecutionAsync(instance, execution, cancellation);

    public Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellation
    ) => Inner.ReadValuesAsync(instance, key, cancellation);
}
