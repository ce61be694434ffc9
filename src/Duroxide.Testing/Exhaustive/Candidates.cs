namespace Duroxide.Testing;

/// <summary>Some of the runs that break a law. The shortest as it was found is not always the one that shrinks to the shortest.</summary>
sealed class Candidates
{
    const int Most = 8;

    readonly List<ScenarioRun> runs = [];

    /// <summary>Takes a run if it is among the shortest; of runs as long as each other the first ones are kept.</summary>
    public void Add(ScenarioRun run)
    {
        var place = runs.Count;
        while (place > 0 && runs[place - 1].Moves.Count > run.Moves.Count)
        {
            place--;
        }
        runs.Insert(place, run);
        if (runs.Count > Most)
        {
            runs.RemoveAt(Most);
        }
    }

    /// <summary>Shrinks them all, and gives the shortest.</summary>
    public ScenarioRun Shortest(StepBound bound) =>
        runs.Select(run => Shrinker.Shrink(run, bound)).MinBy(run => run.Moves.Count)!;
}
