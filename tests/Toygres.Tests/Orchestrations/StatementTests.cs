using Duroxide;
using Npgsql;
using Toygres.Orchestrations;
using static Toygres.Tests.Orchestrations.FleetGround;

namespace Toygres.Tests.Orchestrations;

/// <summary>What statements of users give, on real servers: whatever they ask, they harm neither who carries it nor who keeps it.</summary>
public class StatementTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Each_value_is_told_as_its_server_writes_it()
    {
        await using var ground = await InSqliteAsync();
        var name = await RunAsync(ground);
        await ground.AskAsync(name, "CREATE TYPE mood AS ENUM ('glad'); CREATE TYPE pair AS (a int, b text)");

        var row = await RowAsync(
            ground,
            name,
            "SELECT ARRAY[1, NULL, 3], 'glad'::mood, (1, 'two')::pair, '\\x00ff'::bytea, true, 1.50::numeric, "
                + "'2026-12-01 10:00:00+00'::timestamptz AT TIME ZONE 'UTC', '{\"b\": 1}'::jsonb, 'pg_class'::regclass, "
                + "interval '1 day 2 hours', NULL, int4range(1, 5), 'NaN'::float8"
        );

        Assert.Equal(
            [
                "{1,NULL,3}",
                "glad",
                "(1,two)",
                "\\x00ff",
                "t",
                "1.50",
                "2026-12-01 10:00:00",
                "{\"b\": 1}",
                "pg_class",
                "1 day 02:00:00",
                null,
                "[1,5)",
                "NaN",
            ],
            row
        );
    }

    [Fact]
    public async Task The_statements_behind_the_first_one_run_and_say_what_is_wrong_with_them()
    {
        await using var ground = await InSqliteAsync();
        var name = await RunAsync(ground);

        await ground.AskAsync(name, "SELECT 1; CREATE TABLE made (a int)");
        var failed = await Assert.ThrowsAsync<PostgresException>(() =>
            ground.AskAsync(name, "SELECT 1; SELECT * FROM missing")
        );

        Assert.Equal("made", await ground.AskAsync(name, "SELECT 'made'::regclass"));
        Assert.Contains("missing", failed.Message);
    }

    [Fact]
    public async Task What_is_too_long_is_cut_and_what_changes_something_changes_it_whole()
    {
        await using var ground = await InSqliteAsync();
        var name = await RunAsync(ground);
        var row = await ground.RowAsync(name);
        Task<QueryResult> QueryAsync(string statement) =>
            ground.Sessions.QueryAsync(row.Endpoint!, row.Password!, statement, [], Cancel);

        var wide = await QueryAsync("SELECT repeat('ä', 20000000)");
        var many = await QueryAsync("SELECT n FROM generate_series(1, 5000) n");
        await QueryAsync("CREATE TABLE filled (n int)");
        var filled = await QueryAsync("INSERT INTO filled SELECT generate_series(1, 5000) RETURNING n");

        Assert.True(wide.IsCut && wide.Rows[0][0]!.Length < 300_000);
        Assert.Equal((true, 1000), (many.IsCut, many.Rows.Count));
        Assert.Equal((true, 1000, 5000), (filled.IsCut, filled.Rows.Count, filled.Affected));
        Assert.Equal("5000", await ground.AskAsync(name, "SELECT count(*) FROM filled"));
    }

    [Fact]
    public async Task Neither_long_answers_nor_many_of_them_end_the_actor_that_keeps_them()
    {
        await using var ground = await InSqliteAsync();
        var client = await ground.StartNodeAsync();
        var name = await ground.CreateAsync(client, new("orders"));
        var before = await ActorAsync(ground, name);

        var wide = await client.QueryAsync(name, "SELECT repeat('\"', 1000000)", Patience, Cancel);
        var error = await client.QueryAsync(
            name,
            "DO $$ BEGIN RAISE '%', repeat('x', 6000000); END $$",
            Patience,
            Cancel
        );
        for (var asked = 0; asked < 110; asked++)
        {
            await client.AskAsync(name, "SELECT 1", Cancel);
        }
        var last = await client.QueryAsync(name, "SELECT 'the last one'", Patience, Cancel);

        Assert.True(wide.Result?.IsCut, wide.Error);
        Assert.InRange(error.Error!.Length, 1000, 10_000);
        Assert.Equal("the last one", last.Result?.Rows[0][0]);
        Assert.Equal(before.Created, (await ActorAsync(ground, name)).Created);
    }

    private static async Task<InstanceInfo> ActorAsync(FleetGround ground, InstanceName name) =>
        Assert.IsType<OrchestrationStatus.Running>(await ground.Engine.GetStatusAsync(Names.Actor(name), Cancel)).Info;

    private static async Task<InstanceName> RunAsync(FleetGround ground) =>
        await ground.CreateAsync(await ground.StartNodeAsync(), new("orders"));

    private static async Task<IReadOnlyList<string?>> RowAsync(FleetGround ground, InstanceName name, string statement)
    {
        var row = await ground.RowAsync(name);
        var result = await ground.Sessions.QueryAsync(row.Endpoint!, row.Password!, statement, [], Cancel);
        return Assert.Single(result.Rows);
    }
}
