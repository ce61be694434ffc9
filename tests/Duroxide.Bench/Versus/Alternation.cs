namespace Duroxide.Bench;

/// <summary>Measures two builds in turns, so that a machine whose speed drifts is as fast for the one as for the other.</summary>
static class Alternation
{
    /// <summary>Measures each workload of each round with both builds, and pairs the results.</summary>
    /// <param name="settings">What to measure.</param>
    /// <param name="rounds">How often.</param>
    /// <param name="old">Measures a workload with the old build.</param>
    /// <param name="current">Measures it with the new one.</param>
    /// <param name="tell">Hears of each result as it comes.</param>
    public static async Task<IReadOnlyList<(Result Old, Result New)>> MeasureAsync(
        Settings settings,
        int rounds,
        Func<IEnumerable<string>, Task<IReadOnlyList<Result>>> old,
        Func<IEnumerable<string>, Task<IReadOnlyList<Result>>> current,
        Action<string> tell
    )
    {
        List<(Result Old, Result New)> pairs = [];
        for (var round = 0; round < rounds; round++)
        {
            foreach (var workload in settings.Workloads)
            {
                var arguments = settings.ArgumentsFor(workload);
                // Who comes first changes, since whatever is left in caches serves the second.
                var oldComesFirst = round % 2 == 0;
                var first = await (oldComesFirst ? old : current)(arguments);
                var second = await (oldComesFirst ? current : old)(arguments);
                var (olds, news) = oldComesFirst ? (first, second) : (second, first);
                Tell(tell, round, "old", olds);
                Tell(tell, round, "new", news);
                pairs.AddRange(from one in olds join other in news on one.Title equals other.Title select (one, other));
            }
        }
        return pairs;
    }

    static void Tell(Action<string> tell, int round, string build, IReadOnlyList<Result> results)
    {
        foreach (var result in results)
        {
            tell($"round {round + 1}, {build}: {Figures.Show(result)}");
        }
    }
}
