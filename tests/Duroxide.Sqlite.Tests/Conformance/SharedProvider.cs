using Duroxide.Core;

namespace Duroxide.Sqlite.Tests.Conformance;

/// <summary>One of several users of a provider, whose end leaves it open and only ends its own waits.</summary>
public sealed class SharedProvider(IProvider shared) : IProvider
{
    private readonly CancellationTokenSource end = new();

    public string Name => shared.Name;

    public IManagement? Management => shared.Management;

    public Task InitializeAsync(CancellationToken cancellation) => shared.InitializeAsync(cancellation);

    public async ValueTask DisposeAsync() => await end.CancelAsync();

    public async Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(TurnFetch fetch, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, end.Token);
        return await shared.FetchTurnsAsync(fetch, either.Token);
    }

    public Task<IReadOnlyList<StoredExecution>> LoadAsync(
        IReadOnlyList<Lease> leases,
        CancellationToken cancellation
    ) => shared.LoadAsync(leases, cancellation);

    public Task<IReadOnlyList<bool>> CommitTurnsAsync(
        IReadOnlyList<TurnCommit> turns,
        CancellationToken cancellation
    ) => shared.CommitTurnsAsync(turns, cancellation);

    public Task ReleaseTurnsAsync(IReadOnlyList<TurnRelease> releases, CancellationToken cancellation) =>
        shared.ReleaseTurnsAsync(releases, cancellation);

    public Task<IReadOnlyList<bool>> RenewTurnsAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellation
    ) => shared.RenewTurnsAsync(leases, duration, cancellation);

    public async Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(
        ActivityFetch fetch,
        CancellationToken cancellation
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, end.Token);
        return await shared.FetchActivitiesAsync(fetch, either.Token);
    }

    public Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellation
    ) => shared.CompleteActivitiesAsync(completions, cancellation);

    public Task ReleaseActivitiesAsync(IReadOnlyList<ActivityRelease> releases, CancellationToken cancellation) =>
        shared.ReleaseActivitiesAsync(releases, cancellation);

    public Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellation
    ) => shared.RenewActivitiesAsync(leases, duration, cancellation);

    public Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellation
    ) => shared.RenewSessionsAsync(owners, duration, idle, cancellation);

    public Task<int> SweepSessionsAsync(CancellationToken cancellation) => shared.SweepSessionsAsync(cancellation);

    public Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellation
    ) => shared.CreateInstancesAsync(instances, cancellation);

    public Task<IReadOnlyList<bool>> EnqueueAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellation) =>
        shared.EnqueueAsync(messages, cancellation);

    public Task<InstanceRecord?> ReadInstanceAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellation
    ) => shared.ReadInstanceAsync(instance, seen, wait, cancellation);

    public Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellation
    ) => shared.ReadExecutionAsync(instance, execution, cancellation);

    public Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellation
    ) => shared.ReadValuesAsync(instance, key, cancellation);
}
