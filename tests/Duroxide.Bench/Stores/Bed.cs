using Duroxide.Providers;

namespace Duroxide.Bench;

/// <summary>A runtime over a fresh store, for one workload.</summary>
sealed class Bed : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    readonly IProvider provider;
    readonly DuroxideRuntime runtime;

    Bed(IProvider provider, DuroxideRuntime runtime)
    {
        this.provider = provider;
        this.runtime = runtime;
    }

    public static async Task<Bed> StartAsync(IProvider provider, Registry registry) =>
        new(provider, await DuroxideRuntime.StartAsync(provider, registry));

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

    public async ValueTask DisposeAsync()
    {
        await runtime.DisposeAsync();
        await provider.DisposeAsync();
    }
}
