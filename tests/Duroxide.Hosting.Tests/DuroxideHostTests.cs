using Duroxide.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static Duroxide.Hosting.Tests.Hosts;

namespace Duroxide.Hosting.Tests;

public sealed class DuroxideHostTests
{
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
        using var host = Build(services =>
            services
                .AddSingleton(noted)
                .AddDuroxide(builder =>
                    builder
                        .UseProvider(_ => new InMemoryProvider())
                        .AddActivity<NoteDown, string, Unit>(NoteDown.Handle)
                        .Register(code => code.Add(Writing))
                )
        );
        await host.StartAsync(TestContext.Current.CancellationToken);
        var client = host.Services.GetRequiredService<DuroxideClient>();

        await client.StartOrchestrationAsync(Writing, "writing", "milk");
        await client.WaitForCompletionAsync(Writing, "writing", Generous);

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
            ("Duroxide:Determinism:BlockingTolerance", "00:00:17"),
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
        Assert.Equal(TimeSpan.FromSeconds(17), seen.Determinism.BlockingTolerance);
        Assert.Equal(TimeSpan.FromMinutes(17), seen.UnregisteredBackoff.Max);
        Assert.NotEqual(17, Limits.Default.InputBytes);
        Assert.NotEqual(TimeSpan.FromSeconds(17), DeterminismOptions.Default.BlockingTolerance);
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
    [InlineData("Duroxide:Limits:HistoryEvents", "0", "Limits.HistoryEvents")]
    [InlineData(
        "Duroxide:ReplayVersions",
        "x",
        "ReplayVersions, Payloads, Features, Time and Logging are set in code."
    )]
    [InlineData("Duroxide:TurnLeese", "00:00:05", "'TurnLeese'")]
    [InlineData("Duroxide:TurnLeese", "00:00:06", "The configuration under 'Duroxide' has a name that is no option")]
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
    public async Task A_container_that_is_disposed_of_synchronously_stops_the_runtime()
    {
        DuroxideRuntime runtime;
        using (var provider = new ServiceCollection().AddDuroxide(Greeter).BuildServiceProvider())
        {
            var host = provider.GetRequiredService<DuroxideHost>();
            await host.StartAsync(TestContext.Current.CancellationToken);
            runtime = host.Runtime!;
            Assert.Empty(runtime.StoppedLoops);
        }

        Assert.NotEmpty(runtime.StoppedLoops);
    }
}
