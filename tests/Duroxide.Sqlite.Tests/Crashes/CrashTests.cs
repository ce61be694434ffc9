using System.Collections.Concurrent;
using Duroxide.Testing;
using Xunit.Sdk;

namespace Duroxide.Sqlite.Tests.Crashes;

/// <summary>The process dies before and after every single write; the next one finds what was promised and ends the tale as if nothing had happened.</summary>
public sealed class CrashTests
{
    private const int Never = -1;

    [Fact]
    public async Task A_crash_at_any_write_leads_to_the_same_end()
    {
        var (expected, points, _) = await LiveAsync(Never);
        Assert.Contains("root tale/root 1.0.0 2 Completed 'done' 'half way' 2", expected, StringComparison.Ordinal);

        var reached = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, points),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (at, _) =>
            {
                var (actual, _, where) = await LiveAsync(at);
                reached.Add(Assert.IsType<string>(where));
                Assert.True(expected == actual, $"Dead {where} ({at}), it ended as\n{actual}\ninstead of\n{expected}");
            }
        );

        string[] some =
        [
            "before 0001-initial.sql",
            "before transaction/commit",
            "after history/add",
            "after turns/release",
            "after lineage/advance",
            "after turns/advance-waiting",
        ];
        Assert.Empty(some.Except(reached));
    }

    [Fact]
    public async Task A_store_that_forgets_is_found_out()
    {
        var (_, points, _) = await LiveAsync(Never);

        await Assert.ThrowsAnyAsync<XunitException>(() => LiveAsync(points - 5, forgets: true));
    }

    private static async Task<(string Outcome, int Points, string? Where)> LiveAsync(int at, bool forgets = false)
    {
        using var file = new TemporaryFile();
        var time = new VirtualTimeProvider();
        var promises = new Promises();
        var crash = new CrashPoint(file.Path, at);
        var options = new SqliteOptions(file.Path)
        {
            Time = time,
            Synchronous = SqliteSynchronous.Normal,
            CheckpointPages = 100,
            Faults = crash,
        };
        await using (var first = new SqliteProvider(options))
        {
            var life = new Process(first, time, promises).RunAsync();
            await ((Task)life).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (at == Never)
            {
                await life;
                return (await Outcome.ReadAsync(first), crash.Count, null);
            }
            Assert.IsType<ProviderException>(life.Exception?.InnerException);
        }
        crash.Restore(forgets);
        time.Advance(TimeSpan.FromMinutes(1));
        await using var second = new SqliteProvider(options with { Faults = null });
        await new Process(second, time, promises).RunAsync();
        return (await Outcome.ReadAsync(second), crash.Count, crash.Where);
    }
}
