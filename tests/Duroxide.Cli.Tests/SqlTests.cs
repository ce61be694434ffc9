namespace Duroxide.Cli.Tests;

public class SqlTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task A_store_answers_in_SQL()
    {
        var found = (
            await shop.RunAsync(
                "sql",
                "select instance, status, created from instances where orchestration = 'orders/approve' -- the one",
                "--json"
            )
        ).Ended(0);
        var ordered = (
            await shop.RunAsync("sql", "select instance from tags order by instance desc;", "-n", "2")
        ).Ended(0);

        var row = Assert.Single(found.Objects);
        Assert.Equal(
            ("order-2", "Running"),
            (row.GetProperty("instance").GetString(), row.GetProperty("status").GetString())
        );
        Assert.True(row.GetProperty("created").GetDateTimeOffset() > DateTimeOffset.UnixEpoch.AddYears(50));
        Assert.True(
            ordered.Output.IndexOf("order-3", StringComparison.Ordinal)
                < ordered.Output.IndexOf("order-2", StringComparison.Ordinal)
        );
        Assert.Contains("more than 2", ordered.Output);
    }

    [Fact]
    public async Task Every_view_has_the_columns_that_the_page_tells_of()
    {
        foreach (var (view, columns) in Page.Views())
        {
            var found = (await shop.RunAsync("sql", $"select * from {view}")).Ended(0);

            Assert.Equal(columns, Titles(found));
        }
    }

    [Theory]
    [InlineData("delete from instances")]
    [InlineData("drop table main.instances")]
    [InlineData("attach 'other.db' as other")]
    [InlineData("select 1; select 2")]
    [InlineData("select 1) limit 1; drop table main.instances; select (1")]
    [InlineData("with gone as (delete from main.instances returning 1) select * from gone")]
    [InlineData("select nothing from instances")]
    [InlineData("")]
    public async Task Nothing_but_one_statement_that_selects_is_answered(string statement)
    {
        var refused = (await shop.RunAsync("sql", statement)).Ended(2);

        Assert.NotEmpty(refused.Error);
        (await shop.RunAsync("show", "order-1")).Ended(0);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("2147483647")]
    public async Task A_limit_that_is_no_count_of_rows_is_refused(string limit)
    {
        var refused = (await shop.RunAsync("sql", "select 1", "--limit", limit)).Ended(2);

        Assert.Contains($"--limit {limit}", refused.Error);
    }

    /// <summary>The titles of a table, behind one another.</summary>
    internal static string Titles(Ran ran) =>
        string.Join(
            ' ',
            ran.Lines.First(line => !string.IsNullOrWhiteSpace(line)).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
}
