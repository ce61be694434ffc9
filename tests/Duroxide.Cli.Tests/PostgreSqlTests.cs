using Duroxide.PostgreSql;
using Duroxide.Servers;

namespace Duroxide.Cli.Tests;

/// <summary>A store in a PostgreSQL database, without a runtime.</summary>
public sealed class Database : IAsyncLifetime
{
    LocalPostgreSql? server;

    /// <summary>How it is reached.</summary>
    public string Store { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(LocalPostgreSql.Variable) is { Length: > 0 } given)
        {
            Store = given;
        }
        else
        {
            server = await LocalPostgreSql.StartAsync("-c fsync=off");
            Store = server.ConnectionString;
        }
        await using var provider = new PostgreSqlProvider(new PostgreSqlOptions(Store) { Schema = Schema });
        await provider.InitializeAsync(default);
        var client = new DuroxideClient(provider);
        await client.StartOrchestrationAsync("orders/fulfil", "one", "tea");
        await client.StartOrchestrationAsync("orders/fulfil", "two", "gold");
    }

    /// <summary>A schema of its own.</summary>
    public string Schema { get; } = $"cli_{Guid.NewGuid():N}";

    /// <summary>Runs the command line on the store.</summary>
    public Task<Ran> RunAsync(params string[] arguments) =>
        Shop.StartAsync("", [.. arguments, "--store", Store, "--schema", Schema]);

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}

public class PostgreSqlTests(Database database) : IClassFixture<Database>
{
    [Fact]
    public async Task A_store_answers_in_SQL()
    {
        var found = (
            await database.RunAsync(
                "sql",
                "select orchestration, count(*) as instances, min(created) as first from instances group by 1",
                "--json"
            )
        ).Ended(0);

        var row = Assert.Single(found.Objects);
        Assert.Equal(2, row.GetProperty("instances").GetInt64());
        Assert.True(row.GetProperty("first").GetDateTimeOffset() > DateTimeOffset.UnixEpoch.AddYears(50));
    }

    [Fact]
    public async Task Every_view_has_the_columns_that_the_page_tells_of()
    {
        foreach (var (view, columns) in Page.Views())
        {
            Assert.Equal(columns, SqlTests.Titles((await database.RunAsync("sql", $"select * from {view}")).Ended(0)));
        }
    }

    [Theory]
    [InlineData("delete from instances")]
    [InlineData("select 1; select 2")]
    [InlineData("select 1) as one; commit; create table gone (id int); select 1 from (select 1")]
    [InlineData("select nextval('{schema}.numbers')")]
    [InlineData("select nothing from instances")]
    public async Task Nothing_but_one_statement_that_selects_is_answered(string statement)
    {
        var asked = statement.Replace("{schema}", database.Schema, StringComparison.Ordinal);

        Assert.NotEmpty((await database.RunAsync("sql", asked)).Ended(2).Error);
    }

    [Fact]
    public async Task Histories_and_bulk_actions_work_on_it_too()
    {
        Assert.Contains("2 instances", (await database.RunAsync("suspend", "--all", "--preview")).Ended(0).Output);
        (await database.RunAsync("suspend", "--all", "--yes")).Ended(0);
        Assert.Contains("Suspended", (await database.RunAsync("list")).Ended(0).Output);
        (await database.RunAsync("resume", "--all", "--yes")).Ended(0);
    }
}
