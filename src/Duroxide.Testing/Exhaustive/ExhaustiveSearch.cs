namespace Duroxide.Testing;

/// <summary>Visits every state of a scenario, and tries each way on from it once.</summary>
/// <remarks>
/// A walk goes on with one living program for as long as the state that it comes to, known or not, has a way on that was
/// not tried. Only where a walk begins is a program replayed, so walks begin where histories are short.
/// </remarks>
sealed class ExhaustiveSearch(Scenario scenario, ExhaustOptions options)
{
    readonly StateKeys keys = new(options.Merging);
    readonly Dictionary<ValueList<int>, VisitedState> known = [];
    readonly PriorityQueue<VisitedState, (int Length, int Number)> open = new();
    readonly Dictionary<string, ScenarioRun> broken = new(StringComparer.Ordinal);
    readonly CoverageCounter coverage = new(scenario);
    bool complete = true;
    long steps;
    int ends;

    public Exhaustion Run()
    {
        Enter(ScenarioState.Open(scenario, options.Budget), MovePath.Start);
        while (open.TryPeek(out var visited, out _))
        {
            if (visited.State is { } state)
            {
                Walk(visited, state);
            }
            else
            {
                open.Dequeue();
            }
        }
        return new(
            known.Count,
            steps,
            ends,
            complete,
            broken.Values.Select(run => Shrinker.Shrink(run, options.MaxSteps)).ToValueList(),
            coverage.Read()
        );
    }

    void Walk(VisitedState visited, ScenarioState state)
    {
        var path = visited.Path;
        while (visited.Next() is { } move)
        {
            steps++;
            state = state.Play(move)!;
            path = path.Then(move);
            visited = Enter(state, path);
        }
    }

    VisitedState Enter(ScenarioState state, MovePath path)
    {
        var key = keys.Of(state);
        if (known.TryGetValue(key, out var visited))
        {
            return visited;
        }
        if (known.Count >= options.MaxStates)
        {
            complete = false;
            open.Clear();
            return VisitedState.Closed;
        }
        visited = Judge(state, path);
        known.Add(key, visited);
        if (visited.State is not null)
        {
            open.Enqueue(visited, (path.Length, known.Count));
        }
        return visited;
    }

    VisitedState Judge(ScenarioState state, MovePath path)
    {
        if (Laws.Broken(state) is { } violation)
        {
            Report(state, path, violation);
            return VisitedState.Closed;
        }
        var visited = new VisitedState(state, path);
        if (!visited.HasWork)
        {
            ends++;
            coverage.Add(state.World);
            if (Laws.BrokenAtEnd(state) is { } atEnd)
            {
                Report(state, path, atEnd);
            }
        }
        else if (path.Length >= options.MaxSteps)
        {
            complete = false;
            if (Laws.Endless(state, path.Length) is { } endless)
            {
                Report(state, path, endless);
            }
            return VisitedState.Closed;
        }
        return visited;
    }

    void Report(ScenarioState state, MovePath path, Violation violation)
    {
        var moves = Explicit(path.Moves());
        if (!broken.TryGetValue(violation.Law, out var found) || moves.Count < found.Moves.Count)
        {
            broken[violation.Law] = new(scenario, moves, state.World, violation);
        }
    }

    // Here an idle instance reacts at once; in a schedule its turn is a move of its own.
    ValueList<Move> Explicit(IEnumerable<Move> moves)
    {
        var all = new List<Move>();
        var state = ScenarioState.Open(scenario, Budget.All);
        foreach (var move in moves)
        {
            all.Add(move);
            var next = state.Play(move)!;
            var woken = next.World.Instances.Values.FirstOrDefault(instance =>
                move is not Move.Turn && instance.Inbox.Count > 0 && state.Find(instance.Id) is { Inbox.Count: 0 }
            );
            state = woken is null ? next : next.Play(new Move.Turn(woken.Id))!;
            if (woken is not null)
            {
                all.Add(new Move.Turn(woken.Id));
            }
        }
        return all.ToValueList();
    }
}
