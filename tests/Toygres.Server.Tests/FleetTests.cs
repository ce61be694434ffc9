using System.Net;
using System.Net.Http.Json;
using System.Text;
using Duroxide;
using Duroxide.Core;
using Microsoft.Extensions.DependencyInjection;
using Toygres.Orchestrations;
using Toygres.Server.Contracts;
using Toygres.Tests.Simulated;
using static Toygres.Server.Tests.ProblemTests;
using static Toygres.Server.Tests.ServerGround;

namespace Toygres.Server.Tests;

/// <summary>The fleet as a whole, what changes in it, and the engine below.</summary>
public class FleetTests
{
    [Fact]
    public async Task Who_watches_is_told_the_fleet_and_then_what_changes()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var name = await CreateAsync(client, new("orders"));
        var told = new List<(string, string?)>();

        await foreach (var item in StreamAsync<FleetChangeView>(client, "/api/changes"))
        {
            told.Add((item.EventType, item.Data.State?.State));
            if (told.Count == 1)
            {
                using var deleted = await client.DeleteAsync($"/api/instances/{name}", Cancel);
            }
            if (item.EventType == FleetChangeView.InstanceGone)
            {
                break;
            }
        }

        Assert.Equal((FleetChangeView.Instance, "running"), told[0]);
        Assert.Equal((FleetChangeView.InstanceGone, null), told[^1]);
    }

    [Fact]
    public async Task Who_watches_one_instance_is_told_of_no_other_and_until_it_is_gone()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var mine = await CreateAsync(client, new("mine"));
        var other = await CreateAsync(client, new("other"));
        var names = new HashSet<string>();

        await foreach (var item in StreamAsync<FleetChangeView>(client, $"/api/instances/{mine}/changes"))
        {
            names.Add(item.Data.Name);
            await client.DeleteAsync($"/api/instances/{other}", Cancel);
            await client.DeleteAsync($"/api/instances/{mine}", Cancel);
        }

        Assert.Equal([mine], names);
    }

    [Fact]
    public async Task An_operation_tells_its_steps_until_it_has_ended()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var started = await BeginAsync(client, "/api/instances", new CreateInstanceRequest("orders"));
        var statuses = new List<string>();

        await foreach (var item in StreamAsync<OperationView>(client, $"/api/operations/{started.Operation}/changes"))
        {
            statuses.Add(item.Data.Status);
        }

        Assert.Equal("completed", statuses[^1]);
        Assert.All(statuses.SkipLast(1), status => Assert.Equal("running", status));
        var list = await GetAsync<PageView<OperationView>>(client, "/api/operations?status=completed");
        Assert.Contains(list.Items, operation => operation.Id == started.Operation);
    }

    [Fact]
    public async Task An_operation_that_waits_is_cancelled()
    {
        await using var ground = await StartAsync(options => options with { Role = ServerRole.Api });
        using var client = ground.As(Role.Operator);
        var started = await BeginAsync(client, "/api/instances", new CreateInstanceRequest("orders"));

        await BeginAsync(client, $"/api/operations/{started.Operation}/cancel", new ReasonRequest("a trial"));
        await ground.AddAsync(ground.Options() with { Role = ServerRole.Worker });

        var end = await EndAsync(client, started.Operation);
        Assert.Equal("failed", end.Status);
        Assert.Contains("a trial", end.Error);
        using var late = await client.PostAsJsonAsync($"/api/operations/{started.Operation}/cancel", new { }, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
    }

    [Theory]
    [InlineData("operations", false)]
    [InlineData("operations", true)]
    [InlineData("server/orchestrations", true)]
    public async Task A_fail_over_is_not_cancelled_whoever_is_asked(string where, bool isAtWork)
    {
        await using var ground = await StartAsync(options => options with { Role = ServerRole.Api });
        using var client = ground.As(Role.Operator);
        var primary = RowOf("orders-0", 5500);
        var replica = RowOf("copy-0", 5501) with { Follows = primary.Name };
        foreach (var row in new[] { primary, replica })
        {
            await ground.Services.GetRequiredService<ICms>().ReserveAsync(row, null, Cancel);
        }
        var path = $"/api/instances/{primary.Name}/fail-over";
        var started = await BeginAsync(client, path, new FailOverRequest(replica.Name.Value));
        if (isAtWork)
        {
            // It tries for half a minute to fence the old one.
            ground.World.Failing = 200;
            await ground.AddAsync(ground.Options() with { Role = ServerRole.Worker });
            var engine = ground.Services.GetRequiredService<DuroxideClient>();
            await EventuallyAsync(async () =>
                await engine.GetStatusAsync(started.Operation, Cancel) is OrchestrationStatus.Running
            );
        }

        using var refused = await client.PostAsJsonAsync($"/api/{where}/{started.Operation}/cancel", new { }, Cancel);

        Assert.Contains("is a fail-over, and is not cancelled", await DetailAsync(refused, HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Drift_is_told_and_mended_by_sync()
    {
        await using var ground = await StartAsync(options => options with { HealthSeconds = 3600 });
        using var client = ground.As(Role.Operator);
        var name = await CreateAsync(client, new("orders"));
        await EventuallyAsync(async () =>
            (await GetAsync<InstanceView>(client, $"/api/instances/{name}")).Health == "healthy"
        );
        ground.World.Kill(InstanceName.Parse(name));

        var drift = await GetAsync<DriftReport>(client, "/api/drift");
        Assert.Equal(new FindingView(name, "state", "It should be running, and is stopped."), Assert.Single(drift.Now));
        using var synced = await client.PostAsync("/api/sync", null, Cancel);
        await ReadAsync<UpkeepView>(synced);

        await EventuallyAsync(async () => (await GetAsync<DriftReport>(client, "/api/drift")).Now.Count == 0);
        Assert.Contains((await GetAsync<DriftReport>(client, "/api/drift")).Recorded, noted => noted.Instance == name);
    }

    [Fact]
    public async Task A_sync_is_answered_by_a_pass_that_began_after_it()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var (taken, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        ground.World.AfterInventory = () =>
        {
            taken.TrySetResult();
            return gate.Task;
        };
        using var begun = client.PostAsync("/api/sync", null, Cancel);
        await taken.Task.WaitAsync(Cancel);
        // The pass that is under way has not seen this one, and is not the answer to who asks now.
        ground.World.Clusters.Add(InstanceName.Parse("stray-1"), new FakeCluster(5999) { Lineage = "nobody's" });
        var asked = client.PostAsync("/api/sync", null, Cancel);
        var engine = ground.Services.GetRequiredService<DuroxideClient>();
        await EventuallyAsync(async () =>
            (await engine.ReadHistoryAsync(Names.Reconciler, cancellationToken: Cancel))!.Events.Count(happened =>
                happened.Fact is Fact.Arrived { Name: Names.CompareNow }
            ) >= 2
        );

        ground.World.AfterInventory = () => Task.CompletedTask;
        gate.SetResult();

        using var synced = await asked;
        Assert.Contains("compared", (await ReadAsync<UpkeepView>(synced)).Says);
        Assert.Empty(ground.World.Clusters);
        using var _ = await begun;
    }

    [Fact]
    public async Task The_fleet_and_its_server_tell_of_themselves()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Admin);
        await CreateAsync(client, new("orders"));

        var system = await GetAsync<SystemView>(client, "/api/system");
        Assert.Equal(("sqlite", 1), (system.Database, system.Instances["running"]));
        Assert.All(system.Upkeep, upkeep => Assert.Equal("running", upkeep.Status));
        Assert.True((await GetAsync<StatsView>(client, "/api/server/stats")).Running > 0);
        Assert.NotEmpty((await GetAsync<LogView>(client, "/api/server/logs?limit=5")).Lines);
        Assert.Empty((await GetAsync<LogView>(client, "/api/server/logs?filter=nobody-logs-this")).Lines);
        Assert.Empty((await GetAsync<LogView>(client, "/api/server/prune-log")).Lines);
        await EventuallyAsync(async () =>
            await GetAsync<List<ProcessView>>(client, "/api/server/workers") is [{ Role: "all" } here]
            && here.Process == Environment.ProcessId
        );
        var config = await GetAsync<List<SettingView>>(client, "/api/server/config");
        Assert.Equal(ground.Root, config.Single(setting => setting.Name == "Root").Value);
        Assert.Equal("healthy", (await GetAsync<ServerHealthView>(client, "/health")).Status);
    }

    [Fact]
    public async Task An_orchestration_is_looked_into_and_acted_on()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var started = await BeginAsync(client, "/api/instances", new CreateInstanceRequest("orders"));
        await EndedAsync(client, started);
        var path = $"/api/server/orchestrations/{started.Operation}";

        var list = await GetAsync<PageView<OrchestrationView>>(
            client,
            "/api/server/orchestrations?prefix=create-orders"
        );
        Assert.Equal(started.Operation, Assert.Single(list.Items).Id);
        Assert.Null((await GetAsync<OrchestrationView>(client, path)).History);
        Assert.Equal(5, (await GetAsync<OrchestrationView>(client, $"{path}?history_limit=5")).History!.Count);
        Assert.True((await GetAsync<OrchestrationView>(client, $"{path}?history_limit=full")).History!.Count > 5);
        Assert.Equal(started.Operation, (await GetAsync<TreeView>(client, $"{path}/tree")).Id);
        Assert.StartsWith("sequenceDiagram", (await GetAsync<DiagramView>(client, $"{path}/diagram")).Mermaid);
        using var refused = await client.PostAsJsonAsync($"{path}/cancel", new { }, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        await BeginAsync(
            client,
            "/api/server/orchestrations/system-reconciler/raise-event",
            new RaiseRequest("somebody-waits-for-this", null)
        );
        using var pruned = await client.PostAsync($"{path}/prune", null, Cancel);
        await ReadAsync<DeletedView>(pruned);
        using var deleted = await client.DeleteAsync(path, Cancel);
        Assert.Equal(1, (await ReadAsync<DeletedView>(deleted)).Orchestrations);
    }

    [Fact]
    public async Task An_orchestration_that_has_ended_begins_anew()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var failed = await BeginAsync(client, "/api/instances", new CreateInstanceRequest("copy") { Image = "none" });
        await EndAsync(client, failed.Operation);

        var again = await BeginAsync(client, $"/api/server/orchestrations/{failed.Operation}/recreate");

        Assert.Equal("failed", (await EndAsync(client, again.Operation)).Status);
    }

    [Fact]
    public async Task The_document_of_the_api_is_as_it_was_reviewed()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(null);
        var text = await client.GetStringAsync("/openapi/v1.json", Cancel) + "\n";
        var golden = Duroxide.Clone.PathOf("samples", "Toygres", "Toygres.Server", "openapi.json");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(golden, text, new UTF8Encoding(false), Cancel);
        }
        Assert.True(
            await File.ReadAllTextAsync(golden, Cancel) == text,
            "samples/Toygres/Toygres.Server/openapi.json says something else. Run the tests with UPDATE_DOCS=1, and look at what changed."
        );
    }

    private static Instance RowOf(string name, int port) =>
        new()
        {
            Id = Guid.NewGuid(),
            Name = InstanceName.Parse(name),
            UserName = "orders",
            State = InstanceState.Running,
            Size = new InstanceSize(),
            Endpoint = new Endpoint("127.0.0.1", port),
            Password = SecretReference.Of(InstanceName.Parse(name), 1),
            PasswordVersion = 1,
            CreateOrchestration = $"create-{name}",
            Created = DateTimeOffset.UnixEpoch,
            Updated = DateTimeOffset.UnixEpoch,
        };
}
