namespace Duroxide.Testing;

/// <summary>Plays schedules of a scenario.</summary>
static class ScheduleRunner
{
    /// <summary>Plays the moves that can be made, and then continues calmly to the end.</summary>
    public static ScenarioRun Play(Scenario scenario, IEnumerable<Move> moves, StepBound bound)
    {
        var run = new RunRecorder(ScenarioState.Open(scenario, Budget.All));
        foreach (var move in moves)
        {
            if (run.TryMake(move) && run.Broken() is { } violation)
            {
                return run.Read(violation);
            }
        }
        return Finish(run, bound);
    }

    /// <summary>Plays the moves that a function chooses, and then continues calmly to the end.</summary>
    public static ScenarioRun Steer(Scenario scenario, Func<EnabledMoves, Move?> choose, StepBound bound)
    {
        var run = new RunRecorder(ScenarioState.Open(scenario, Budget.All));
        while (run.Steps < bound.Steps && choose(Look(run.State)) is { } move)
        {
            if (run.TryMake(move) && run.Broken() is { } violation)
            {
                return run.Read(violation);
            }
        }
        return Finish(run, bound);
    }

    /// <summary>Plays one random run.</summary>
    public static ScenarioRun Walk(Scenario scenario, ExploreOptions options, long seed)
    {
        var walk = new RandomWalk(seed);
        var run = new RunRecorder(ScenarioState.Open(scenario, options.Budget));
        while (run.Steps < options.MaxSteps && walk.Choose(run.State) is { } move && run.TryMake(move))
        {
            if (run.Broken() is { } violation)
            {
                return run.Read(violation);
            }
        }
        return End(run, options.Bound);
    }

    /// <summary>Makes the same moves once more, without going on.</summary>
    /// <returns>The run up to the first move that cannot be made.</returns>
    public static ScenarioRun Repeat(Scenario scenario, IEnumerable<Move> moves)
    {
        var run = new RunRecorder(ScenarioState.Open(scenario, Budget.All));
        foreach (var _ in moves.TakeWhile(run.TryMake))
        {
            // Making the move is all there is to do.
        }
        return run.Read(violation: null);
    }

    static EnabledMoves Look(ScenarioState state)
    {
        var (work, trouble, delays) = (new List<Move>(), new List<Move>(), new List<Move>());
        state.AddWork(work);
        state.AddTrouble(trouble);
        state.AddDelays(delays);
        return new(state.World, work.ToValueList(), trouble.ToValueList(), delays.ToValueList());
    }

    static ScenarioRun Finish(RunRecorder run, StepBound bound)
    {
        while (run.Steps < bound.Steps && run.State.Calm() is { } move && run.TryMake(move))
        {
            if (run.Broken() is { } violation)
            {
                return run.Read(violation);
            }
        }
        return End(run, bound);
    }

    static ScenarioRun End(RunRecorder run, StepBound bound) =>
        Laws.Departed(ReplayCheck.Of(run.State.World)) is { } departed ? run.ReadDeparture(departed)
        : run.State.Calm() is null
            ? run.Read(Laws.BrokenAtEnd(run.State) ?? Order.Broken(run.Read(violation: null), bound))
        : run.Read(Laws.OutOfSteps(run.State, bound));
}
