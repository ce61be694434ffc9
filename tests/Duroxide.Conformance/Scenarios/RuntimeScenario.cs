using Duroxide.Core;
using Duroxide.Runtime;
using Duroxide.Testing;

namespace Duroxide.Conformance;

/// <summary>What every test of the whole runtime has: a store, a virtual clock, and runtimes that come and go.</summary>
public abstract class RuntimeScenario(IProviderFixture fixture) : IAsyncLifetime
{
    /// <summary>How long a test waits for the real world at most.</summary>
    protected static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    private readonly List<DuroxideRuntime> runtimes = [];
    private readonly List<IProvider> nodes = [];

    protected VirtualTimeProvider Time { get; } = new();

    protected RegistryBuilder Code { get; } = new();

    protected IProvider Provider => nodes[0];

    protected DuroxideClient Client { get; private set; } = null!;

    protected CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        nodes.Add(await fixture.OpenAsync(Time));
        Client = new(Provider, options: new() { Time = Time });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var runtime in runtimes)
        {
            await runtime.DisposeAsync();
        }
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
        await fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts a runtime over the store with the code registered so far.</summary>
    protected async Task<DuroxideRuntime> RunAsync(Func<RuntimeOptions, RuntimeOptions>? adjust = null)
    {
        // A poll would only make the virtual clock take small steps; work is signalled.
        var options = new RuntimeOptions
        {
            Time = Time,
            ShutdownTimeout = TimeSpan.Zero,
            LongPoll = TimeSpan.FromDays(3000),
        };
        var runtime = await DuroxideRuntime.StartAsync(
            Provider,
            Code.Build(),
            adjust is null ? options : adjust(options),
            Cancellation
        );
        runtimes.Add(runtime);
        return runtime;
    }

    /// <summary>Starts an instance with nothing but a name and an input.</summary>
    protected async Task StartAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        InstanceId instance,
        TInput input
    ) => await Client.StartOrchestrationAsync(orchestration, instance, input, cancellation: Cancellation);

    /// <summary>Waits until an instance has ended, letting the clock move whenever nothing else does.</summary>
    protected async Task<OrchestrationStatus> EndOfAsync(InstanceId instance) =>
        await PassUntilAsync(Client.WaitForEndAsync(instance, TimeSpan.FromDays(1000), Cancellation));

    /// <summary>The output of an instance that must complete.</summary>
    protected async Task<T> OutputOfAsync<T>(InstanceId instance) =>
        await PassUntilAsync(Client.WaitForCompletionAsync<T>(instance, TimeSpan.FromDays(1000), Cancellation));

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

    /// <summary>Waits until something holds, letting the clock move whenever nothing else does.</summary>
    protected async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Lets the clock move whenever nothing happens, until the work is done.</summary>
    protected async Task<T> PassUntilAsync<T>(Task<T> work)
    {
        await Time.PassUntilAsync(work).WaitAsync(Generous, Cancellation);
        return await work;
    }
}
