using Duroxide.Core;
using Duroxide.Scenarios;
using Duroxide.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static Duroxide.Hosting.Tests.Hosts;

namespace Duroxide.Hosting.Tests;

public sealed class CompositionTests
{
    readonly CancellationToken cancellationToken = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("shop")]
    public async Task What_several_libraries_add_goes_into_one_runtime(string? key)
    {
        var stores = 0;
        using var host = Build(services =>
            services
                .AddDuroxide(library => library.Register(code => code.Add(Greet)), key)
                .AddDuroxide(application => application.UseProvider(_ => Store(ref stores)), key)
                .AddDuroxide(library => library.Register(code => code.Add(Compose)), key)
        );
        await host.StartAsync(cancellationToken);
        var client = host.Services.GetRequiredKeyedService<DuroxideClient>(key);

        await client.StartOrchestrationAsync(Greet, "one", "world", cancellationToken: cancellationToken);

        Assert.Equal("Hello, world!", await client.WaitForCompletionAsync<string>("one", Generous, cancellationToken));
        Assert.Equal((1, 1), (stores, host.Services.GetServices<IHostedService>().OfType<DuroxideHost>().Count()));
        await host.StopAsync(cancellationToken);
    }

    [Theory]
    [InlineData(null, "Duroxide has a store already")]
    [InlineData("shop", "Duroxide 'shop' has a store already")]
    public void A_second_store_for_the_same_key_is_refused(string? key, string told)
    {
        var services = new ServiceCollection().AddDuroxide(one => one.UseProvider(_ => new InMemoryProvider()), key);

        var refusal = Assert.Throws<InvalidOperationException>(() =>
            services.AddDuroxide(other => other.UseProvider(_ => new InMemoryProvider()), key)
        );

        Assert.StartsWith(told, refusal.Message, StringComparison.Ordinal);
        services.AddDuroxide(apart => apart.UseProvider(_ => new InMemoryProvider()), "another");
    }

    [Fact]
    public async Task A_library_may_bring_another_one_along()
    {
        using var host = Build(services =>
            services.AddDuroxide(outer =>
            {
                outer.Services.AddDuroxide(inner => inner.Register(code => code.Add(Compose)));
                outer.UseProvider(_ => new InMemoryProvider()).Register(code => code.Add(Greet));
            })
        );
        await host.StartAsync(cancellationToken);
        var client = host.Services.GetRequiredService<DuroxideClient>();

        await client.StartOrchestrationAsync(Greet, "one", "you", cancellationToken: cancellationToken);

        Assert.Equal("Hello, you!", await client.WaitForCompletionAsync<string>("one", Generous, cancellationToken));
        await host.StopAsync(cancellationToken);
    }

    [Fact]
    public async Task Health_activity_classes_and_options_go_by_the_key()
    {
        var attempts = new Dictionary<string, int>();
        void Add<TSpeaker>(DuroxideBuilder duroxide)
            where TSpeaker : class, IActivity<string, string>
        {
            var key = Assert.IsType<string>(duroxide.Key);
            var section = Configuration(("a:MaxAttempts", "3"), ("b:MaxAttempts", "4")).GetSection(key);
            duroxide
                .UseProvider(_ => new InMemoryProvider())
                .Register(code => code.Add(Greet))
                .AddActivity<TSpeaker, string, string>(new("compose"))
                .Configure(section)
                .Configure(options =>
                {
                    attempts[key] = options.MaxAttempts;
                    return options;
                });
        }
        using var host = Build(services =>
        {
            services.AddDuroxide(Add<Polite>, "a").AddDuroxide(Add<Rude>, "b");
            services.AddHealthChecks().AddDuroxide("first", "a").AddDuroxide("second", "b");
        });
        var first = host.Services.GetRequiredKeyedService<DuroxideHost>("a");
        var second = host.Services.GetRequiredKeyedService<DuroxideHost>("b");

        await first.StartAsync(cancellationToken);
        var half = await HealthAsync(host);
        await second.StartAsync(cancellationToken);
        var whole = await HealthAsync(host);
        await first.Client.StartOrchestrationAsync(Greet, "one", "you", cancellationToken: cancellationToken);
        await second.Client.StartOrchestrationAsync(Greet, "one", "you", cancellationToken: cancellationToken);

        Assert.Equal((HealthStatus.Healthy, HealthStatus.Unhealthy), half);
        Assert.Equal((HealthStatus.Healthy, HealthStatus.Healthy), whole);
        Assert.Equal((3, 4), (attempts["a"], attempts["b"]));
        Assert.Equal(
            "Good day, you.",
            await first.Client.WaitForCompletionAsync<string>("one", Generous, cancellationToken)
        );
        Assert.Equal(
            "Oh, you.",
            await second.Client.WaitForCompletionAsync<string>("one", Generous, cancellationToken)
        );
        await first.StopAsync(cancellationToken);
        await second.StopAsync(cancellationToken);
    }

    [Fact]
    public async Task An_activity_class_that_the_host_knows_comes_from_its_services()
    {
        var known = new Notes();
        using var host = Build(services =>
            services
                .AddScoped(_ => new NoteDown(known))
                .AddDuroxide(duroxide =>
                    duroxide
                        .UseProvider(_ => new InMemoryProvider())
                        .AddActivity<NoteDown, string, Unit>(NoteDown.Handle)
                        .Register(code => code.Add(Writing))
                )
        );
        await host.StartAsync(cancellationToken);
        var client = host.Services.GetRequiredService<DuroxideClient>();

        await client.StartOrchestrationAsync(Writing, "writing", "milk", cancellationToken: cancellationToken);
        await client.WaitForCompletionAsync(Writing, "writing", Generous, cancellationToken);

        // Nothing but the registration can make one: what it writes to is no service.
        Assert.Equal("milk", known.Last);
        await host.StopAsync(cancellationToken);
    }

    [Fact]
    public async Task The_client_that_is_injected_logs_what_it_deletes()
    {
        var log = new LogBook();
        using var host = Build(services => services.AddSingleton<ILoggerFactory>(log).AddDuroxide(Greeter));
        await host.StartAsync(cancellationToken);
        var client = host.Services.GetRequiredService<DuroxideClient>();
        await client.StartOrchestrationAsync(Greet, "old", "you", cancellationToken: cancellationToken);
        await client.WaitForEndAsync("old", Generous, cancellationToken);

        await client.Management.DeleteInstanceAsync("old", cancellationToken: cancellationToken);

        Assert.Single(
            log.Lines,
            line => line.Message.StartsWith("Instances old were deleted", StringComparison.Ordinal)
        );
        await host.StopAsync(cancellationToken);
    }

    static InMemoryProvider Store(ref int stores)
    {
        stores++;
        return new();
    }

    static async Task<(HealthStatus First, HealthStatus Second)> HealthAsync(IHost host)
    {
        var report = await host
            .Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(TestContext.Current.CancellationToken);
        return (report.Entries["first"].Status, report.Entries["second"].Status);
    }
}
