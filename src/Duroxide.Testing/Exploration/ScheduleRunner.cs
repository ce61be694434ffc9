namespace Duroxide.Testing;

/// <summary>Plays schedules of a scenario.</summary>
static class ScheduleRunner
{
    /// <summary>Plays the moves that can be made, and then, if asked, goes on calmly to the end.</summary>
    public static ScenarioRun Play(Scenario scenario, IEnumerable<Move> moves, int maxSteps, bool toTheEnd)
    {
        var state = ScenarioState.Open(scenario, Budget.All);
        var made = new List<Move>();
        foreach (var move in moves)
        {
            if (state.Play(move) is not { } next)
            {
                continue;
            }
            made.Add(move);
            state = next;
            if (Laws.Broken(state) is { } violation)
            {
                return new(scenario, made.ToValueList(), state.World, violation);
            }
        }
        return toTheEnd ? Finish(state, made, maxSteps) : new(scenario, made.ToValueList(), state.World, null);
    }

    /// <summary>Plays the moves that a function chooses, and then goes on calmly to the end.</summary>
    public static ScenarioRun Steer(Scenario scenario, Func<EnabledMoves, Move?> choose, int maxSteps)
    {
        var state = ScenarioState.Open(scenario, Budget.All);
        var made = new List<Move>();
        while (made.Count < maxSteps && choose(Look(state)) is { } move)
        {
            if (state.Play(move) is not { } next)
            {
                continue;
            }
            made.Add(move);
            state = next;
            if (Laws.Broken(state) is { } violation)
            {
                return new(scenario, made.ToValueList(), state.World, violation);
            }
        }
        return Finish(state, made, maxSteps);
    }

    /// <summary>Plays one random run.</summary>
    public static ScenarioRun Walk(Scenario scenario, ExploreOptions options, long seed)
    {
        var walk = new RandomWalk(seed);
        var state = ScenarioState.Open(scenario, options.Budget);
        var made = new List<Move>();
        while (made.Count < options.MaxSteps && walk.Choose(state) is { } move)
        {
            made.Add(move);
            state = state.Play(move)!;
            if (Laws.Broken(state) is { } violation)
            {
                return new(scenario, made.ToValueList(), state.World, violation);
            }
        }
        return new(scenario, made.ToValueList(), state.World, AtEnd(state, made.Count, options.MaxSteps));
    }

    static EnabledMoves Look(ScenarioState state)
    {
        var (work, trouble) = (new List<Move>(), new List<Move>());
        state.AddWork(work);
        state.AddTrouble(trouble);
        return new(state.World, work.ToValueList(), trouble.ToValueList());
    }

    static ScenarioRun Finish(ScenarioState state, List<Move> made, int maxSteps)
    {
        while (made.Count < maxSteps && state.Calm() is { } move)
        {
            made.Add(move);
            state = state.Play(move)!;
            if (Laws.Broken(state) is { } violation)
            {
                return new(state.Scenario, made.ToValueList(), state.World, violation);
            }
        }
        return new(state.Scenario, made.ToValueList(), state.World, AtEnd(state, made.Count, maxSteps));
    }

    static Violation? AtEnd(ScenarioState state, int steps, int maxSteps) =>
        steps >= maxSteps && state.Calm() is not null ? Laws.Endless(state, steps) : Laws.BrokenAtEnd(state);
}
