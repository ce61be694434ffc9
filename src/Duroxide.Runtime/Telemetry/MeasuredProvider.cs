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
    ) => MeasureAsync("load", Begin(), inner.LoadAsync(leases, cancellationToken));

    public Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
        IReadOnlyList<TurnCommit> turns,
        CancellationToken cancellationToken
    ) => MeasureAsync("commit_turns", Begin(), inner.CommitTurnsAsync(turns, cancellationToken));

    public Task ReleaseTurnsAsync(IReadOnlyList<TurnRelease> releases, CancellationToken cancellationToken) =>
        MeasureAsync("release_turns", Begin(), inner.ReleaseTurnsAsync(releases, cancellationToken));

    public Task<IReadOnlyList<bool>> RenewTurnsAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) => MeasureAsync("renew_turns", Begin(), inner.RenewTurnsAsync(leases, duration, cancellationToken));

    public Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellationToken
    ) => MeasureAsync("complete_activities", Begin(), inner.CompleteActivitiesAsync(completions, cancellationToken));

    public Task ReleaseActivitiesAsync(IReadOnlyList<ActivityRelease> releases, CancellationToken cancellationToken) =>
        MeasureAsync("release_activities", Begin(), inner.ReleaseActivitiesAsync(releases, cancellationToken));

    public Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) => MeasureAsync("renew_activities", Begin(), inner.RenewActivitiesAsync(leases, duration, cancellationToken));

    public Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellationToken
    ) => MeasureAsync("renew_sessions", Begin(), inner.RenewSessionsAsync(owners, duration, idle, cancellationToken));

    public Task<int> SweepSessionsAsync(CancellationToken cancellationToken) =>
        MeasureAsync("sweep_sessions", Begin(), inner.SweepSessionsAsync(cancellationToken));

    public Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellationToken
    ) => MeasureAsync("create_instances", Begin(), inner.CreateInstancesAsync(instances, cancellationToken));

    public Task<IReadOnlyList<bool>> EnqueueAsync(
        IReadOnlyList<NewMessage> messages,
        CancellationToken cancellationToken
    ) => MeasureAsync("enqueue", Begin(), inner.EnqueueAsync(messages, cancellationToken));

    public Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    ) => MeasureAsync("read_execution", Begin(), inner.ReadExecutionAsync(instance, execution, cancellationToken));

    public Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellationToken
    ) => MeasureAsync("read_values", Begin(), inner.ReadValuesAsync(instance, key, cancellationToken));

    // What is not measured costs no closure: the call is made where it is asked for, after the clock was read.
    long? Begin() => Metrics.StoreDuration.Enabled ? time.GetTimestamp() : null;

    Task MeasureAsync(string operation, long? began, Task call) =>
        began is { } since ? TimeAsync(operation, since, AnswerAsync(call)) : call;

    Task<T> MeasureAsync<T>(string operation, long? began, Task<T> call) =>
        began is { } since ? TimeAsync(operation, since, call) : call;

    static async Task<Empty> AnswerAsync(Task call)
    {
        await call.ConfigureAwait(false);
        return default;
    }

    async Task<T> TimeAsync<T>(string operation, long began, Task<T> call)
    {
        var tags = new TagList { { TelemetryNames.Operation, operation }, { TelemetryNames.Store, inner.Name } };
        try
        {
            return await call.ConfigureAwait(false);
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
