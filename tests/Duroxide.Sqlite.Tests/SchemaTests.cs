namespace Duroxide.Sqlite.Tests;

/// <summary>What is released is frozen, and every statement fits the schema.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public void A_released_script_is_never_changed()
    {
        var released = Sql.Resource("schema/released.txt")
            .Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith('#'));

        Assert.Equal(released, Schema.Scripts.Select(script => $"{script.Name} {script.Checksum}"));
    }

    [Fact]
    public async Task A_file_remembers_the_scripts_that_made_it()
    {
        await using (await Stores.OpenAsync(new SqliteOptions(file.Path))) { }
        using var connection = Connection.Open(file.Path, Access.Write, faults: null);

        Assert.Equal(Schema.Scripts.Count, connection.ReadNumber("SELECT COUNT(*) FROM schema_scripts"));
        Assert.Equal(Schema.Scripts.Count, connection.ReadNumber("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_file_that_another_build_upgrades_while_it_is_open_shows_so()
    {
        await using var store = await Stores.OpenAsync(new SqliteOptions(file.Path));
        using var connection = Connection.Open(file.Path, Access.Write, faults: null);
        connection.Execute("PRAGMA user_version = 99", "test");

        var schema = await store.Management!.ReadSchemaAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new(99, Schema.Scripts.Count), schema);
        Assert.False(schema.IsRight);
    }

    [Fact]
    public async Task Every_statement_fits_the_schema()
    {
        await using (await Stores.OpenAsync(new SqliteOptions(file.Path))) { }
        using var connection = Connection.Open(file.Path, Access.Write, faults: null);

        Assert.NotEmpty(Sql.All);
        Assert.All(Sql.All, sql => connection.Use(sql).Reset());
    }

    [Fact]
    public async Task No_statement_of_a_turn_or_an_activity_walks_through_a_table()
    {
        await using (await Stores.OpenAsync(new SqliteOptions(file.Path))) { }
        using var connection = Connection.Open(file.Path, Access.Write, faults: null);
        string[] mayWalk = ["activities/next-free-session", "activities/renew-sessions", "activities/sweep-sessions"];
        var tables = connection.ReadTexts("SELECT name FROM sqlite_schema WHERE type = 'table'", column: 0);

        var walks =
            from sql in Sql.All
            where sql.Name.Split('/')[0] is "turns" or "messages" or "activities" or "history"
            where !mayWalk.Contains(sql.Name)
            from step in Plan(connection, sql)
            where tables.Any(table => IsWalk(step, table)) || step.Contains("TEMP B-TREE", StringComparison.Ordinal)
            select $"{sql.Name}: {step}";

        Assert.Empty(walks);
    }

    private static bool IsWalk(string step, string table) =>
        step.Replace(" TABLE", "", StringComparison.Ordinal).StartsWith($"SCAN {table}", StringComparison.Ordinal)
        && !step.Contains("INDEX", StringComparison.Ordinal);

    private static IEnumerable<string> Plan(Connection connection, Sql sql) =>
        connection.ReadTexts($"EXPLAIN QUERY PLAN {sql.Text}", column: 3);
}
