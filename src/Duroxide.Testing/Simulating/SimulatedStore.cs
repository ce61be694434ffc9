using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>The store as one node sees it: each call is a step of the simulation.</summary>
sealed class SimulatedStore(Cluster cluster, SimulatedNode node, IProvider inner, bool meetsFaults) : IProvider
{
    public string Name => inner.Name;

    public IManagement? Management => inner.Management;

    public Task InitializeAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(TurnFetch fetch, CancellationToken cancellation) =>
        Poll(
            "fetches turns",
            fetch.Wait,
            () =>
                Leased(inner.FetchTurnsAsync(fetch with { Wait = TimeSpan.Zero }, CancellationToken.None), fetch.Lease),
            cancellation
        );

    public Task<IReadOnlyList<StoredExecution>> LoadAsync(
        IReadOnlyList<Lease> leases,
        CancellationToken cancellation
    ) => Call("loads histories", () => inner.LoadAsync(leases, CancellationToken.None), cancellation, isWrite: false);

    public Task<IReadOnlyList<bool>> CommitTurnsAsync(IReadOnlyList<TurnCommit> turns, CancellationToken cancellation)
    {
        foreach (var timer in turns.SelectMany(turn => turn.Timers))
        {
            cluster.Scheduler.WakeAt(timer.FireAt.ToDateTimeOffset());
        }
        foreach (var activity in turns.SelectMany(turn => turn.Activities))
        {
            cluster.Scheduler.WakeAt(cluster.Scheduler.Clock.GetUtcNow() + (activity.TimeToLive ?? TimeSpan.Zero));
        }
        return Call("commits turns", () => inner.CommitTurnsAsync(turns, CancellationToken.None), cancellation);
    }

    public Task ReleaseTurnsAsync(IReadOnlyList<TurnRelease> releases, CancellationToken cancellation) =>
        Do(
            "gives turns back",
            () => inner.ReleaseTurnsAsync(releases, CancellationToken.None),
            releases.Max(release => release.Delay),
            cancellation
        );

    public Task<IReadOnlyList<bool>> RenewTurnsAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellation
    ) =>
        Call(
            "renews turns",
            () => Lasting(inner.RenewTurnsAsync(leases, duration, CancellationToken.None), duration),
            cancellation
        );

    public Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(
        ActivityFetch fetch,
        CancellationToken cancellation
    ) =>
        Poll(
            "fetches activities",
            fetch.Wait,
            () =>
                Leased(
                    inner.FetchActivitiesAsync(fetch with { Wait = TimeSpan.Zero }, CancellationToken.None),
                    fetch.Lease
                ),
            cancellation
        );

    public Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellation
    ) => Call("stores answers", () => inner.CompleteActivitiesAsync(completions, CancellationToken.None), cancellation);

    public Task ReleaseActivitiesAsync(IReadOnlyList<ActivityRelease> releases, CancellationToken cancellation) =>
        Do(
            "gives activities back",
            () => inner.ReleaseActivitiesAsync(releases, CancellationToken.None),
            releases.Max(release => release.Delay),
            cancellation
        );

    public Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellation
    ) =>
        Call(
            "renews activities",
            () => Lasting(inner.RenewActivitiesAsync(leases, duration, CancellationToken.None), duration),
            cancellation
        );

    public Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellation
    ) =>
        Call(
            "renews sessions",
            () => inner.RenewSessionsAsync(owners, duration, idle, CancellationToken.None),
            cancellation
        );

    public Task<int> SweepSessionsAsync(CancellationToken cancellation) =>
        Call("sweeps sessions", () => inner.SweepSessionsAsync(CancellationToken.None), cancellation);

    public Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellation
    ) =>
        Call(
            $"creates {string.Join(", ", instances.Select(instance => instance.Instance))}",
            () => inner.CreateInstancesAsync(instances, CancellationToken.None),
            cancellation
        );

    public Task<IReadOnlyList<bool>> EnqueueAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellation) =>
        Call(
            $"sends to {string.Join(", ", messages.Select(message => message.To))}",
            () => inner.EnqueueAsync(messages, CancellationToken.None),
            cancellation
        );

    public Task<InstanceRecord?> ReadInstanceAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellation
    ) =>
        Poll(
            $"reads {instance}",
            wait,
            () => inner.ReadInstanceAsync(instance, -1, TimeSpan.Zero, CancellationToken.None),
            record => seen < 0 || record is not null && record.Revision > seen,
            cancellation
        );

    public Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellation
    ) =>
        Call(
            $"reads the history of {instance}",
            () => inner.ReadExecutionAsync(instance, execution, CancellationToken.None),
            cancellation,
            isWrite: false
        );

    public Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellation
    ) =>
        Call(
            $"reads values of {instance}",
            () => inner.ReadValuesAsync(instance, key, CancellationToken.None),
            cancellation,
            isWrite: false
        );

    Task<IReadOnlyList<T>> Poll<T>(
        string what,
        TimeSpan wait,
        Func<Task<IReadOnlyList<T>>> run,
        CancellationToken cancellation
    ) => Poll(what, wait, run, items => items.Count > 0, cancellation);

    Task<T> Poll<T>(
        string what,
        TimeSpan wait,
        Func<Task<T>> run,
        Func<T, bool> isEnough,
        CancellationToken cancellation
    )
    {
        var deadline = cluster.Scheduler.Clock.GetUtcNow() + wait;
        cluster.Scheduler.WakeAt(deadline);
        return Begin(
            new StoreCall<T>(cluster, node, what, NextFault(what), run)
            {
                IsEnough = result => isEnough(result) || cluster.Scheduler.Clock.GetUtcNow() >= deadline,
                Cancellation = cancellation,
            }
        );
    }

    Task<T> Call<T>(string what, Func<Task<T>> run, CancellationToken cancellation, bool isWrite = true) =>
        Begin(
            new StoreCall<T>(cluster, node, what, NextFault(what), run)
            {
                IsWrite = isWrite,
                Cancellation = cancellation,
            }
        );

    Task Do(string what, Func<Task> run, TimeSpan delay, CancellationToken cancellation) =>
        Call(
            what,
            async () =>
            {
                await run().ConfigureAwait(false);
                cluster.Scheduler.WakeAt(cluster.Scheduler.Clock.GetUtcNow() + delay);
                return true;
            },
            cancellation
        );

    // What is leased comes back when the lease lapses, and somebody must look then.
    async Task<IReadOnlyList<T>> Leased<T>(Task<IReadOnlyList<T>> fetched, TimeSpan lease)
    {
        var items = await fetched.ConfigureAwait(false);
        if (items.Count > 0)
        {
            cluster.Scheduler.WakeAt(cluster.Scheduler.Clock.GetUtcNow() + lease);
        }
        return items;
    }

    Task<IReadOnlyList<T>> Lasting<T>(Task<IReadOnlyList<T>> renewed, TimeSpan duration) => Leased(renewed, duration);

    FaultKind? NextFault(string what) => cluster.NextFault(node, what, meetsFaults);

    static Task<T> Begin<T>(StoreCall<T> call)
    {
        call.Begin();
        return call.Answer;
    }
}
