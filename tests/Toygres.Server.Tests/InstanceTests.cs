using System.Net;
using System.Net.Http.Json;
using Toygres.Server.Contracts;
using static Toygres.Server.Tests.ServerGround;

namespace Toygres.Server.Tests;

/// <summary>What is asked of instances.</summary>
public class InstanceTests
{
    [Fact]
    public async Task An_instance_is_made_worked_on_and_taken_away()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var name = await CreateAsync(
            client,
            new("orders")
            {
                DnsName = "orders",
                Tags = new() { ["team"] = "blue" },
            }
        );
        var made = await GetAsync<InstanceView>(client, $"/api/instances/{name}");
        Assert.Equal(("running", "orders", "blue"), (made.State, made.DnsName, made.Tags["team"]));

        await DoAsync(client, name, "stop");
        Assert.Equal("stopped", (await GetAsync<InstanceView>(client, $"/api/instances/{name}")).State);
        await DoAsync(client, name, "start");
        await DoAsync(client, name, "restart");
        await DoAsync(client, name, "resize", new ResizeRequest(new(Connections: 77)));
        await DoAsync(client, name, "rotate-password");
        var changed = await GetAsync<InstanceView>(client, $"/api/instances/{name}");
        Assert.Equal(("running", 77, 2), (changed.State, changed.Size.Connections, changed.PasswordVersion));

        using var deleted = await client.DeleteAsync($"/api/instances/{name}", Cancel);
        await EndedAsync(client, await ReadAsync<StartedView>(deleted, HttpStatusCode.Accepted));
        Assert.Empty((await GetAsync<PageView<InstanceView>>(client, "/api/instances")).Items);
        Assert.Empty(ground.World.Clusters);
        var events = await GetAsync<List<EventView>>(client, $"/api/instances/{name}/events");
        Assert.Contains(events, happened => happened.NewState == "deleted");
        var operations = await GetAsync<List<OperationView>>(client, $"/api/instances/{name}/operations");
        Assert.Contains(operations, operation => operation.Kind == "rotate-password");
    }

    [Fact]
    public async Task Instances_are_listed_by_state_tag_and_page()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var red = await CreateAsync(client, new("a") { Tags = new() { ["team"] = "red" } });
        var blue = await CreateAsync(client, new("b") { Tags = new() { ["team"] = "blue" } });
        await DoAsync(client, blue, "stop");

        Assert.Equal([red], await NamesAsync(client, "state=running"));
        Assert.Equal([blue], await NamesAsync(client, "tag=team=blue"));
        Assert.Equal([red, blue], await NamesAsync(client, "tag=team"));
        Assert.Equal([blue], await NamesAsync(client, "prefix=b"));
        var first = await GetAsync<PageView<InstanceView>>(client, "/api/instances?limit=1");
        Assert.Equal(red, first.Next);
        Assert.Equal([blue], await NamesAsync(client, $"limit=1&after={first.Next}"));
    }

    [Fact]
    public async Task A_connection_has_the_password_and_is_not_kept_by_who_passes_it_on()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var name = await CreateAsync(client, new("orders") { Password = "correct horse/battery", DnsName = "shop" });

        using var response = await client.GetAsync($"/api/instances/{name}/connection", Cancel);

        var connection = await ReadAsync<ConnectionView>(response);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("correct horse/battery", connection.Password);
        Assert.Contains("Password=\"correct horse/battery\"", connection.ConnectionString.Replace("'", "\""));
        Assert.StartsWith("postgresql://postgres:correct%20horse%2Fbattery@127.0.0.1:", connection.Uri);
        Assert.Contains("@shop.localhost:", connection.DnsUri);
    }

    [Fact]
    public async Task A_statement_is_answered_or_asked_for_later()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var name = await CreateAsync(client, new("orders"));

        using var now = await client.PostAsJsonAsync(
            $"/api/instances/{name}/query",
            new QueryRequest("SELECT 1"),
            Cancel
        );
        var answer = await ReadAsync<QueryView>(now);
        Assert.Equal(("answered", name), (answer.Status, answer.Rows![0][0]));

        using var later = await client.PostAsJsonAsync(
            $"/api/instances/{name}/query",
            new QueryRequest("SELECT 1", WaitSeconds: 0),
            Cancel
        );
        var waiting = await ReadAsync<QueryView>(later, later.StatusCode);
        await EventuallyAsync(async () =>
            (await GetAsync<QueryView>(client, $"/api/instances/{name}/query-status?id={waiting.Id}")).Status
            == "answered"
        );
    }

    [Fact]
    public async Task What_an_instance_says_and_notes_is_told()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var name = await CreateAsync(client, new("orders"));
        await EventuallyAsync(async () =>
            (await GetAsync<List<HealthView>>(client, $"/api/instances/{name}/health")) is [{ Health: "healthy" }, ..]
        );
        Assert.Empty((await GetAsync<LogView>(client, $"/api/instances/{name}/logs?tail_lines=5")).Lines);
        Assert.Equal("running", (await GetAsync<UpkeepView>(client, $"/api/instances/{name}/actor")).Status);

        using var tagged = await client.PutAsJsonAsync(
            $"/api/instances/{name}/tags",
            new Dictionary<string, string> { ["a"] = "b" },
            Cancel
        );
        using var planned = await client.PutAsJsonAsync(
            $"/api/instances/{name}/backups",
            new BackupPlanView(3600, 3),
            Cancel
        );
        var planning = await GetAsync<InstanceView>(client, $"/api/instances/{name}");
        Assert.Equal((HttpStatusCode.NoContent, "b"), (tagged.StatusCode, planning.Tags["a"]));
        Assert.Equal((HttpStatusCode.NoContent, new BackupPlanView(3600, 3)), (planned.StatusCode, planning.Backups));
        using var ended = await client.DeleteAsync($"/api/instances/{name}/backups", Cancel);
        Assert.Null((await GetAsync<InstanceView>(client, $"/api/instances/{name}")).Backups);
        Assert.Empty(await GetAsync<List<ImageView>>(client, $"/api/instances/{name}/backups"));
    }

    [Fact]
    public async Task An_actor_is_ended_and_started_again()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var name = await CreateAsync(client, new("orders"));
        var actor = $"/api/instances/{name}/actor";

        await BeginAsync(client, $"{actor}/cancel", new ReasonRequest("a trial"));
        await EventuallyAsync(async () => (await GetAsync<UpkeepView>(client, actor)).Status == "failed");
        await BeginAsync(client, $"{actor}/start");
        await EventuallyAsync(async () => (await GetAsync<UpkeepView>(client, actor)).Status == "running");
        using var again = await client.PostAsync($"{actor}/start", null, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        await BeginAsync(client, $"{actor}/restart");
        await EventuallyAsync(async () => (await GetAsync<UpkeepView>(client, actor)).Status == "running");
    }

    [Fact]
    public async Task A_replica_takes_the_place_of_its_primary()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var primary = await CreateAsync(client, new("orders") { DnsName = "orders" });
        var replica = await CreateAsync(client, new("replica") { Follows = primary });

        await DoAsync(client, primary, "fail-over", new FailOverRequest(replica, "a trial"));

        var next = await GetAsync<InstanceView>(client, $"/api/instances/{replica}");
        Assert.Equal((null, "orders"), (next.Follows, next.DnsName));
        await DoAsync(client, primary, "rejoin", new RejoinRequest(replica));
        Assert.Equal(replica, (await GetAsync<InstanceView>(client, $"/api/instances/{primary}")).Follows);
    }

    [Fact]
    public async Task What_could_not_be_made_is_retried()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var started = await BeginAsync(
            client,
            "/api/instances",
            new CreateInstanceRequest("copy") { Image = "monday" }
        );
        var failed = await EndAsync(client, started.Operation);
        Assert.Equal("failed", failed.Status);
        Assert.Contains("monday", failed.Error);
        var row = await GetAsync<InstanceView>(client, $"/api/instances/{started.Name}");
        Assert.Equal("failed", row.State);

        var source = await CreateAsync(client, new("orders"));
        await EndedAsync(
            client,
            await BeginAsync(client, $"/api/instances/{source}/images", new ImageRequest("monday"))
        );
        await DoAsync(client, started.Name, "retry");

        Assert.Equal("running", (await GetAsync<InstanceView>(client, $"/api/instances/{started.Name}")).State);
    }

    private static async Task<List<string>> NamesAsync(HttpClient client, string query) =>
        [.. (await GetAsync<PageView<InstanceView>>(client, $"/api/instances?{query}")).Items.Select(row => row.Name)];

    private static async Task DoAsync(HttpClient client, string name, string what, object? body = null) =>
        await EndedAsync(client, await BeginAsync(client, $"/api/instances/{name}/{what}", body));
}
