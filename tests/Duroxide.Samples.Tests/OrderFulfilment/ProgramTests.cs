namespace Duroxide.Samples.Tests;

public sealed class ProgramTests : IDisposable
{
    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_stopped_run_goes_on_and_a_finished_one_says_so()
    {
        // So many that the run is far from its end when it is stopped, however late that happens.
        var arguments = Arguments(lines => lines.Take(121));

        using (var first = ShopProcess.Start(arguments))
        {
            await first.SaysAsync("[1-9][0-9]* reserved", TimeProvider.System);
            await first.InterruptAsync();
            Assert.Equal(130, await first.EndAsync());
            Assert.Contains("goes on where it was", first.Output, StringComparison.Ordinal);
        }
        var second = await ShopProcess.RunAsync(arguments);
        var third = await ShopProcess.RunAsync(arguments);
        var proof = await ShopProcess.RunAsync([.. arguments, "--verify"]);
        var fresh = await ShopProcess.RunAsync([.. arguments, "--fresh"]);

        Assert.Equal([0, 0, 0, 0], new[] { second, third, proof, fresh }.Select(run => run.ExitCode));
        Assert.Contains("Going on", second.Output, StringComparison.Ordinal);
        Assert.Contains("finished before", third.Output, StringComparison.Ordinal);
        Assert.Contains("Shipped", third.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Going on", fresh.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fresh_run_needs_no_folder_of_an_earlier_one()
    {
        var (exitCode, output) = await ShopProcess.RunAsync([.. Arguments(lines => lines.Take(2)), "--fresh"]);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_named_and_the_rest_goes_on()
    {
        var (exitCode, output) = await ShopProcess.RunAsync(
            Arguments(lines => [.. lines.Take(3), "SO-1,Anna", lines[1]])
        );

        Assert.Equal(0, exitCode);
        Assert.Contains("orders.csv, line 4: 2 fields instead of 10", output, StringComparison.Ordinal);
        Assert.Contains(
            "orders.csv, line 5: order SO-10001 stands on line 2 already",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("2 of 2 finished", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strict_run_starts_nothing_when_a_line_cannot_be_read()
    {
        var (exitCode, output) = await ShopProcess.RunAsync([
            .. Arguments(lines => [.. lines.Take(3), "x"]),
            "--strict",
        ]);

        Assert.Equal(2, exitCode);
        Assert.Contains("line 4", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        var (exitCode, output) = await ShopProcess.RunAsync(folder.File("none.csv"));

        Assert.Equal(2, exitCode);
        Assert.Contains(folder.File("none.csv"), output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_finds_what_was_not_done()
    {
        var (exitCode, output) = await ShopProcess.RunAsync([.. Arguments(lines => lines.Take(2)), "--verify"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("SO-10001", output, StringComparison.Ordinal);
    }

    string[] Arguments(Func<string[], IEnumerable<string>> choose) =>
        [
            folder.Write("orders.csv", [.. choose(File.ReadAllLines(ShopProcess.ShippedOrders))]),
            "--data",
            folder.File("data"),
        ];
}
