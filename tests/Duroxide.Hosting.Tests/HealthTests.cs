using Duroxide.Core;
using Duroxide.Runtime;
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
        await client.StartOrchestrationAsync(Waiting, "waiting", Unit.Value);
        await client.WaitForStatusChangeAsync("waiting", 0, Generous);

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
}
