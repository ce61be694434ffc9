using System.Globalization;

namespace Duroxide.Samples.Tests;

/// <summary>
/// Kills the program at random moments, lets it finish, and has it prove that no order suffered. DUROXIDE_CRASH_SEED
/// repeats the moments of an earlier run; DUROXIDE_CRASH_KILLS=500 makes it a soak.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output) : IDisposable
{
    static readonly TimeSpan ShortestLife = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestLife = TimeSpan.FromMilliseconds(2000);
    static readonly TimeSpan PatiencePerCopy = TimeSpan.FromMinutes(2);

    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("OrderFulfilment", 20)]
    [InlineData("OrderFulfilment.FSharp", 5)]
    public async Task Orders_survive_a_process_that_is_killed_again_and_again(string program, int usualKills)
    {
        var kills = Number("DUROXIDE_CRASH_KILLS") ?? usualKills;
        var seed = Number("DUROXIDE_CRASH_SEED") ?? Random.Shared.Next();
        output.WriteLine($"DUROXIDE_CRASH_SEED={seed}");
        var random = new Random(seed);
        // As many orders as no run of that many lives can finish.
        var copies = Math.Max(1, kills / 10);
        string[] arguments = [Orders(copies: copies), "--stock", Stock(copies: copies), "--data", folder.Path];

        for (var kill = 1; kill <= kills; kill++)
        {
            using var shop = ShopProcess.StartTwin(program, arguments);
            var life = ShortestLife + (LongestLife - ShortestLife) * random.NextDouble();
            Assert.True(
                await shop.KillAfterAsync(life, TimeProvider.System),
                $"Seed {seed}: it ended by itself before kill {kill}.\n{shop.Output}"
            );
        }
        using var last = ShopProcess.StartTwin(program, arguments);
        var exitCode = await last.EndAsync(PatiencePerCopy * copies);
        Assert.True(exitCode == 0, $"Seed {seed}: it ended with {exitCode}.\n{last.Output}");
        using var proof = ShopProcess.StartTwin(program, [.. arguments, "--verify"]);
        var verdict = await proof.EndAsync();
        Assert.True(verdict == 0, $"Seed {seed}: it was not handled right.\n{last.Output}\n{proof.Output}");
        output.WriteLine($"{last.Output}\n{proof.Output}");
    }

    [Fact]
    public async Task Two_processes_share_one_file_and_the_death_of_one_leaves_its_work_to_the_other()
    {
        string[] arguments = [Orders(copies: 1, most: 80), "--stock", Stock(copies: 1), "--data", folder.Path];
        using var mortal = ShopProcess.Start(arguments);
        using var steady = ShopProcess.Start(arguments);

        await Task.WhenAll(
            mortal.SaysAsync("of 80 finished", TimeProvider.System),
            steady.SaysAsync("of 80 finished", TimeProvider.System)
        );
        Assert.True(await mortal.KillAfterAsync(ShortestLife, TimeProvider.System), mortal.Output);

        Assert.True(await steady.EndAsync() == 0, steady.Output);
        Assert.Contains("80 of 80 finished", steady.Output, StringComparison.Ordinal);
        using var proof = ShopProcess.Start([.. arguments, "--verify"]);
        Assert.True(await proof.EndAsync() == 0, $"{steady.Output}\n{proof.Output}");
    }

    /// <summary>The shipped orders, and for a longer run the same again under other ids.</summary>
    string Orders(int copies, int most = int.MaxValue)
    {
        var lines = File.ReadAllLines(ShopProcess.ShippedOrders);
        return folder.Write(
            "orders.csv",
            [
                lines[0],
                .. Enumerable
                    .Range(1, copies)
                    .SelectMany(copy => lines.Skip(1).Take(most).Select(line => line.Replace("SO-", $"S{copy}-"))),
            ]
        );
    }

    string Stock(int copies)
    {
        var lines = File.ReadAllLines(SampleProgram.File("stock.csv"));
        return folder.Write("stock.csv", [lines[0], .. lines.Skip(1).Select(line => Times(line, copies))]);
    }

    static string Times(string line, int copies)
    {
        var at = line.LastIndexOf(',') + 1;
        return line[..at] + int.Parse(line[at..], CultureInfo.InvariantCulture) * copies;
    }

    static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;
}
