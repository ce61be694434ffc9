using System.Diagnostics;

namespace Duroxide.Runtime;

/// <summary>A store whose calls are measured while anybody listens.</summary>
/// <param name="inner">The store.</param>
/// <param name="time">The clock.</param>
sealed class MeasuredProvider(IProvider inner, TimeProvider time) : IProvider
{
    public string Name => inner.Name;

    /// <summary>What the store can do in transactions of callers; null when it does not.</summary>
    public ITransactionalStore? Transactions => inner as ITransactionalStore;

    public IManagement? Management => inner.Management;

    public Timestamp Now => inner.Now;

    public Task InitializeAsync(CancellationToken cancellationToken) => inner.InitializeAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    // What waits for work, or for a change, says nothing of the store.
    public Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(TurnFetch fetch, CancellationToken cancellationToken) =>
        inner.FetchTurnsAsync(fetch, cancellationToken);

    public Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(
        ActivityFetch fetch,
        CancellationToken cancellationToken
    ) => inner.FetchActivitiesAsync(fetch, cancellationToken);

    public Task<InstanceRecord?> ReadInstanceAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellationToken
    ) => inner.ReadInstanceAsync(instance, seen, wait, cancellationToken);

    public Task<IReadOnlyList<StoredExecution>> LoadAsync(
        IReadOnlyList<Lease> leases,
        CancellationToken cancellationToken
    ) => MeasureAsync("load", () => inner.LoadAsync(leases, cancellationToken));

    public Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
        IReadOnlyList<TurnCommit> turns,
        CancellationToken cancellationToken
    ) => MeasureAsync("commit_turns", () => inner.CommitTurnsAsync(turns, cancellationToken));

    public Task ReleaseTurnsAsync(IReadOnlyList<TurnRelease> releases, CancellationToken cancellationToken) =>
        MeasureAsync("release_turns", () => inner.ReleaseTurnsAsync(releases, cancellationToken));

    public Task<IReadOnlyList<bool>> RenewTurnsAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) => MeasureAsync("renew_turns", () => inner.RenewTurnsAsync(leases, duration, cancellationToken));

    public Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellationToken
    ) => MeasureAsync("complete_activities", () => inner.CompleteActivitiesAsync(completions, cancellationToken));

    public Task ReleaseActivitiesAsync(IReadOnlyList<ActivityRelease> releases, CancellationToken cancellationToken) =>
        MeasureAsync("release_activities", () => inner.ReleaseActivitiesAsync(releases, cancellationToken));

    public Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) => MeasureAsync("renew_activities", () => inner.RenewActivitiesAsync(leases, duration, cancellationToken));

    public Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellationToken
    ) => MeasureAsync("renew_sessions", () => inner.RenewSessionsAsync(owners, duration, idle, cancellationToken));

    public Task<int> SweepSessionsAsync(CancellationToken cancellationToken) =>
        MeasureAsync("sweep_sessions", () => inner.SweepSessionsAsync(cancellationToken));

    public Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellationToken
    ) => MeasureAsync("create_instances", () => inner.CreateInstancesAsync(instances, cancellationToken));

    public Task<IReadOnlyList<bool>> EnqueueAsync(
        IReadOnlyList<NewMessage> messages,
        CancellationToken cancellationToken
    ) => MeasureAsync("enqueue", () => inner.EnqueueAsync(messages, cancellationToken));

    public Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    ) => MeasureAsync("read_execution", () => inner.ReadExecutionAsync(instance, execution, cancellationToken));

    public Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellationToken
    ) => MeasureAsync("read_values", () => inner.ReadValuesAsync(instance, key, cancellationToken));

    Task MeasureAsync(string operation, Func<Task> call) =>
        MeasureAsync<Empty>(
            operation,
            async () =>
            {
                await call().ConfigureAwait(false);
                return default;
            }
        );

    Task<T> MeasureAsync<T>(string operation, Func<Task<T>> call) =>
        Metrics.StoreDuration.Enabled ? TimeAsync(operation, call) : call();

    async Task<T> TimeAsync<T>(string operation, Func<Task<T>> call)
    {
        var began = time.GetTimestamp();
        var tags = new TagList { { TelemetryNames.Operation, operation }, { TelemetryNames.Store, inner.Name } };
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            tags.Add(
                TelemetryNames.ErrorType,
                error is ProviderException { IsRetryable: true } ? "retryable" : error.GetType().FullName
            );
            throw;
        }
        finally
        {
            Metrics.StoreDuration.Record(time.GetElapsedTime(began).TotalSeconds, tags);
        }
    }
}
