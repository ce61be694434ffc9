using System.Net;
using System.Net.Http.Json;
using Toygres.Server.Contracts;
using static Toygres.Server.Tests.ServerGround;

namespace Toygres.Server.Tests;

/// <summary>Images, batches, and requests that come again.</summary>
public class ManyTests
{
    [Fact]
    public async Task An_image_is_made_restored_and_taken_away()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var source = await CreateAsync(client, new("orders"));

        await EndedAsync(client, await BeginAsync(client, "/api/images", new CreateImageRequest("monday", source)));

        var image = await GetAsync<ImageView>(client, "/api/images/monday");
        Assert.Equal(("ready", source, "sum"), (image.State, image.Source, image.Checksum));
        Assert.Single(await GetAsync<List<ImageView>>(client, "/api/images"));
        Assert.NotEmpty(await GetAsync<List<EventView>>(client, "/api/images/monday/logs"));
        await EndedAsync(
            client,
            await BeginAsync(client, $"/api/instances/{source}/restore", new RestoreRequest("monday"))
        );
        using var deleted = await client.DeleteAsync("/api/images/monday", Cancel);
        await EndedAsync(client, await ReadAsync<StartedView>(deleted, HttpStatusCode.Accepted));
        using var gone = await client.GetAsync("/api/images/monday", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_batch_is_made_counted_and_taken_away_at_once()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);

        var batch = await BeginAsync(client, "/api/instances/bulk", new BatchRequest("shop", 3));

        await EventuallyAsync(async () =>
            (await GetAsync<PageView<InstanceView>>(client, "/api/instances?state=running")).Items.Count == 3
        );
        var view = await GetAsync<BatchView>(client, $"/api/batches/{batch.Operation}");
        Assert.Equal(3, view.Total);
        Assert.Contains(await GetAsync<List<BatchView>>(client, "/api/batches"), other => other.Id == batch.Operation);
        var names = (await GetAsync<PageView<InstanceView>>(client, "/api/instances")).Items.Select(row => row.Name);
        using var response = await client.PostAsJsonAsync(
            "/api/instances/bulk/delete",
            new NamesRequest([.. names, "no name"]),
            Cancel
        );
        var outcomes = await ReadAsync<List<OutcomeView>>(response);
        Assert.Equal(3, outcomes.Count(outcome => outcome.Operation is not null));
        Assert.Contains("no name", outcomes[^1].Refused);
        await EventuallyAsync(() => Task.FromResult(ground.World.Clusters.Count == 0));
    }

    [Fact]
    public async Task A_request_that_comes_again_is_done_once()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "a key of the caller");

        var first = await BeginAsync(
            client,
            "/api/instances",
            new CreateInstanceRequest("orders") { DnsName = "orders" }
        );
        var again = await BeginAsync(
            client,
            "/api/instances",
            new CreateInstanceRequest("orders") { DnsName = "orders" }
        );
        await EndedAsync(client, first);
        var late = await BeginAsync(
            client,
            "/api/instances",
            new CreateInstanceRequest("orders") { DnsName = "orders" }
        );
        var other = await BeginAsync(client, "/api/instances", new CreateInstanceRequest("other"));

        Assert.Equal(first, again);
        Assert.Equal(first, late);
        Assert.NotEqual(first, other);
        var stop = await BeginAsync(client, $"/api/instances/{first.Name}/stop");
        await EndedAsync(client, stop);
        Assert.Equal(stop, await BeginAsync(client, $"/api/instances/{first.Name}/stop"));
    }

    [Fact]
    public async Task A_statement_that_comes_again_is_run_once()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var name = await CreateAsync(client, new("orders"));
        client.DefaultRequestHeaders.Add("Idempotency-Key", "a key of the caller");

        var first = await AskAsync(client, name, "INSERT INTO orders VALUES (1)");
        var again = await AskAsync(client, name, "INSERT INTO orders VALUES (1)");
        var other = await AskAsync(client, name, "INSERT INTO orders VALUES (2)");

        Assert.Equal((first.Id, "answered"), (again.Id, again.Status));
        Assert.NotEqual(first.Id, other.Id);
        Assert.Equal(["INSERT INTO orders VALUES (1)", "INSERT INTO orders VALUES (2)"], ground.World.Statements);
    }

    [Fact]
    public async Task A_request_that_is_refused_takes_no_password_of_who_has_the_name()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "a key of the caller");
        var request = new CreateInstanceRequest("copy") { Image = "monday", Password = "correct horse" };
        var failed = await BeginAsync(client, "/api/instances", request);
        await EndAsync(client, failed.Operation);
        // Another orchestration has the row from now on, and the engine forgets the first one.
        var retried = await BeginAsync(client, $"/api/instances/{failed.Name}/retry");
        await EndAsync(client, retried.Operation);
        using var forgotten = await client.DeleteAsync($"/api/server/orchestrations/{failed.Operation}", Cancel);
        await ReadAsync<DeletedView>(forgotten);

        using var late = await client.PostAsJsonAsync("/api/instances", request, Cancel);

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var password = SecretReference.Of(InstanceName.Parse(failed.Name), 1);
        Assert.Equal("correct horse", (await ground.World.FindAsync(password, Cancel))?.Reveal());
    }

    [Fact]
    public async Task The_key_of_one_account_is_nothing_to_another()
    {
        await using var ground = await StartAsync();
        using var one = ground.As(Role.Operator);
        using var two = ground.As(Role.Admin);
        one.DefaultRequestHeaders.Add("Idempotency-Key", "1");
        two.DefaultRequestHeaders.Add("Idempotency-Key", "1");

        var first = await BeginAsync(one, "/api/instances", new CreateInstanceRequest("orders"));
        var second = await BeginAsync(two, "/api/instances", new CreateInstanceRequest("orders"));

        Assert.NotEqual(first.Name, second.Name);
    }

    [Fact]
    public async Task Two_processes_share_a_fleet_of_which_one_answers_and_one_works()
    {
        await using var ground = await StartAsync(options => options with { Role = ServerRole.Api });
        using var client = ground.As(Role.Operator);
        Assert.Equal("degraded", (await GetAsync<ServerHealthView>(client, "/health")).Status);
        var started = await BeginAsync(client, "/api/instances", new CreateInstanceRequest("orders"));

        await ground.AddAsync(ground.Options() with { Role = ServerRole.Worker });
        await ground.AddAsync(ground.Options() with { Role = ServerRole.Worker });

        await EndedAsync(client, started);
        await EventuallyAsync(async () => (await GetAsync<ServerHealthView>(client, "/health")).Status == "healthy");
    }

    private static async Task<QueryView> AskAsync(HttpClient client, string name, string statement)
    {
        using var response = await client.PostAsJsonAsync(
            $"/api/instances/{name}/query",
            new QueryRequest(statement),
            Cancel
        );
        return await ReadAsync<QueryView>(response);
    }
}
