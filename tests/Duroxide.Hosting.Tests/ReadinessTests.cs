using System.Reflection;
using Duroxide.Providers;
using Duroxide.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using static Duroxide.Hosting.Tests.Hosts;

namespace Duroxide.Hosting.Tests;

public sealed class ReadinessTests
{
    readonly CancellationToken cancellationToken = TestContext.Current.CancellationToken;
    readonly TaskCompletionSource<string> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_node_is_ready_from_its_start_to_its_stop()
    {
        using var host = BuildReady(new InMemoryProvider());
        var before = await LookAsync(host);
        await host.StartAsync(cancellationToken);
        var running = await LookAsync(host);
        await host.StopAsync(cancellationToken);
        var stopped = await LookAsync(host);

        Assert.Equal(
            (HealthStatus.Unhealthy, HealthStatus.Healthy, HealthStatus.Unhealthy),
            (before.Status, running.Status, stopped.Status)
        );
        Assert.Contains("has not started", before.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_drains_is_not_ready_while_what_runs_comes_to_its_end()
    {
        using var host = BuildReady(new InMemoryProvider());
        await host.StartAsync(cancellationToken);
        var client = host.Services.GetRequiredService<DuroxideClient>();
        await client.StartOrchestrationAsync(Greet, "one", "you");
        var runtime = host.Services.GetRequiredService<DuroxideHost>().Runtime!;

        var stopping = runtime.StopAsync(cancellationToken);
        var draining = await LookAsync(host);
        answer.SetResult("done");
        await stopping;

        Assert.Equal(HealthStatus.Unhealthy, draining.Status);
        Assert.Equal("The runtime is stopping: it takes no new work.", draining.Description);
        await host.StopAsync(cancellationToken);
    }

    [Fact]
    public async Task A_node_is_not_ready_from_the_moment_in_which_its_host_is_told_to_stop()
    {
        using var host = BuildReady(new InMemoryProvider());
        await host.StartAsync(cancellationToken);

        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Contains("stopping", (await LookAsync(host)).Description, StringComparison.Ordinal);
        await host.StopAsync(cancellationToken);
    }

    [Fact]
    public async Task A_node_that_cannot_reach_its_store_is_not_ready()
    {
        var folder = Directory.CreateTempSubdirectory("duroxide-");
        using var host = BuildReady(new SqliteProvider(Path.Combine(folder.FullName, "store.db")));
        await host.StartAsync(cancellationToken);
        Assert.Equal(HealthStatus.Healthy, (await LookAsync(host)).Status);

        folder.Delete(recursive: true);

        // The file is looked after now and then.
        HealthReportEntry told;
        do
        {
            told = await LookAsync(host);
        } while (told.Status == HealthStatus.Healthy);
        Assert.StartsWith("The store cannot be reached: ", told.Description, StringComparison.Ordinal);
        Assert.IsType<ProviderException>(told.Exception);
        await host.StopAsync(cancellationToken);
    }

    [Fact]
    public async Task A_node_whose_store_was_upgraded_by_another_build_is_not_ready()
    {
        var store = Upgraded.Over(new InMemoryProvider());
        using var host = BuildReady(store);
        await host.StartAsync(cancellationToken);

        var told = await LookAsync(host);

        Assert.Equal(HealthStatus.Unhealthy, told.Status);
        Assert.Contains("schema version 12, and this build works with 11", told.Description, StringComparison.Ordinal);
        await host.StopAsync(cancellationToken);
    }

    [Fact]
    public async Task All_that_keeps_a_node_from_being_ready_is_told_at_once()
    {
        var store = Upgraded.Over(new InMemoryProvider());
        using var host = BuildReady(store);
        await host.StartAsync(cancellationToken);
        await host.StopAsync(cancellationToken);

        var told = (await LookAsync(host)).Description;

        Assert.Contains("stopping", told, StringComparison.Ordinal);
        Assert.Contains("schema version", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_without_management_is_asked_whether_it_answers()
    {
        var (store, calls) = Recorder.Over(new InMemoryProvider(), hidesManagement: true);
        using var host = BuildReady(store);
        await host.StartAsync(cancellationToken);

        var told = await LookAsync(host);

        Assert.Equal(HealthStatus.Healthy, told.Status);
        Assert.Contains(nameof(IProvider.ReadInstanceAsync), calls);
        await host.StopAsync(cancellationToken);
    }

    [Fact]
    public void Readiness_has_a_tag_by_which_an_endpoint_of_its_own_finds_it()
    {
        using var host = BuildReady(new InMemoryProvider());
        var checks = host
            .Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<HealthCheckServiceOptions>>()
            .Value.Registrations;

        Assert.Equal("duroxide-ready", Assert.Single(checks, check => check.Tags.Contains("ready")).Name);
    }

    IHost BuildReady(IProvider store) =>
        Build(services =>
        {
            services.AddDuroxide(duroxide =>
                duroxide
                    .UseProvider(_ => store)
                    .Register(code =>
                        code.Add(Greet).Add(new Activity<string, string>("compose", (_, _) => answer.Task))
                    )
                    .Configure(options => options with { ShutdownTimeout = Generous })
            );
            services.AddHealthChecks().AddDuroxide().AddDuroxideReadiness();
        });

    async Task<HealthReportEntry> LookAsync(IHost host)
    {
        var report = await host
            .Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(check => check.Tags.Contains("ready"), cancellationToken);
        return report.Entries["duroxide-ready"];
    }

    /// <summary>A store whose schema another build has upgraded.</summary>
    public class Upgraded : DispatchProxy
    {
        object inner = null!;

        public static IProvider Over(IProvider store)
        {
            var proxy = Create<IProvider, Upgraded>();
            ((Upgraded)proxy).inner = store;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(IManagement.ReadSchemaAsync)
                ? Task.FromResult(new StoreSchema(12, 11))
                : Passed(targetMethod.Invoke(inner, args));

        static object? Passed(object? result)
        {
            if (result is not IManagement management)
            {
                return result;
            }
            var proxy = Create<IManagement, Upgraded>();
            ((Upgraded)proxy).inner = management;
            return proxy;
        }
    }
}
