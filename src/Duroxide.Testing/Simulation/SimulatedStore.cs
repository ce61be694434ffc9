using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>The store as one node sees it: each call is a step of the simulation.</summary>
sealed partial class SimulatedStore(Cluster cluster, SimulatedNode node) : IProvider
{
    readonly IProvider inner = cluster.Provider;

    public string Name => inner.Name;

    public Timestamp Now => inner.Now;

    public IManagement? Management =>
        inner.Management is { } management ? new SimulatedManagement(management, this) : null;

    public Task InitializeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellationToken
    ) =>
        Call(
            $"creates {StoreText.List(instances.Select(one => one.Instance.Value))}",
            () => inner.CreateInstancesAsync(instances, CancellationToken.None),
            cancellationToken,
            taken => StoreText.Except(instances, taken, one => one.Instance.Value, "exists")
        );

    public Task<IReadOnlyList<bool>> EnqueueAsync(
        IReadOnlyList<NewMessage> messages,
        CancellationToken cancellationToken
    ) =>
        new StoreCall<IReadOnlyList<bool>>(
            cluster,
            node,
            $"sends {StoreText.List(messages.Select(StoreText.Message))}",
            () => inner.EnqueueAsync(messages, CancellationToken.None)
        )
        {
            IsWrite = true,
            Tell = taken => StoreText.Except(messages, taken, one => one.To.Value, "nobody there"),
            Then = taken => cluster.Messages.Sent(messages, taken, isSure: !node.MeetsFaults),
            Cancellation = cancellationToken,
        }.Begin();

    public Task<InstanceRecord?> ReadInstanceAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellationToken
    ) =>
        Poll(
            $"reads {instance}",
            wait,
            () => inner.ReadInstanceAsync(instance, seen, TimeSpan.Zero, CancellationToken.None),
            // A row that was seen and is gone has changed, too.
            row => row is null ? seen != 0 : row.Revision > seen,
            row => row is null ? ": there is none" : $": {row.Status}",
            cancellationToken
        );

    public Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    ) =>
        Ask(
            $"reads the history of {instance}",
            () => inner.ReadExecutionAsync(instance, execution, CancellationToken.None),
            cancellationToken
        );

    public Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellationToken
    ) =>
        Ask(
            $"reads values of {instance}",
            () => inner.ReadValuesAsync(instance, key, CancellationToken.None),
            cancellationToken
        );

    /// <summary>A call that only reads.</summary>
    public Task<T> Ask<T>(string what, Func<Task<T>> run, CancellationToken cancellationToken) =>
        new StoreCall<T>(cluster, node, what, run) { Cancellation = cancellationToken }.Begin();

    /// <summary>A call that writes.</summary>
    /// <param name="what">What it does, in words.</param>
    /// <param name="run">Does it.</param>
    /// <param name="cancellationToken">Ends the wait for its answer.</param>
    /// <param name="tell">What came of it, in words.</param>
    /// <param name="wakeAfter">When time alone brings something new because of it.</param>
    public Task<T> Call<T>(
        string what,
        Func<Task<T>> run,
        CancellationToken cancellationToken,
        Func<T, string>? tell = null,
        TimeSpan? wakeAfter = null
    ) =>
        new StoreCall<T>(cluster, node, what, run)
        {
            IsWrite = true,
            Tell = tell ?? (_ => ""),
            Then = _ => WakeAfter(wakeAfter ?? TimeSpan.Zero),
            Cancellation = cancellationToken,
        }.Begin();

    /// <summary>A call that waits for something to turn up, by looking again after each change.</summary>
    Task<T> Poll<T>(
        string what,
        TimeSpan wait,
        Func<Task<T>> run,
        Func<T, bool> isFound,
        Func<T, string> tell,
        CancellationToken cancellationToken,
        Action<T>? then = null
    )
    {
        var deadline = cluster.Scheduler.Clock.GetUtcNow() + wait;
        cluster.Scheduler.WakeAt(deadline);
        return new StoreCall<T>(cluster, node, what, run)
        {
            IsEnough = result => isFound(result) || cluster.Scheduler.Clock.GetUtcNow() >= deadline,
            Tell = result => isFound(result) ? tell(result) : null,
            Then = then ?? (_ => { }),
            Cancellation = cancellationToken,
        }.Begin();
    }

    /// <summary>Time brings something new after a while, and somebody must look then.</summary>
    void ExpectAfter(TimeSpan delay) => cluster.Scheduler.Expect(cluster.Scheduler.Clock.GetUtcNow() + delay);

    /// <summary>Time may bring something new after a while, and somebody must look then.</summary>
    void WakeAfter(TimeSpan delay) => cluster.Scheduler.WakeAt(cluster.Scheduler.Clock.GetUtcNow() + delay);
}
