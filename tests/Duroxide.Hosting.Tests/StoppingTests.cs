using Duroxide.Core;
using Duroxide.Providers;
using Microsoft.Extensions.DependencyInjection;
using static Duroxide.Hosting.Tests.Hosts;

namespace Duroxide.Hosting.Tests;

public sealed class StoppingTests
{
    readonly CancellationToken cancellationToken = TestContext.Current.CancellationToken;
    readonly InMemoryStore memory = new();
    readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<string> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_host_that_stops_waits_for_the_activities_that_run()
    {
        using var host = Build(services => services.AddDuroxide(duroxide => Slow(duroxide, patience: Generous)));
        await host.StartAsync(cancellationToken);
        await BeginAsync(host.Services.GetRequiredService<DuroxideClient>());

        var stopping = host.StopAsync(cancellationToken);
        Assert.False(stopping.IsCompleted);
        answer.SetResult("done");
        await stopping.WaitAsync(Generous, cancellationToken);

        // The next process does not have the activity; its answer is stored.
        Assert.Equal("done", await OutputOfNextAsync(new RegistryBuilder().Add(Greet)));
    }

    [Fact]
    public async Task What_outlasts_the_patience_of_a_host_runs_at_once_elsewhere()
    {
        using var host = Build(services => services.AddDuroxide(duroxide => Slow(duroxide, patience: TimeSpan.Zero)));
        await host.StartAsync(cancellationToken);
        await BeginAsync(host.Services.GetRequiredService<DuroxideClient>());

        await host.StopAsync(cancellationToken).WaitAsync(Generous, cancellationToken);

        // Its lease alone would last for days.
        Assert.Equal("Hello, you!", await OutputOfNextAsync(new RegistryBuilder().Add(Greet).Add(Compose)));
    }

    [Fact]
    public async Task The_store_is_closed_when_all_that_ran_is_stored()
    {
        var (store, calls) = Recorder.Over(new InMemoryProvider(store: memory), hidesManagement: false);
        var host = Build(services => services.AddDuroxide(duroxide => Slow(duroxide, Generous, store)));
        await host.StartAsync(cancellationToken);
        await BeginAsync(host.Services.GetRequiredService<DuroxideClient>());

        var closing = Task.Run(host.Dispose, cancellationToken);
        answer.SetResult("done");
        await closing.WaitAsync(Generous, cancellationToken);

        Assert.Equal(2, calls.Count(call => call == nameof(IProvider.CommitTurnsAsync)));
        Assert.Equal(nameof(IProvider.DisposeAsync), calls.Last());
    }

    async Task BeginAsync(DuroxideClient client)
    {
        await client.StartOrchestrationAsync(Greet, "one", "you", cancellationToken: cancellationToken);
        await begun.Task.WaitAsync(Generous, cancellationToken);
    }

    async Task<string> OutputOfNextAsync(RegistryBuilder code)
    {
        await using var store = new InMemoryProvider(store: memory);
        await using var next = await DuroxideRuntime.StartAsync(
            store,
            code.Build(),
            cancellationToken: cancellationToken
        );
        return await next.Client.WaitForCompletionAsync<string>("one", Generous, cancellationToken);
    }

    DuroxideBuilder Slow(DuroxideBuilder duroxide, TimeSpan patience, IProvider? store = null) =>
        duroxide
            .UseProvider(_ => store ?? new InMemoryProvider(store: memory))
            .Register(code =>
                code.Add(Greet)
                    .Add(
                        new Activity<string, string>(
                            "compose",
                            async (_, _) =>
                            {
                                begun.TrySetResult();
                                return await answer.Task;
                            }
                        )
                    )
            )
            .Configure(options =>
                options with
                {
                    ShutdownTimeout = patience,
                    ActivityLease = TimeSpan.FromHours(12),
                    SessionIdle = TimeSpan.FromDays(3),
                }
            );
}
