namespace Duroxide.PostgreSql.Tests.Servers;

/// <summary>What one test stores is not seen by the next.</summary>
public sealed class TestSchemaTests
{
    [Fact]
    public async Task Every_table_is_emptied_after_a_test_or_known_to_last()
    {
        await using var schema = await TestSchema.RentAsync();

        var tables = await schema.AskAsync<string[]>(
            $"SELECT array_agg(tablename::text) FROM pg_tables WHERE schemaname = '{schema.Name.Replace("'", "''", StringComparison.Ordinal)}'"
        );

        Assert.Equal(TestSchema.Tables.Concat(TestSchema.Kept).Order(), tables.Order());
    }
}
