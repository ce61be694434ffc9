using Duroxide.Core;
using Duroxide.Testing;

namespace Duroxide.Scenarios;

/// <summary>What every test of the whole runtime has: a store, a virtual clock, and runtimes that come and go.</summary>
/// <typeparam name="TFixture">How the store is opened.</typeparam>
public abstract class RuntimeScenario<TFixture> : IAsyncLifetime
    where TFixture : ProviderFixture, new()
{
    /// <summary>How long a test waits for the real world at most.</summary>
    protected static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    private readonly TFixture fixture = new();
    private readonly List<DuroxideRuntime> runtimes = [];
    private readonly List<ObservedProvider> nodes = [];
    private readonly Passage passage;

    protected RuntimeScenario() => passage = new Passage(Time, nodes);

    protected VirtualTimeProvider Time => fixture.Time;

    protected RegistryBuilder Code { get; } = new();

    protected LogBook Log { get; } = new();

    /// <summary>The first node's way to the store, which the test's own client uses too.</summary>
    protected ObservedProvider Provider => nodes[0];

    protected DuroxideClient Client { get; private set; } = null!;

    protected CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await OpenNodeAsync();
        Client = new(Provider, options: new() { Time = Time });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            node.Before = node.After = _ => Task.CompletedTask;
        }
        foreach (var runtime in runtimes.ToList())
        {
            await StopAsync(runtime);
        }
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
        await fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens another node on the same store, as in another process.</summary>
    protected async Task<ObservedProvider> OpenNodeAsync(TimeProvider? time = null)
    {
        var node = new ObservedProvider(await fixture.OpenAsync(time ?? Time));
        nodes.Add(node);
        return node;
    }

    /// <summary>Starts a runtime with the code registered so far.</summary>
    /// <param name="adjust">Changes its options.</param>
    /// <param name="node">Its way to the store; null for the first.</param>
    /// <param name="code">Its code; null for what is registered so far.</param>
    protected async Task<DuroxideRuntime> RunAsync(
        Func<RuntimeOptions, RuntimeOptions>? adjust = null,
        ObservedProvider? node = null,
        RegistryBuilder? code = null
    )
    {
        // A poll would only make the virtual clock take small steps; work is signalled. And a turn that a loaded machine
        // keeps from running for a while has not run away, however far the clock went meanwhile.
        var options = new RuntimeOptions
        {
            Time = Time,
            Logging = Log,
            ShutdownTimeout = TimeSpan.Zero,
            LongPoll = TimeSpan.FromDays(3000),
            TurnTimeout = TimeSpan.FromDays(100),
        };
        var runtime = await DuroxideRuntime.StartAsync(
            node ?? Provider,
            (code ?? Code).Build(),
            adjust is null ? options : adjust(options),
            Cancellation
        );
        runtimes.Add(runtime);
        return runtime;
    }

    /// <summary>Stops a runtime in order, letting the clock move.</summary>
    protected async Task StopAsync(DuroxideRuntime runtime)
    {
        await UntilEndedAsync(runtime.DisposeAsync().AsTask());
        runtimes.Remove(runtime);
    }

    /// <summary>Starts an instance with nothing but a name and an input.</summary>
    protected async Task StartAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        InstanceId instance,
        TInput input
    ) => await Client.StartOrchestrationAsync(orchestration, instance, input, cancellationToken: Cancellation);

    /// <summary>Waits until an instance has ended, letting the clock move whenever nothing else does.</summary>
    protected Task<OrchestrationStatus> EndOfAsync(InstanceId instance) =>
        PassUntilAsync(Client.WaitForEndAsync(instance, cancellationToken: Cancellation));

    /// <summary>The output of an instance that must complete.</summary>
    protected Task<T> OutputOfAsync<T>(InstanceId instance) =>
        PassUntilAsync(Client.WaitForCompletionAsync<T>(instance, cancellationToken: Cancellation));

    /// <summary>The failure of an instance that must fail.</summary>
    protected async Task<Failure> FailureOfAsync(InstanceId instance) =>
        Assert.IsType<OrchestrationStatus.Failed>(await EndOfAsync(instance)).Failure;

    /// <summary>The facts of an execution's history; those of the current one by default.</summary>
    protected async Task<IReadOnlyList<Fact>> FactsOfAsync(InstanceId instance, long? execution = null)
    {
        var history = await Client.ReadHistoryAsync(
            instance,
            execution is { } number ? new ExecutionId(number) : null,
            Cancellation
        );
        return [.. history!.Events.Select(happened => happened.Fact)];
    }

    /// <summary>Waits until the history of an instance holds so many facts of a kind.</summary>
    protected Task UntilFactAsync<TFact>(InstanceId instance, Func<TFact, bool>? which = null, int count = 1)
        where TFact : Fact =>
        UntilAsync(async () =>
            await Client.ReadHistoryAsync(instance, cancellationToken: Cancellation) is { } history
            && history.Events.Select(happened => happened.Fact).OfType<TFact>().Count(which ?? (_ => true)) >= count
        );

    /// <summary>Waits until the status text of an instance is the given one.</summary>
    protected Task UntilStatusAsync(InstanceId instance, string status) =>
        UntilAsync(async () =>
            await Client.GetStatusAsync(instance, Cancellation)
                is OrchestrationStatus.Running { Info.CustomStatus: var text }
            && text == status
        );

    /// <summary>Waits until something holds, letting the clock move whenever nothing else does.</summary>
    protected async Task UntilAsync(Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        var (seen, moved) = (Time.GetUtcNow(), started);
        while (!await holds())
        {
            Cancellation.ThrowIfCancellationRequested();
            // On a busy machine much time may pass while the clock moves on.
            Assert.True(
                TimeProvider.System.GetElapsedTime(moved) < Generous
                    && TimeProvider.System.GetElapsedTime(started) < Generous * 5,
                "What was waited for did not happen."
            );
            await passage.MomentAsync();
            if (Time.GetUtcNow() > seen)
            {
                (seen, moved) = (Time.GetUtcNow(), TimeProvider.System.GetTimestamp());
            }
        }
    }

    /// <summary>Waits until something holds, letting the clock move whenever nothing else does.</summary>
    protected Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    /// <summary>Waits for something that happens without the clock.</summary>
    protected Task<T> SoonAsync<T>(Task<T> work) => work.WaitAsync(Generous, TimeProvider.System, Cancellation);

    /// <summary>Waits for something that happens without the clock.</summary>
    protected Task SoonAsync(Task work) => work.WaitAsync(Generous, TimeProvider.System, Cancellation);

    /// <summary>Lets some time pass, and all that it brings happen.</summary>
    protected async Task PassAsync(TimeSpan time)
    {
        var until = Time.GetUtcNow() + time;
        var (seen, moved) = (Time.GetUtcNow(), TimeProvider.System.GetTimestamp());
        while (Time.GetUtcNow() < until)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(moved) < Generous, "The clock did not move.");
            await passage.MomentAsync(until);
            if (Time.GetUtcNow() > seen)
            {
                (seen, moved) = (Time.GetUtcNow(), TimeProvider.System.GetTimestamp());
            }
        }
        await passage.MomentAsync(until);
    }

    /// <summary>Lets the clock move whenever nothing happens, until the work is done.</summary>
    protected async Task<T> PassUntilAsync<T>(Task<T> work)
    {
        await UntilEndedAsync(work);
        return await work;
    }

    private async Task UntilEndedAsync(Task work)
    {
        await UntilAsync(() => work.IsCompleted);
        await work;
    }
}
