using Duroxide.Core;
using Duroxide.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Duroxide.Hosting.Tests;

public sealed class DuroxideHostTests
{
    static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    static readonly Orchestration<string, string> Greet = new(
        "greet",
        async (context, name) => await context.ScheduleActivity<string, string>("compose", name)
    );

    [Fact]
    public async Task A_host_runs_orchestrations_and_gives_out_the_client()
    {
        using var host = Build(services => services.AddDuroxide(Greeter));
        await host.StartAsync(TestContext.Current.CancellationToken);

        var client = host.Services.GetRequiredService<DuroxideClient>();
        await client.StartOrchestrationAsync(Greet, "one", "world");

        Assert.Equal("Hello, world!", await client.WaitForCompletionAsync<string>("one", Generous));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_activity_that_is_a_class_gets_a_scope_of_its_own_for_each_run()
    {
        using var host = Build(services =>
        {
            services.AddScoped<Session>();
            services.AddDuroxide(builder =>
                builder
                    .UseProvider(_ => new InMemoryProvider())
                    .AddActivity<TellSession, string, Guid>(new("session"))
                    .Register(code => code.Add(TwoSessions))
            );
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        var client = host.Services.GetRequiredService<DuroxideClient>();

        await client.StartOrchestrationAsync(TwoSessions, "two", Unit.Value);
        var sessions = await client.WaitForCompletionAsync<Guid[]>("two", Generous);

        Assert.NotEqual(sessions[0], sessions[1]);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_activity_without_a_result_is_registered_and_called_by_the_same_handle()
    {
        var noted = new Notes();
        var writing = new Orchestration<string, Unit>(
            "writing",
            async (context, text) => await context.ScheduleActivity(NoteDown.Handle, text)
        );
        using var host = Build(services =>
            services
                .AddSingleton(noted)
                .AddDuroxide(builder =>
                    builder
                        .UseProvider(_ => new InMemoryProvider())
                        .AddActivity<NoteDown, string, Unit>(NoteDown.Handle)
                        .Register(code => code.Add(writing))
                )
        );
        await host.StartAsync(TestContext.Current.CancellationToken);
        var client = host.Services.GetRequiredService<DuroxideClient>();

        await client.StartOrchestrationAsync(writing, "writing", "milk");
        await client.WaitForCompletionAsync(writing, "writing", Generous);

        Assert.Equal("milk", noted.Last);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Options_come_from_configuration()
    {
        var configuration = Configuration(("Duroxide:MaxAttempts", "3"), ("Duroxide:TurnLease", "00:00:07"));
        RuntimeOptions? seen = null;
        using var host = Build(services =>
            services.AddDuroxide(builder =>
                Greeter(builder.Configure(configuration.GetSection("Duroxide")).Configure(options => seen = options))
            )
        );
        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal((3, TimeSpan.FromSeconds(7)), (seen!.MaxAttempts, seen.TurnLease));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Options_from_configuration_change_no_defaults()
    {
        var configuration = Configuration(
            ("Duroxide:Limits:InputBytes", "17"),
            ("Duroxide:Pump:BlockingTolerance", "00:00:17"),
            ("Duroxide:UnregisteredBackoff:Max", "00:17:00")
        );
        RuntimeOptions? seen = null;
        using var host = Build(services =>
            services.AddDuroxide(builder =>
                Greeter(builder.Configure(configuration.GetSection("Duroxide")).Configure(options => seen = options))
            )
        );
        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(17, seen!.Limits.InputBytes);
        Assert.Equal(TimeSpan.FromSeconds(17), seen.Pump.BlockingTolerance);
        Assert.Equal(TimeSpan.FromMinutes(17), seen.UnregisteredBackoff.Max);
        Assert.NotEqual(17, Limits.Default.InputBytes);
        Assert.NotEqual(TimeSpan.FromSeconds(17), PumpOptions.Default.BlockingTolerance);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Tags_come_from_configuration()
    {
        var configuration = Configuration(("Duroxide:Tags", "default, gpu"));
        RuntimeOptions? seen = null;
        using var host = Build(services =>
            services.AddDuroxide(builder =>
                Greeter(builder.Configure(configuration.GetSection("Duroxide")).Configure(options => seen = options))
            )
        );
        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new TagFilter.DefaultAnd(["gpu"]), seen!.Tags);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_class_made_for_one_run_is_disposed_of_after_it()
    {
        using var host = Build(services =>
            services.AddDuroxide(builder =>
                builder
                    .UseProvider(_ => new InMemoryProvider())
                    .AddActivity<Borrowing, string, Guid>(new("session"))
                    .Register(code => code.Add(TwoSessions))
            )
        );
        await host.StartAsync(TestContext.Current.CancellationToken);
        var client = host.Services.GetRequiredService<DuroxideClient>();

        await client.StartOrchestrationAsync(TwoSessions, "two", Unit.Value);
        await client.WaitForCompletionAsync<Guid[]>("two", Generous);

        Assert.Equal((2, 2), (Borrowing.Made, Borrowing.Returned));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Duroxide:MaxAttempts", "0", "MaxAttempts")]
    [InlineData("Duroxide:MaxAttempts", "many", "MaxAttempts")]
    [InlineData("Duroxide:MaxAtempts", "3", "MaxAtempts")]
    public async Task An_option_that_cannot_work_stops_the_host_by_its_name(string name, string value, string told)
    {
        var section = Configuration((name, value)).GetSection("Duroxide");
        using var host = Build(services => services.AddDuroxide(builder => Greeter(builder.Configure(section))));

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() =>
            host.StartAsync(TestContext.Current.CancellationToken)
        );

        Assert.Contains(told, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_a_store_says_what_to_call()
    {
        using var host = Build(services => services.AddDuroxide(_ => { }));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.StartAsync(TestContext.Current.CancellationToken)
        );

        Assert.Contains("UseProvider", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_in_one_host_are_told_apart_by_their_keys()
    {
        using var host = Build(services => services.AddDuroxide(Greeter, "a").AddDuroxide(Greeter, "b"));
        await host.StartAsync(TestContext.Current.CancellationToken);
        var first = host.Services.GetRequiredKeyedService<DuroxideClient>("a");
        var second = host.Services.GetRequiredKeyedService<DuroxideClient>("b");

        await first.StartOrchestrationAsync(Greet, "one", "a");

        Assert.Equal("Hello, a!", await first.WaitForCompletionAsync<string>("one", Generous));
        Assert.IsType<OrchestrationStatus.NotFound>(await second.GetStatusAsync("one"));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

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

    static readonly Orchestration<Unit, Unit> Waiting = new(
        "waiting",
        async (context, _) =>
        {
            context.SetStatus("waiting");
            return await context.ScheduleWait<Unit>("Never");
        }
    );

    static readonly Orchestration<Unit, Guid[]> TwoSessions = new(
        "two-sessions",
        async (context, _) =>
            [
                await context.ScheduleActivity<string, Guid>("session", "first"),
                await context.ScheduleActivity<string, Guid>("session", "second"),
            ]
    );

    static void Greeter(DuroxideBuilder builder)
    {
        if (builder.Store is null)
        {
            builder.UseProvider(_ => new InMemoryProvider());
        }
        builder.Register(code =>
            code.Add(Greet)
                .Add(Waiting)
                .Add(new Activity<string, string>("compose", (_, name) => Task.FromResult($"Hello, {name}!")))
        );
    }

    static IHost Build(Action<IServiceCollection> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        add(builder.Services);
        return builder.Build();
    }

    static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(each => new KeyValuePair<string, string?>(each.Name, each.Value)))
            .Build();
}
