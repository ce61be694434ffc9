namespace Duroxide.Sqlite.Tests;

/// <summary>However many instances there are, a page of them is read by an index, and no call takes long.</summary>
public sealed class ListingTests : IDisposable
{
    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task No_list_walks_through_a_table_or_sorts_one()
    {
        await using (await Stores.OpenAsync(new SqliteOptions(file.Path))) { }
        using var connection = Connection.Open(file.Path, Access.Write, faults: null);

        var lists = Sql.All.Where(sql => sql.Name.StartsWith("listing/", StringComparison.Ordinal)).ToList();
        var walks =
            from sql in lists
            from step in connection.ReadTexts($"EXPLAIN QUERY PLAN {sql.Text}", column: 3)
            where !step.StartsWith("SEARCH", StringComparison.Ordinal)
            select $"{sql.Name}: {step}";

        Assert.Equal(16, lists.Count);
        Assert.Empty(walks);
    }

    [Fact]
    public async Task A_call_looks_at_ten_thousand_of_a_hundred_thousand_and_the_next_one_goes_on()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));
        Stores.Execute(
            file.Path,
            """
            INSERT INTO instances (key, id, name, execution, revision, created, updated)
            SELECT value, 'i' || value, CASE value WHEN 5 THEN 'rare' ELSE 'often' END, 1, value, value, value
            FROM generate_series(1, 100000);
            INSERT INTO executions (instance, number, status, started, last_event, last_batch)
            SELECT value, 1, 1, value, 1, 0 FROM generate_series(1, 100000);
            INSERT INTO instance_tags (instance, name, value) VALUES (7, 'customer', 'acme'), (99999, 'customer', 'acme');
            """.Replace(
                "FROM generate_series(1, 100000)",
                "FROM (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 100000) SELECT value FROM n)",
                StringComparison.Ordinal
            )
        );
        var management = provider.Management!;
        var query = new InstanceQuery { Name = "rare" };
        var calls = 0;
        List<string> found = [];
        do
        {
            var page = await management.ListInstancesAsync(query, CancellationToken.None);
            found.AddRange(page.Select(row => row.Instance.Value));
            query = query with { After = page.Next };
            calls++;
        } while (query.After is not null);

        Assert.Equal(["i5"], found);
        Assert.InRange(calls, 10, 11);
        var tagged = await management.ListInstancesAsync(
            new() { Tags = ValueMap.Of(("customer", "acme")) },
            CancellationToken.None
        );
        Assert.Equal(["i99999", "i7"], tagged.Select(row => row.Instance.Value));
        Assert.Null(tagged.Next);
    }
}
