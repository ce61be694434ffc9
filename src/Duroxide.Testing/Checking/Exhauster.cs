namespace Duroxide.Testing;

/// <summary>Visits every state of a scenario, and tries each way on from it once.</summary>
/// <remarks>
/// A walk goes on with one living program for as long as the state that it comes to, known or not, has a way on that was
/// not tried. Only where a walk begins is a program replayed, so walks begin where histories are short.
/// </remarks>
sealed class Exhauster(Scenario scenario, ExhaustOptions options)
{
    readonly StateKeys keys = new(options.Merging);
    readonly Dictionary<ValueList<int>, Junction> known = [];
    readonly PriorityQueue<Junction, (int Length, int Number)> open = new();
    readonly Dictionary<string, Played> broken = new(StringComparer.Ordinal);
    readonly CoverageBook coverage = new(scenario);
    bool complete = true;
    long steps;
    int ends;

    public Exhaustion Run()
    {
        Enter(Stage.Open(scenario, options.Freedom), Trail.Start);
        while (open.TryPeek(out var junction, out _))
        {
            if (junction.Stage is { } stage)
            {
                Walk(junction, stage);
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
            broken.Values.Select(played => Shrinker.Shrink(played, options.MaxSteps)).ToValueList(),
            coverage.Read()
        );
    }

    void Walk(Junction junction, Stage stage)
    {
        var trail = junction.Trail;
        while (junction.Next() is { } move)
        {
            steps++;
            stage = stage.Play(move)!;
            trail = trail.Then(move);
            junction = Enter(stage, trail);
        }
    }

    Junction Enter(Stage stage, Trail trail)
    {
        var key = keys.Of(stage);
        if (known.TryGetValue(key, out var junction))
        {
            return junction;
        }
        if (known.Count >= options.MaxStates)
        {
            complete = false;
            open.Clear();
            return Junction.Closed;
        }
        junction = Judge(stage, trail);
        known.Add(key, junction);
        if (junction.Stage is not null)
        {
            open.Enqueue(junction, (trail.Length, known.Count));
        }
        return junction;
    }

    Junction Judge(Stage stage, Trail trail)
    {
        if (Laws.Broken(stage) is { } violation)
        {
            Report(stage, trail, violation);
            return Junction.Closed;
        }
        var junction = new Junction(stage, trail);
        if (!junction.HasWork)
        {
            ends++;
            coverage.Add(stage.World);
            if (Laws.BrokenAtEnd(stage) is { } atEnd)
            {
                Report(stage, trail, atEnd);
            }
        }
        else if (trail.Length >= options.MaxSteps)
        {
            complete = false;
            if (Laws.Endless(stage, trail.Length) is { } endless)
            {
                Report(stage, trail, endless);
            }
            return Junction.Closed;
        }
        return junction;
    }

    void Report(Stage stage, Trail trail, Violation violation)
    {
        var moves = Explicit(trail.Moves());
        if (!broken.TryGetValue(violation.Law, out var found) || moves.Count < found.Moves.Count)
        {
            broken[violation.Law] = new(scenario, moves, stage.World, violation);
        }
    }

    // Here an idle instance reacts at once; in a schedule its turn is a move of its own.
    ValueList<Move> Explicit(IEnumerable<Move> moves)
    {
        var all = new List<Move>();
        var stage = Stage.Open(scenario, Freedom.All);
        foreach (var move in moves)
        {
            all.Add(move);
            var next = stage.Play(move)!;
            var woken = next.World.Instances.Values.FirstOrDefault(instance =>
                move is not Move.Turn && instance.Inbox.Count > 0 && stage.Find(instance.Id) is { Inbox.Count: 0 }
            );
            stage = woken is null ? next : next.Play(new Move.Turn(woken.Id))!;
            if (woken is not null)
            {
                all.Add(new Move.Turn(woken.Id));
            }
        }
        return all.ToValueList();
    }
}
