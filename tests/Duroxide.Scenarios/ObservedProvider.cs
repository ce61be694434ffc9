using System.Runtime.CompilerServices;
using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>One call that a node makes to its store.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Items">What it is called with.</param>
public sealed record ProviderCall(string Method, object Items);

/// <summary>A node's way to the store, on which a test sees every call, lets some fail or wait, and can cut it.</summary>
public sealed class ObservedProvider(IProvider inner) : IProvider
{
    private readonly CancellationTokenSource killed = new();
    private int inFlight;
    private long calls;

    /// <summary>Runs before each call; what it throws, the caller gets, and the store is not asked.</summary>
    public Func<ProviderCall, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after each call that the store has answered; what it throws hides the result.</summary>
    public Func<ProviderCall, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>Whether turns are fetched whatever the framework that began them.</summary>
    public bool IgnoresCapabilities { get; set; }

    /// <summary>Whether a fetch goes on until it finds something, also when it is told to end, as one whose answer is on its way does.</summary>
    public bool FinishesFetches { get; set; }

    /// <summary>Whether the store is working on a call, those that only wait for news aside.</summary>
    public bool IsBusy => Volatile.Read(ref inFlight) > 0 || inner is SharedProvider { Asks: true };

    /// <summary>How many calls have begun or ended.</summary>
    public long Calls => Interlocked.Read(ref calls);

    public string Name => inner.Name;

    public Timestamp Now => inner.Now;

    /// <summary>Runs before each call of the management, by its name; what it throws, the caller gets. Set it before the node starts.</summary>
    public Action<string>? BeforeManagement { get; set; }

    public IManagement? Management =>
        BeforeManagement is { } before && inner.Management is { } management
            ? ObservedManagement.Of(management, before)
            : inner.Management;

    /// <summary>Cuts the node off, as when its process dies: nothing it does from now on reaches the store.</summary>
    public void Kill() => killed.Cancel();

    public Task InitializeAsync(CancellationToken cancellationToken) => inner.InitializeAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        killed.Dispose();
    }

    public Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(TurnFetch fetch, CancellationToken cancellationToken) =>
        WaitAsync(
            fetch,
            token => inner.FetchTurnsAsync(Seen(fetch), token),
            FinishesFetches ? CancellationToken.None : cancellationToken
        );

    public Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(
        ActivityFetch fetch,
        CancellationToken cancellationToken
    ) => WaitAsync(fetch, token => inner.FetchActivitiesAsync(fetch, token), cancellationToken);

    public Task<InstanceRecord?> ReadInstanceAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellationToken
    ) => WaitAsync(instance, token => inner.ReadInstanceAsync(instance, seen, wait, token), cancellationToken);

    public Task<IReadOnlyList<StoredExecution>> LoadAsync(
        IReadOnlyList<Lease> leases,
        CancellationToken cancellationToken
    ) => DoAsync(leases, () => inner.LoadAsync(leases, cancellationToken));

    public Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
        IReadOnlyList<TurnCommit> turns,
        CancellationToken cancellationToken
    ) => DoAsync(turns, () => inner.CommitTurnsAsync(turns, cancellationToken));

    public Task ReleaseTurnsAsync(IReadOnlyList<TurnRelease> releases, CancellationToken cancellationToken) =>
        DoAsync(releases, () => Done(inner.ReleaseTurnsAsync(releases, cancellationToken)));

    public Task<IReadOnlyList<bool>> RenewTurnsAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) => DoAsync(leases, () => inner.RenewTurnsAsync(leases, duration, cancellationToken));

    public Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellationToken
    ) => DoAsync(completions, () => inner.CompleteActivitiesAsync(completions, cancellationToken));

    public Task ReleaseActivitiesAsync(IReadOnlyList<ActivityRelease> releases, CancellationToken cancellationToken) =>
        DoAsync(releases, () => Done(inner.ReleaseActivitiesAsync(releases, cancellationToken)));

    public Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) => DoAsync(leases, () => inner.RenewActivitiesAsync(leases, duration, cancellationToken));

    public Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellationToken
    ) => DoAsync(owners, () => inner.RenewSessionsAsync(owners, duration, idle, cancellationToken));

    public Task<int> SweepSessionsAsync(CancellationToken cancellationToken) =>
        DoAsync(Name, () => inner.SweepSessionsAsync(cancellationToken));

    public Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellationToken
    ) => DoAsync(instances, () => inner.CreateInstancesAsync(instances, cancellationToken));

    public Task<IReadOnlyList<bool>> EnqueueAsync(
        IReadOnlyList<NewMessage> messages,
        CancellationToken cancellationToken
    ) => DoAsync(messages, () => inner.EnqueueAsync(messages, cancellationToken));

    public Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    ) => DoAsync(instance, () => inner.ReadExecutionAsync(instance, execution, cancellationToken));

    public Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellationToken
    ) => DoAsync(instance, () => inner.ReadValuesAsync(instance, key, cancellationToken));

    private TurnFetch Seen(TurnFetch fetch) => IgnoresCapabilities ? fetch with { Capabilities = null } : fetch;

    private async Task<T> WaitAsync<T>(
        object items,
        Func<CancellationToken, Task<T>> call,
        CancellationToken cancellationToken,
        [CallerMemberName] string method = ""
    )
    {
        await Before(new(method, items));
        Interlocked.Increment(ref calls);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, killed.Token);
        try
        {
            var result = await call(either.Token);
            await After(new(method, items));
            return result;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A dead process never hears of anything again.
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw;
        }
        finally
        {
            Interlocked.Increment(ref calls);
        }
    }

    private async Task<T> DoAsync<T>(object items, Func<Task<T>> call, [CallerMemberName] string method = "")
    {
        ThrowIfDead(method);
        await Before(new(method, items));
        ThrowIfDead(method);
        Interlocked.Increment(ref calls);
        Interlocked.Increment(ref inFlight);
        try
        {
            var result = await call();
            await After(new(method, items));
            ThrowIfDead(method);
            return result;
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
            Interlocked.Increment(ref calls);
        }
    }

    private void ThrowIfDead(string method)
    {
        if (killed.IsCancellationRequested)
        {
            throw new ProviderException(method, "this node is dead", isRetryable: false);
        }
    }

    private static async Task<Unit> Done(Task work)
    {
        await work;
        return Unit.Value;
    }
}
