namespace Duroxide.Bench.Tests;

public class ResultJsonTests
{
    private static readonly Result Chains = new(
        Names.Sqlite,
        Names.Chain,
        [new("workflows_per_s", 1234.5)],
        [new("cpu_s", 1.5), new("allocated_mb", 0.25)]
    );

    [Fact]
    public void A_result_is_read_as_it_was_written()
    {
        var read = Assert.Single(ResultJson.Read([ResultJson.Write(Chains)], "results"));

        Assert.Equal((Chains.Peer, Chains.Workload), (read.Peer, read.Workload));
        Assert.Equal(Chains.Figures, read.Figures);
    }

    [Fact]
    public void The_line_of_the_run_says_where_and_of_what_the_results_are_and_is_no_result()
    {
        var date = new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
        var line = ResultJson.Write(RunInfo.Read(date));

        Assert.StartsWith("{\"run\":{\"schema\":1,\"date\":\"2026-11-29T12:00:00Z\"", line, StringComparison.Ordinal);
        Assert.Empty(ResultJson.Read([line, ""], "results"));
    }

    [Fact]
    public void Where_the_cost_of_each_operation_is_known_that_of_all_tells_nothing()
    {
        var cost = new Cost(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), 1 << 20, Allocated: 5000, Written: null);
        var measured = new Measurement([], cost) { Operations = 1000 };

        var result = new Result(Names.Sqlite, Names.Chain, measured.Metrics, measured.Costs);

        Assert.Equal(
            [new("peak_rss_mb", 1), new("cpu_us_per_op", 2000), new("allocated_bytes_per_op", 5)],
            result.Figures
        );
    }

    [Fact]
    public void What_an_older_build_printed_is_read_too()
    {
        const string line =
            """{"peer":"duroxide/sqlite","workload":"W2","metrics":{"workflows_per_s":1500},"cpu_s":2,"wall_s":1,"peak_rss_mb":90}""";

        var read = Assert.Single(ResultJson.Read([line], "results"));

        Assert.Equal(["workflows_per_s", "cpu_s", "wall_s", "peak_rss_mb"], read.Figures.Select(figure => figure.Name));
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("""{"workload":"W2"}""")]
    [InlineData("[1]")]
    public void What_is_no_result_is_refused_with_its_place(string line)
    {
        var error = Assert.Throws<FormatException>(() => ResultJson.Read(["", line], "old.json"));

        Assert.StartsWith("old.json, line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_counters_of_the_system_are_read_by_their_names() =>
        Assert.Equal(
            new ProcessIo(Written: 20, ToDisk: 4096),
            ProcessIo.Parse(["rchar: 10", "wchar: 20", "syscr: 1", "write_bytes: 4096", "cancelled_write_bytes: 0"])
        );
}
