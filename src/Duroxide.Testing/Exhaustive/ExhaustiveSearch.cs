namespace Duroxide.Testing;

/// <summary>Visits every state of a scenario, and tries each way on from it once.</summary>
/// <remarks>
/// A walk continues with one living program for as long as the state that it comes to, known or not, has a way on that was
/// not tried. Only where a walk begins is a program replayed, so walks begin where histories are short.
/// </remarks>
sealed class ExhaustiveSearch(Scenario scenario, ExhaustOptions options)
{
    readonly StateKeys keys = new(options.Merging);
    readonly Dictionary<ValueList<int>, VisitedState> known = [];
    readonly PriorityQueue<VisitedState, (int Length, int Number)> frontier = new();
    readonly Dictionary<string, Candidates> broken = new(StringComparer.Ordinal);
    readonly CoverageCounter coverage = new(scenario);
    readonly ClockWatch clock = new();
    readonly Order order = new();
    bool complete = true;
    long steps;
    int ends;

    /// <summary>Searches without delays, and then once more with them if the code looks at the clock: only then do they matter.</summary>
    public static Exhaustion Run(Scenario scenario, ExhaustOptions options)
    {
        var punctual = new ExhaustiveSearch(scenario, options with { Delays = 0 });
        var found = punctual.Run();
        return found.Holds && punctual.clock.WasRead && options.Delays > 0
            ? new ExhaustiveSearch(scenario, options).Run()
            : found;
    }

    Exhaustion Run()
    {
        Enter(null, ScenarioState.Open(scenario, options.Budget, clock), MovePath.Start);
        while (frontier.TryPeek(out var visited, out _))
        {
            if (visited.State is { } state)
            {
                Walk(visited, state);
            }
            else
            {
                frontier.Dequeue();
            }
        }
        return new(
            known.Count,
            steps,
            ends,
            complete,
            broken.Values.Select(candidates => candidates.Shortest(options.Bound)).ToValueList(),
            coverage.Read()
        );
    }

    void Walk(VisitedState visited, ScenarioState state)
    {
        var path = visited.Path;
        while (visited.Next() is { } move)
        {
            steps++;
            var before = state;
            state =
                before.Play(move)
                ?? throw new InvalidOperationException(
                    $"{move} can be made in '{scenario.Name}' in one state and cannot in an equal one. A condition of a stimulus "
                        + "must depend on the world alone."
                );
            path = path.Then(move);
            visited = Enter(before, state, path);
        }
    }

    VisitedState Enter(ScenarioState? before, ScenarioState state, MovePath path)
    {
        var key = keys.Of(state);
        if (known.TryGetValue(key, out var visited))
        {
            return visited;
        }
        if (known.Count >= options.MaxStates)
        {
            complete = false;
            frontier.Clear();
            return VisitedState.Closed;
        }
        visited = Judge(before, state, path);
        known.Add(key, visited);
        if (visited.State is not null)
        {
            frontier.Enqueue(visited, (path.Length, known.Count));
        }
        return visited;
    }

    VisitedState Judge(ScenarioState? before, ScenarioState state, MovePath path)
    {
        if ((Laws.Broken(state) ?? Replayed(before, state) ?? Cycle(state, path)) is { } violation)
        {
            Report(state, path, violation);
            return VisitedState.Closed;
        }
        var visited = new VisitedState(state, path);
        if (!visited.HasWork)
        {
            ends++;
            coverage.Add(state.World);
            if ((Laws.BrokenAtEnd(state) ?? order.Broken(scenario, state.World)) is { } atEnd)
            {
                Report(state, path, atEnd);
            }
        }
        else if (path.Length >= options.MaxSteps)
        {
            complete = false;
            if (Laws.OutOfSteps(state, options.Bound) is { } outOfSteps)
            {
                Report(state, path, outOfSteps);
            }
            return VisitedState.Closed;
        }
        return visited;
    }

    // The search itself replays only where it goes back to a state; here each state is, as after a crash in it.
    static Violation? Replayed(ScenarioState? before, ScenarioState state) =>
        before is null ? null : Laws.Departed(ReplayCheck.Since(before.World, state.World));

    // States that differ by what lies behind them are different ones here, so a way round is found on its path.
    Violation? Cycle(ScenarioState state, MovePath path)
    {
        if (scenario.MayRunOn || !CycleKey.IsComparable(state))
        {
            return null;
        }
        var detector = new CycleDetector(ScenarioState.Open(scenario, options.Budget));
        var (again, step) = (ScenarioState.Open(scenario, options.Budget), 0);
        foreach (var move in path.Moves())
        {
            if (again.Play(move) is not { } next)
            {
                return null;
            }
            again = next;
            if (detector.Endless(again, ++step) is { } violation)
            {
                return violation;
            }
        }
        return null;
    }

    void Report(ScenarioState state, MovePath path, Violation violation)
    {
        var run = Explicit(path.Moves());
        var found =
            Reproduction.IsInDoubt(violation) && Reproduction.Difference(state.World, run.World) is { } courses
                ? Laws.Elsewhere(courses)
                : violation;
        if (!broken.TryGetValue(found.Law, out var candidates))
        {
            broken.Add(found.Law, candidates = new());
        }
        candidates.Add(run with { Violation = found });
    }

    // Here an idle instance reacts at once; in a schedule its turn is a move of its own. Code that is not deterministic may
    // not come as far again.
    ScenarioRun Explicit(IEnumerable<Move> moves)
    {
        var run = new RunRecorder(ScenarioState.Open(scenario, Budget.All));
        foreach (var move in moves)
        {
            var before = run.State;
            if (!run.TryMake(move))
            {
                break;
            }
            var woken = run.State.World.Instances.Values.FirstOrDefault(instance =>
                move is not Move.Turn && instance.Inbox.Count > 0 && before.Find(instance.Id) is { Inbox.Count: 0 }
            );
            if (woken is not null && !run.TryMake(new Move.Turn(woken.Id)))
            {
                break;
            }
        }
        return run.Read(violation: null);
    }
}
