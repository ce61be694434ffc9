namespace Duroxide.Testing;

/// <summary>Plays schedules of a scenario.</summary>
static class Schedules
{
    /// <summary>Plays the moves that can be made, and then, if asked, goes on calmly to the end.</summary>
    public static Played Play(Scenario scenario, IEnumerable<Move> moves, int maxSteps, bool toTheEnd)
    {
        var stage = Stage.Open(scenario, Freedom.All);
        var made = new List<Move>();
        foreach (var move in moves)
        {
            if (stage.Play(move) is not { } next)
            {
                continue;
            }
            made.Add(move);
            stage = next;
            if (Laws.Broken(stage) is { } violation)
            {
                return new(scenario, made.ToValueList(), stage.World, violation);
            }
        }
        return toTheEnd ? Finish(stage, made, maxSteps) : new(scenario, made.ToValueList(), stage.World, null);
    }

    /// <summary>Plays the moves that a function chooses, and then goes on calmly to the end.</summary>
    public static Played Steer(Scenario scenario, Func<Crossroads, Move?> choose, int maxSteps)
    {
        var stage = Stage.Open(scenario, Freedom.All);
        var made = new List<Move>();
        while (made.Count < maxSteps && choose(Look(stage)) is { } move)
        {
            if (stage.Play(move) is not { } next)
            {
                continue;
            }
            made.Add(move);
            stage = next;
            if (Laws.Broken(stage) is { } violation)
            {
                return new(scenario, made.ToValueList(), stage.World, violation);
            }
        }
        return Finish(stage, made, maxSteps);
    }

    /// <summary>Plays one random run.</summary>
    public static Played Wander(Scenario scenario, ExploreOptions options, long seed)
    {
        var wanderer = new Wanderer(seed);
        var stage = Stage.Open(scenario, options.Freedom);
        var made = new List<Move>();
        while (made.Count < options.MaxSteps && wanderer.Choose(stage) is { } move)
        {
            made.Add(move);
            stage = stage.Play(move)!;
            if (Laws.Broken(stage) is { } violation)
            {
                return new(scenario, made.ToValueList(), stage.World, violation);
            }
        }
        return new(scenario, made.ToValueList(), stage.World, AtEnd(stage, made.Count, options.MaxSteps));
    }

    static Crossroads Look(Stage stage)
    {
        var (work, trouble) = (new List<Move>(), new List<Move>());
        stage.AddWork(work);
        stage.AddTrouble(trouble);
        return new(stage.World, work.ToValueList(), trouble.ToValueList());
    }

    static Played Finish(Stage stage, List<Move> made, int maxSteps)
    {
        while (made.Count < maxSteps && stage.Calm() is { } move)
        {
            made.Add(move);
            stage = stage.Play(move)!;
            if (Laws.Broken(stage) is { } violation)
            {
                return new(stage.Scenario, made.ToValueList(), stage.World, violation);
            }
        }
        return new(stage.Scenario, made.ToValueList(), stage.World, AtEnd(stage, made.Count, maxSteps));
    }

    static Violation? AtEnd(Stage stage, int steps, int maxSteps) =>
        steps >= maxSteps && stage.Calm() is not null ? Laws.Endless(stage, steps) : Laws.BrokenAtEnd(stage);
}
