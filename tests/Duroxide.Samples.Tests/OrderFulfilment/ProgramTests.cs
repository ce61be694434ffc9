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
        await ShopProcess.RunAsync(Arguments(lines => lines.Take(2)));

        var (exitCode, output) = await ShopProcess.RunAsync([.. Arguments(lines => lines.Take(3)), "--verify"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("SO-10002", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_of_nothing_makes_nothing()
    {
        var (exitCode, output) = await ShopProcess.RunAsync([.. Arguments(lines => lines.Take(2)), "--verify"]);

        Assert.Equal(2, exitCode);
        Assert.Contains("There is nothing to prove", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Theory]
    [InlineData("a header of another file", "the first line must be", 2)]
    [InlineData("an empty file", "the file is empty", 2)]
    [InlineData("a folder that is a file", "data", 2)]
    [InlineData("a store that is none", "is not an SQLite database", 1)]
    [InlineData("books that are none", "file is not a database", 1)]
    [InlineData("an article that stands twice", "stock.csv, line 3: article MUG-BLUE stands on an earlier line", 2)]
    public async Task What_is_wrong_is_told_in_a_line_and_by_the_exit_code(string wrong, string told, int exitCode)
    {
        List<string> arguments = [.. Arguments(lines => lines.Take(2))];
        string[] trash = [.. Enumerable.Repeat("Dear diary, nothing was sold today.", 100)];
        switch (wrong)
        {
            case "a header of another file":
                folder.Write("orders.csv", "id,name", "1,Anna");
                break;
            case "an empty file":
                File.WriteAllText(arguments[0], "");
                break;
            case "a folder that is a file":
                folder.Write("data", trash);
                break;
            case "a store that is none":
                Directory.CreateDirectory(folder.File("data"));
                File.WriteAllLines(Path.Combine(folder.File("data"), "orchestrations.db"), trash);
                break;
            case "books that are none":
                Directory.CreateDirectory(folder.File("data"));
                File.WriteAllLines(Path.Combine(folder.File("data"), "ledger.db"), trash);
                break;
            case "an article that stands twice":
                const string Mug = "MUG-BLUE,Mug,12.50,10";
                arguments.AddRange(["--stock", folder.Write("stock.csv", "sku,name,price,on_hand", Mug, Mug)]);
                break;
            default:
                throw new ArgumentException(wrong, nameof(wrong));
        }

        var (code, output) = await ShopProcess.RunAsync([.. arguments]);

        Assert.Equal(exitCode, code);
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    string[] Arguments(Func<string[], IEnumerable<string>> choose) =>
        [
            folder.Write("orders.csv", [.. choose(File.ReadAllLines(ShopProcess.ShippedOrders))]),
            "--data",
            folder.File("data"),
        ];
}
