namespace Duroxide.PostgreSql.Tests.Schemas;

/// <summary>However many instances there are, a page of them is read by an index, in order.</summary>
public sealed class ListingPlanTests : IAsyncLifetime
{
    private const string Types =
        "bigint, bigint, text, text, bigint, bigint, text, text, bigint, bigint, bigint, bigint, bigint, text, boolean, text, bigint, text[], text[]";

    private const string Fill = """
        INSERT INTO {schema}.instances (key, id, name, execution, revision, created, updated, parent)
        SELECT n, 'i' || n, 'test', 1, n, n, n, CASE WHEN n % 10 = 0 THEN 'i' || n / 1000 END
        FROM generate_series(1, 20000) AS n;
        INSERT INTO {schema}.executions (instance, number, status, started, last_event, header)
        SELECT n, 1, CASE WHEN n % 2 = 0 THEN 0 WHEN n % 99 = 0 THEN 2 ELSE 1 END, n, 1, ''
        FROM generate_series(1, 20000) AS n;
        INSERT INTO {schema}.turns (instance, execution, hidden, fence, attempts, last_event, began, held, parked)
        SELECT n, 1, 0, 0, 0, 1, n, false, n % 10 = 0 FROM generate_series(2, 20000, 2) AS n;
        INSERT INTO {schema}.instance_tags (instance, name, value)
        SELECT n, 'customer', 'c' || n % 100 FROM generate_series(1, 20000) AS n;
        INSERT INTO {schema}.parked (id, kind, instance, item, reason, time)
        SELECT n, 0, n, n, 'unreadable', n FROM generate_series(10, 20000, 10) AS n;
        INSERT INTO {schema}.statuses (instance, version, text)
        SELECT n, 1, 'half done' FROM generate_series(1, 20000) AS n;
        INSERT INTO {schema}.suspensions (instance, reason, since)
        SELECT n, 'looked at', n FROM generate_series(10, 20000, 10) AS n;
        """;

    private TestSchema schema = null!;

    public async ValueTask InitializeAsync() => schema = await TestSchema.RentAsync();

    public ValueTask DisposeAsync() => schema.DisposeAsync();

    [Fact]
    public async Task No_list_walks_through_a_table_or_sorts_one()
    {
        await using var connection = await schema.Options.DataSource!.OpenConnectionAsync();
        await RunAsync(connection, Fill);
        var statements = Statement
            .For(schema.Name)
            .Where(entry => entry.Key.StartsWith("listing/page-", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(16, statements.Count);
        // To walk through a small table is best, and the schema remembers how small one was for another test.
        foreach (var table in TestSchema.Tables.Where(table => statements.Exists(entry => Names(entry.Value, table))))
        {
            Assert.Contains($"INTO {{schema}}.{table} ", Fill, StringComparison.Ordinal);
            await RunAsync(connection, $"ANALYZE {{schema}}.{table}");
        }
        await RunAsync(connection, "SET plan_cache_mode = force_generic_plan");
        List<string> walks = [];
        foreach (var (name, text) in statements)
        {
            await RunAsync(connection, $"PREPARE listing ({Types}, bigint) AS {text}");
            // The outermost step puts the rows of the page in order, and no others.
            var steps = (await PlanAsync(connection)).Skip(1);
            walks.AddRange(
                from step in steps
                where
                    step.Contains("Seq Scan", StringComparison.Ordinal)
                    || step.Contains("Sort  (", StringComparison.Ordinal)
                select $"{name}: {step.Trim()}"
            );
            await RunAsync(connection, "DEALLOCATE listing");
        }
        await RunAsync(connection, "RESET plan_cache_mode");

        Assert.True(walks.Count == 0, string.Join('\n', walks));
    }

    private bool Names(string statement, string table) =>
        statement.Contains(schema.Sql($"{{schema}}.{table} "), StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> PlanAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "EXPLAIN EXECUTE listing (0, 9223372036854775807, 'customer', 'c1', 10000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, '{}', '{}', 100)",
            connection
        );
        await using var reader = await command.ExecuteReaderAsync();
        List<string> steps = [];
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(0));
        }
        return steps;
    }

    private async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(schema.Sql(sql), connection);
        await command.ExecuteNonQueryAsync();
    }
}
