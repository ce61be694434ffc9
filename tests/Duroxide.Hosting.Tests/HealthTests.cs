using System.Diagnostics;
using Duroxide.Core;
using Duroxide.Providers;
using Duroxide.Scenarios;
using Duroxide.Sqlite;
using Duroxide.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Duroxide.Hosting.Tests.Hosts;

namespace Duroxide.Hosting.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task The_health_check_tells_whether_the_runtime_works()
    {
        using var host = Build(services =>
        {
            services.AddDuroxide(Greeter);
            services.AddHealthChecks().AddDuroxide();
        });
        var health = host.Services.GetRequiredService<HealthCheckService>();
        var before = await health.CheckHealthAsync(TestContext.Current.CancellationToken);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var running = await health.CheckHealthAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
        var stopped = await health.CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            (HealthStatus.Unhealthy, HealthStatus.Healthy, HealthStatus.Unhealthy),
            (before.Status, running.Status, stopped.Status)
        );
    }

    [Theory]
    [InlineData(true, nameof(IProvider.ReadInstanceAsync))]
    [InlineData(false, nameof(IManagement.ListParkedAsync))]
    public async Task A_health_probe_asks_the_store_and_counts_nothing(bool hidesManagement, string asked)
    {
        var (store, calls) = Recorder.Over(new InMemoryProvider(), hidesManagement);
        using var host = Build(services =>
        {
            services.AddDuroxide(builder => Greeter(builder.UseProvider(_ => store)));
            services.AddHealthChecks().AddDuroxide();
        });
        await host.StartAsync(TestContext.Current.CancellationToken);

        var health = host.Services.GetRequiredService<HealthCheckService>();
        var report = await health.CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Contains(asked, calls);
        Assert.DoesNotContain(nameof(IManagement.GetMetricsAsync), calls);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Parked_work_degrades_the_health()
    {
        var store = new InMemoryProvider();
        using var host = Build(services =>
        {
            services.AddDuroxide(builder => Greeter(builder.UseProvider(_ => store)));
            services.AddHealthChecks().AddDuroxide();
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        var client = host.Services.GetRequiredService<DuroxideClient>();
        await client.StartOrchestrationAsync(Hosts.Waiting, "waiting", Unit.Value);
        await client.WaitForCustomStatusAsync("waiting", 0, Generous);

        await store.EnqueueAsync(
            [new NewMessage("waiting", "no message"u8.ToArray())],
            TestContext.Current.CancellationToken
        );
        var health = host.Services.GetRequiredService<HealthCheckService>();
        while ((await health.CheckHealthAsync(TestContext.Current.CancellationToken)).Status != HealthStatus.Degraded)
        {
            await Task.Yield();
        }

        Assert.Single(await client.Management.ListParkedAsync());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_turn_that_does_not_end_degrades_the_health_and_one_in_the_last_slot_ruins_it()
    {
        using var isOver = new ManualResetEventSlim();
        var endless = new Orchestration<Unit, Unit>(
            "endless",
            (_, _) =>
            {
                isOver.Wait(TestContext.Current.CancellationToken);
                return Task.FromResult(Unit.Value);
            }
        );
        using var host = Build(services =>
        {
            services.AddDuroxide(builder =>
                Greeter(
                    builder
                        .Register(code => code.Add(endless))
                        .Configure(options =>
                            options with
                            {
                                OrchestrationConcurrency = 1,
                                ReplacementSlots = 1,
                                TurnTimeout = TimeSpan.FromMilliseconds(200),
                            }
                        )
                )
            );
            services.AddHealthChecks().AddDuroxide();
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        var client = host.Services.GetRequiredService<DuroxideClient>();
        var health = host.Services.GetRequiredService<HealthCheckService>();

        await client.StartOrchestrationAsync(endless, "first", Unit.Value);
        Assert.Contains("'first'", await BecomesAsync(health, HealthStatus.Degraded), StringComparison.Ordinal);
        await client.StartOrchestrationAsync(endless, "second", Unit.Value);
        Assert.Contains("'second'", await BecomesAsync(health, HealthStatus.Unhealthy), StringComparison.Ordinal);
        isOver.Set();
        await BecomesAsync(health, HealthStatus.Healthy);

        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(nameof(IProvider.FetchTurnsAsync), "fetching turns")]
    [InlineData(nameof(IProvider.CommitTurnsAsync), "storing turns")]
    [InlineData(nameof(IProvider.FetchActivitiesAsync), "fetching activities")]
    [InlineData(nameof(IProvider.CompleteActivitiesAsync), "storing the answers of activities")]
    public async Task A_store_that_can_be_read_but_refuses_work_degrades_the_health(string refused, string told)
    {
        await using var store = new Refusing(refused);
        using var host = Build(store.Add);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var health = host.Services.GetRequiredService<HealthCheckService>();
        var client = host.Services.GetRequiredService<DuroxideClient>();
        await client.StartOrchestrationAsync(Greet, "one", "you");

        var described = await store.PassUntilAsync(health, HealthStatus.Degraded);
        store.IsWell = true;
        await store.PassUntilAsync(health, HealthStatus.Healthy);

        Assert.Contains($"refusing {told} for", described, StringComparison.Ordinal);
        Assert.Contains("the disk is full", described, StringComparison.Ordinal);
        Assert.Equal("Hello, you!", await client.WaitForCompletionAsync<string>("one"));
    }

    [Fact]
    public async Task A_store_that_refuses_work_for_a_minute_ruins_the_health_until_it_takes_it()
    {
        await using var store = new Refusing(nameof(IProvider.FetchTurnsAsync));
        using var host = Build(store.Add);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var health = host.Services.GetRequiredService<HealthCheckService>();

        var described = await store.PassUntilAsync(health, HealthStatus.Unhealthy);
        var passed = store.Passed;
        store.IsWell = true;
        await store.PassUntilAsync(health, HealthStatus.Healthy);

        Assert.Contains("fetching turns", described, StringComparison.Ordinal);
        Assert.InRange(passed, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(64));
    }

    [Theory]
    [InlineData(nameof(IProvider.CreateInstancesAsync), "starts of clients")]
    [InlineData(nameof(IProvider.EnqueueAsync), "messages of clients")]
    public async Task A_store_that_refuses_what_clients_write_degrades_the_health(string refused, string told)
    {
        await using var store = new Refusing(refused);
        using var host = Build(store.Add);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var health = host.Services.GetRequiredService<HealthCheckService>();
        var client = host.Services.GetRequiredService<DuroxideClient>();
        Task WriteAsync() =>
            refused == nameof(IProvider.EnqueueAsync)
                ? client.RaiseEventAsync("nobody", "Never", Unit.Value)
                : client.StartOrchestrationAsync(Greet, "one", "you");

        await Assert.ThrowsAsync<ProviderException>(WriteAsync);
        var described = await store.PassUntilAsync(health, HealthStatus.Degraded);
        store.IsWell = true;
        await WriteAsync();
        await store.PassUntilAsync(health, HealthStatus.Healthy);

        Assert.Contains($"refusing {told} for 0 s", described, StringComparison.Ordinal);
        Assert.Contains("the disk is full", described, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_taken_away_ruins_the_health_and_is_told_to_who_writes()
    {
        var folder = Directory.CreateTempSubdirectory("duroxide-");
        var path = Path.Combine(folder.FullName, "store.db");
        using var host = Build(services =>
        {
            services.AddDuroxide(duroxide => Greeter(duroxide.UseProvider(_ => new SqliteProvider(path))));
            services.AddHealthChecks().AddDuroxide();
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        var health = host.Services.GetRequiredService<HealthCheckService>();
        var client = host.Services.GetRequiredService<DuroxideClient>();
        await BecomesAsync(health, HealthStatus.Healthy);

        folder.Delete(recursive: true);

        await BecomesAsync(health, HealthStatus.Unhealthy);
        var refusal = await Assert.ThrowsAsync<ProviderException>(() =>
            client.StartOrchestrationAsync(Greet, "one", "you")
        );
        Assert.False(refusal.IsRetryable);
        Assert.Contains("it was deleted or moved away", refusal.Message, StringComparison.Ordinal);
        var runtime = host.Services.GetRequiredService<DuroxideHost>().Runtime!;
        while (!runtime.StoreTroubles.Any(trouble => trouble.Error.Contains("deleted", StringComparison.Ordinal)))
        {
            await Task.Yield();
        }
        Assert.Contains(client.StoreTroubles, trouble => trouble.Error == refusal.Message);
    }

    static async Task<string> BecomesAsync(HealthCheckService health, HealthStatus awaited)
    {
        while (true)
        {
            var report = await health.CheckHealthAsync(TestContext.Current.CancellationToken);
            if (report.Status == awaited)
            {
                return report.Entries["duroxide"].Description ?? "";
            }
            await Task.Yield();
        }
    }

    /// <summary>A store on a virtual clock that answers reads, and refuses one kind of call until it is well.</summary>
    sealed class Refusing : IAsyncDisposable
    {
        readonly VirtualTimeProvider time = new();
        readonly ObservedProvider store;
        readonly Passage passage;
        readonly DateTimeOffset begun;

        public Refusing(string method)
        {
            begun = time.GetUtcNow();
            store = new(new InMemoryProvider(time))
            {
                Before = call =>
                    call.Method == method && !IsWell
                        ? throw new ProviderException(method, "the disk is full", isRetryable: true)
                        : Task.CompletedTask,
            };
            passage = new(time, [store]);
        }

        public bool IsWell { get; set; }

        public TimeSpan Passed => time.GetUtcNow() - begun;

        public void Add(IServiceCollection services)
        {
            services
                .AddSingleton<TimeProvider>(time)
                .AddDuroxide(duroxide =>
                    Greeter(
                        duroxide
                            .UseProvider(_ => store)
                            .Configure(options =>
                                options with
                                {
                                    LongPoll = TimeSpan.FromDays(3000),
                                    TurnTimeout = TimeSpan.FromDays(100),
                                    ShutdownTimeout = TimeSpan.Zero,
                                    // Every answer is sent by itself.
                                    HotInstances = 0,
                                }
                            )
                    )
                );
            services.AddHealthChecks().AddDuroxide();
        }

        public async Task<string> PassUntilAsync(HealthCheckService health, HealthStatus awaited)
        {
            var limit = Stopwatch.StartNew();
            while (limit.Elapsed < TimeSpan.FromMinutes(2))
            {
                var report = await health.CheckHealthAsync(TestContext.Current.CancellationToken);
                if (report.Status == awaited)
                {
                    return report.Entries["duroxide"].Description ?? "";
                }
                await passage.MomentAsync();
            }
            throw new TimeoutException($"The health has not become {awaited}.");
        }

        public ValueTask DisposeAsync() => store.DisposeAsync();
    }
}
