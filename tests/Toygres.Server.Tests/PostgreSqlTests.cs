using System.Net;
using System.Net.Http.Json;
using Npgsql;
using Toygres.Server.Contracts;
using Toygres.Tests.Cms;
using static Toygres.Server.Tests.ServerGround;

namespace Toygres.Server.Tests;

/// <summary>A fleet, its accounts and the engine's store in one database of PostgreSQL.</summary>
public class PostgreSqlTests
{
    [Fact]
    public async Task An_api_and_two_workers_share_a_database()
    {
        await using var source = await TestDatabase.NewAsync();
        await using var ground = await StartAsync(options =>
            options with
            {
                Role = ServerRole.Api,
                Database = source.ConnectionString,
            }
        );
        var work = ground.Options() with { Role = ServerRole.Worker, Database = source.ConnectionString };
        await ground.AddAsync(work);
        await ground.AddAsync(work);
        var session = await ground.LoginAsync(Role.Operator);
        using var client = ground.As(null);
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.Token);

        var name = await CreateAsync(
            client,
            new("orders")
            {
                DnsName = "orders",
                Tags = new() { ["team"] = "blue" },
            }
        );
        await EndedAsync(client, await BeginAsync(client, $"/api/instances/{name}/stop"));

        using var admin = ground.As(Role.Admin);
        var system = await GetAsync<SystemView>(client, "/api/system");
        Assert.Equal(("postgresql", 1), (system.Database, system.Instances["stopped"]));
        var audit = await GetAsync<PageView<AuditView>>(admin, "/api/audit?limit=2");
        Assert.Equal(["StopInstance", "CreateInstance"], audit.Items.Select(entry => entry.Action));
        Assert.Equal(
            "Login",
            Assert.Single((await GetAsync<PageView<AuditView>>(admin, $"/api/audit?after={audit.Next}")).Items).Action
        );
        await EventuallyAsync(async () =>
            (await GetAsync<List<ProcessView>>(client, "/api/server/workers"))
                .Select(process => process.Role)
                .Order()
                .SequenceEqual(["api", "worker", "worker"])
        );
        await EventuallyAsync(async () => (await GetAsync<DriftReport>(client, "/api/drift")).Now.Count == 0);
    }

    [Fact]
    public async Task A_text_that_PostgreSQL_cannot_keep_is_the_fault_of_who_sent_it()
    {
        await using var source = await TestDatabase.NewAsync();
        await using var ground = await StartAsync(options =>
            options with
            {
                Role = ServerRole.Api,
                Database = source.ConnectionString,
            }
        );
        using var client = ground.As(Role.Operator);
        using var admin = ground.As(Role.Admin);

        using var login = await client.PostAsJsonAsync("/login", new LoginRequest("a\0b", "a guess"), Cancel);
        using var tagged = await client.PostAsJsonAsync(
            "/api/instances",
            new CreateInstanceRequest("orders") { Tags = new() { ["a"] = "\0" } },
            Cancel
        );
        using var asked = await admin.GetAsync("/api/audit?after=%00", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, login.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, tagged.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
    }

    [Fact]
    public async Task The_last_admin_stays_and_keys_and_sessions_go_with_an_account()
    {
        await using var source = await TestDatabase.NewAsync();
        var accounts = Cms.SqlAccounts.In(source);
        await accounts.PrepareAsync(Cancel);
        await accounts.PrepareAsync(Cancel);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(1_000_000);
        Assert.True(await accounts.AddAsync(new("ann", Role.Admin, null, now), Cancel));
        Assert.False(await accounts.AddAsync(new("ann", Role.Viewer, null, now), Cancel));
        Assert.Equal(false, await accounts.RemoveAsync("ann", Cancel));
        Assert.True(await accounts.AddAsync(new("bob", Role.Admin, null, now), Cancel));
        await accounts.AddKeyAsync(new("1", "ann", "ci", "hash", now), Cancel);
        await accounts.AddSessionAsync(new("session", "ann", now, now.AddHours(1)), Cancel);
        Assert.Equal("ann", (await accounts.FindByKeyAsync("hash", Cancel))?.Name);
        Assert.Equal(now.AddHours(1), (await accounts.FindBySessionAsync("session", now, Cancel))?.Ends);
        Assert.Null(await accounts.FindBySessionAsync("session", now.AddHours(1), Cancel));
        Assert.True(await accounts.SetPasswordAsync("ann", "hashed", Cancel));
        Assert.Null(await accounts.FindBySessionAsync("session", now, Cancel));

        Assert.Equal(true, await accounts.RemoveAsync("ann", Cancel));

        Assert.Null(await accounts.RemoveAsync("ann", Cancel));
        Assert.Null(await accounts.FindByKeyAsync("hash", Cancel));
        Assert.Equal("bob", Assert.Single(await accounts.ListAsync(Cancel)).Name);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_at_the_start()
    {
        var options = new ServerOptions
        {
            Database = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = 1 }.ConnectionString,
        };
        await using var database = FleetDatabase.Open(options);

        var error = await Assert.ThrowsAsync<StartException>(() => database.PrepareAsync(Cancel));

        Assert.StartsWith("The database cannot be made ready", error.Message);
    }
}
