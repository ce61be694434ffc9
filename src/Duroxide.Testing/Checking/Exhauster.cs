namespace Duroxide.Testing;

/// <summary>Visits every state of a scenario, each once, depth first.</summary>
/// <remarks>Depth first, the first way on from a state goes on with its living program; the other ways replay.</remarks>
sealed class Exhauster(Scenario scenario, ExhaustOptions options)
{
    readonly StateKeys keys = new(options.Merging);
    readonly HashSet<ValueList<int>> seen = [];
    readonly Dictionary<string, Played> broken = new(StringComparer.Ordinal);
    readonly CoverageBook coverage = new(scenario);
    readonly Stack<Visit> path = new();
    bool complete = true;
    long steps;
    int ends;

    public Exhaustion Run()
    {
        Enter(Stage.Open(scenario, options.Freedom), move: null);
        while (path.TryPeek(out var visit))
        {
            if (visit.Next() is { } move)
            {
                steps++;
                Enter(visit.Stage.Play(move)!, move);
            }
            else
            {
                path.Pop();
            }
        }
        return new(
            seen.Count,
            steps,
            ends,
            complete,
            broken.Values.Select(played => Shrinker.Shrink(played, options.MaxSteps)).ToValueList(),
            coverage.Read()
        );
    }

    void Enter(Stage stage, Move? move)
    {
        if (seen.Count >= options.MaxStates)
        {
            complete = false;
            return;
        }
        if (!seen.Add(keys.Of(stage)))
        {
            return;
        }
        if (Laws.Broken(stage) is { } violation)
        {
            Report(stage, move, violation);
            return;
        }
        var visit = new Visit(stage, move);
        if (!visit.HasWork)
        {
            ends++;
            coverage.Add(stage.World);
            if (Laws.BrokenAtEnd(stage) is { } atEnd)
            {
                Report(stage, move, atEnd);
            }
        }
        else if (path.Count >= options.MaxSteps)
        {
            complete = false;
            if (Laws.Endless(stage, path.Count) is { } endless)
            {
                Report(stage, move, endless);
            }
            return;
        }
        path.Push(visit);
    }

    void Report(Stage stage, Move? move, Violation violation)
    {
        var moves = Explicit(path.Reverse().Select(visit => visit.Move).Append(move).OfType<Move>());
        if (!broken.TryGetValue(violation.Law, out var known) || moves.Count < known.Moves.Count)
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

    /// <summary>A state on the way, with the moves from it that were not made yet.</summary>
    sealed class Visit
    {
        readonly List<Move> moves = [];
        int next;

        public Visit(Stage stage, Move? move)
        {
            Stage = stage;
            Move = move;
            stage.AddWork(moves);
            HasWork = moves.Count > 0;
            stage.AddTrouble(moves);
        }

        public Stage Stage { get; }

        public Move? Move { get; }

        public bool HasWork { get; }

        public Move? Next() => next < moves.Count ? moves[next++] : null;
    }
}
