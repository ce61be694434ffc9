using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>One of several users of a provider, whose end leaves it open and only ends its own waits.</summary>
/// <param name="shared">The provider.</param>
/// <param name="asks">Whether it waits for the answer of a server just now; null when it has none.</param>
public sealed class SharedProvider(IProvider shared, Func<bool>? asks = null) : IProvider
{
    private readonly CancellationTokenSource end = new();

    /// <summary>Whether it waits for the answer of a server, which no thread of this process shows.</summary>
    public bool Asks => asks?.Invoke() ?? false;

    public string Name => shared.Name;

    public Timestamp Now => shared.Now;

    public IManagement? Management => shared.Management;

    public Task InitializeAsync(CancellationToken cancellationToken) => shared.InitializeAsync(cancellationToken);

    public async ValueTask DisposeAsync() => await end.CancelAsync();

    public async Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(TurnFetch fetch, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        return await shared.FetchTurnsAsync(fetch, either.Token);
    }

    public Task<IReadOnlyList<StoredExecution>> LoadAsync(
        IReadOnlyList<Lease> leases,
        CancellationToken cancellationToken
    ) => shared.LoadAsync(leases, cancellationToken);

    public Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
        IReadOnlyList<TurnCommit> turns,
        CancellationToken cancellationToken
    ) => shared.CommitTurnsAsync(turns, cancellationToken);

    public Task ReleaseTurnsAsync(IReadOnlyList<TurnRelease> releases, CancellationToken cancellationToken) =>
        shared.ReleaseTurnsAsync(releases, cancellationToken);

    public Task<IReadOnlyList<bool>> RenewTurnsAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) => shared.RenewTurnsAsync(leases, duration, cancellationToken);

    public async Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(
        ActivityFetch fetch,
        CancellationToken cancellationToken
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        return await shared.FetchActivitiesAsync(fetch, either.Token);
    }

    public Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellationToken
    ) => shared.CompleteActivitiesAsync(completions, cancellationToken);

    public Task ReleaseActivitiesAsync(IReadOnlyList<ActivityRelease> releases, CancellationToken cancellationToken) =>
        shared.ReleaseActivitiesAsync(releases, cancellationToken);

    public Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) => shared.RenewActivitiesAsync(leases, duration, cancellationToken);

    public Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellationToken
    ) => shared.RenewSessionsAsync(owners, duration, idle, cancellationToken);

    public Task<int> SweepSessionsAsync(CancellationToken cancellationToken) =>
        shared.SweepSessionsAsync(cancellationToken);

    public Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellationToken
    ) => shared.CreateInstancesAsync(instances, cancellationToken);

    public Task<IReadOnlyList<bool>> EnqueueAsync(
        IReadOnlyList<NewMessage> messages,
        CancellationToken cancellationToken
    ) => shared.EnqueueAsync(messages, cancellationToken);

    public Task<InstanceRecord?> ReadInstanceAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellationToken
    ) => shared.ReadInstanceAsync(instance, seen, wait, cancellationToken);

    public Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    ) => shared.ReadExecutionAsync(instance, execution, cancellationToken);

    public Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellationToken
    ) => shared.ReadValuesAsync(instance, key, cancellationToken);
}
