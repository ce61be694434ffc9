using System.Runtime.ExceptionServices;

namespace Duroxide.Testing;

/// <summary>Plays random runs on several threads, and finds what playing them one after the other would find.</summary>
sealed class Explorer(Scenario scenario, ExploreOptions options, long seed, int runs)
{
    const int BatchSize = 64;

    public Exploration Run()
    {
        var batches = new Batch?[(runs + BatchSize - 1) / BatchSize];
        // The first batch runs alone: it warms up what later runs share, and finds most of what there is to be found.
        var last = Play(batches, 0) ? 0 : PlayAtOnce(batches);
        var coverage = new CoverageCounter(scenario);
        var (played, steps) = (0, 0L);
        foreach (var batch in batches.Take(last + 1).OfType<Batch>())
        {
            coverage.Add(batch.Coverage);
            played += batch.Runs;
            steps += batch.Steps;
        }
        return batches.ElementAtOrDefault(last)?.Failing is { } failing
            ? new(seed, played, steps, coverage.Read())
            {
                Counterexample = Shown(failing),
                FailingSeed = seed + played - 1,
            }
            : new(seed, played, steps, coverage.Read());
    }

    ScenarioRun Shown(ScenarioRun failing)
    {
        var confirmed = Reproduction.Confirm(failing);
        return options.Shrink ? Shrinker.Shrink(confirmed, options.Bound) : confirmed;
    }

    /// <summary>Plays the other batches up to the first that fails, and says which is the last that counts.</summary>
    int PlayAtOnce(Batch?[] batches)
    {
        var threads = new ParallelOptions { MaxDegreeOfParallelism = options.Threads };
        try
        {
            var loop = Parallel.For(1, batches.Length, threads, (index, loop) => Play(batches, index, loop));
            return (int?)loop.LowestBreakIteration ?? batches.Length - 1;
        }
        catch (AggregateException many) when (many.InnerException is { } thrown)
        {
            // What a law or an activity throws comes out as it does on one thread.
            ExceptionDispatchInfo.Throw(thrown);
            throw;
        }
    }

    // A batch behind one that failed does not count; all those before it are played in any case.
    void Play(Batch?[] batches, int index, ParallelLoopState loop)
    {
        if (!loop.ShouldExitCurrentIteration && Play(batches, index))
        {
            loop.Break();
        }
    }

    bool Play(Batch?[] batches, int index)
    {
        if (index >= batches.Length)
        {
            return true;
        }
        var from = index * BatchSize;
        batches[index] = Batch.Play(scenario, options, seed + from, Math.Min(BatchSize, runs - from));
        return batches[index]!.Failing is not null;
    }
}
