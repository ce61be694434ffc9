using Duroxide.Providers;

namespace Duroxide.Bench;

/// <summary>A runtime over a store, for one workload.</summary>
sealed class Bed : IAsyncDisposable
{
    /// <summary>How long a workload waits for one instance.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    readonly DuroxideRuntime runtime;

    Bed(DuroxideRuntime runtime) => this.runtime = runtime;

    /// <summary>Starts a runtime; the store belongs to the caller.</summary>
    public static async Task<Bed> StartAsync(IProvider provider, Registry registry) =>
        new(await DuroxideRuntime.StartAsync(provider, registry));

    /// <summary>Starts an orchestration and waits for its result.</summary>
    public async Task<TOutput> RunAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        string instance,
        TInput input
    )
    {
        await runtime.Client.StartOrchestrationAsync(orchestration, instance, input);
        return await runtime.Client.WaitForCompletionAsync(orchestration, instance, Patience);
    }

    /// <summary>Starts many instances in one call.</summary>
    public Task StartAllAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        IEnumerable<InstanceStart<TInput>> starts
    ) => runtime.Client.StartOrchestrationsAsync(orchestration, starts);

    public ValueTask DisposeAsync() => runtime.DisposeAsync();
}
