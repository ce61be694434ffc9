namespace Duroxide.Testing;

/// <summary>Makes a failing schedule as short as possible, while it breaks the same law.</summary>
/// <remarks>
/// What is left of a schedule is run and then finished calmly, so that removing a step that is needed only puts it
/// where a calm run would have it. What counts is the number of steps, then how much of them is trouble.
/// </remarks>
static class Shrinker
{
    const int MostAttempts = 4_000;

    public static ScenarioRun Shrink(ScenarioRun failing, StepBound bound)
    {
        var search = new Search(failing, bound);
        if (failing.Violation?.Law == Laws.Bounded)
        {
            // Such a run is as long as its bound, whatever is left out: all that can be better is to need no moves at all.
            search.LeaveAllOut();
            return search.Best;
        }
        while (search.RemoveChunks() | search.Simplify() | search.Calm())
        {
            // Each pass may open the way for another.
        }
        return Reproduction.Confirm(search.Best);
    }

    sealed class Search(ScenarioRun failing, StepBound bound)
    {
        int attempts;

        public ScenarioRun Best { get; private set; } = failing;

        /// <summary>Leaves the whole run to be a calm one.</summary>
        public void LeaveAllOut() => Try([]);

        /// <summary>Leaves out runs of moves, long ones first.</summary>
        public bool RemoveChunks()
        {
            var shorter = false;
            for (var size = Math.Max(1, Best.Moves.Count / 2); size >= 1; size /= 2)
            {
                for (var at = 0; at + size <= Best.Moves.Count; )
                {
                    var accepted = Try([.. Best.Moves.Take(at), .. Best.Moves.Skip(at + size)]);
                    shorter |= accepted;
                    at += accepted ? 0 : size;
                }
            }
            return shorter;
        }

        /// <summary>Puts plainer moves in the place of single ones.</summary>
        public bool Simplify()
        {
            var simpler = false;
            for (var at = 0; at < Best.Moves.Count; at++)
            {
                foreach (var plainer in Plainer(Best.Moves[at]))
                {
                    simpler |= at < Best.Moves.Count && Try(Replaced(at, plainer));
                }
            }
            return simpler;
        }

        /// <summary>Puts neighbours in the order of a calm run, where that makes no difference.</summary>
        public bool Calm()
        {
            var calmer = false;
            for (var at = 0; at + 1 < Best.Moves.Count; at++)
            {
                if (Rank(Best.Moves[at]) > Rank(Best.Moves[at + 1]))
                {
                    calmer |= Try([
                        .. Best.Moves.Take(at),
                        Best.Moves[at + 1],
                        Best.Moves[at],
                        .. Best.Moves.Skip(at + 2),
                    ]);
                }
            }
            return calmer;
        }

        bool Try(IReadOnlyList<Move> moves)
        {
            if (++attempts > MostAttempts)
            {
                return false;
            }
            var run = ScheduleRunner.Play(Best.Scenario, moves, bound);
            var better = run.Violation?.Law == Best.Violation!.Law && Cost(run).CompareTo(Cost(Best)) < 0;
            Best = better ? run : Best;
            return better;
        }

        Move[] Replaced(int at, Move move) => [.. Best.Moves.Take(at), move, .. Best.Moves.Skip(at + 1)];
    }

    static (int, int, int) Cost(ScenarioRun run)
    {
        var moves = run.Moves;
        var disorder = 0;
        for (var index = 0; index + 1 < moves.Count; index++)
        {
            disorder += Rank(moves[index]) > Rank(moves[index + 1]) ? 1 : 0;
        }
        return (moves.Count, moves.Sum(Trouble), disorder);
    }

    static int Trouble(Move move) =>
        move switch
        {
            Move.Begin begin => begin.With,
            Move.Turn turn => turn.Most == int.MaxValue ? 0 : 1,
            Move.Answer answer => answer.With + answer.Which + (answer.IsLost ? 5 : 0),
            Move.RunLate late => 5 + late.With + late.Which,
            Move.Fire fire => fire.Which,
            Move.Give => 0,
            Move.Crash => 5,
            Move.Pass pass => 5 + ScenarioState.Delays.Count(seconds => seconds < pass.Seconds),
        };

    static int Rank(Move move) =>
        move switch
        {
            Move.Begin or Move.Turn => 0,
            Move.Answer answer => answer.IsLost ? 4 : 1,
            Move.Give => 2,
            Move.Fire => 3,
            Move.RunLate or Move.Crash or Move.Pass => 4,
        };

    static IEnumerable<Move> Plainer(Move move) =>
        move switch
        {
            Move.Begin begin => Lower(begin.With).Select(with => begin with { With = with }),
            Move.Turn turn => turn.Most == int.MaxValue ? [] : [turn with { Most = int.MaxValue }],
            Move.Answer answer =>
            [
                .. Lower(answer.With).Select(with => answer with { With = with }),
                .. Lower(answer.Which).Select(which => answer with { Which = which }),
                .. answer.IsLost ? [answer with { IsLost = false }] : Array.Empty<Move>(),
            ],
            Move.RunLate late => Lower(late.With).Select(with => late with { With = with }),
            Move.Fire fire => Lower(fire.Which).Select(which => fire with { Which = which }),
            Move.Pass pass => ScenarioState
                .Delays.Where(seconds => seconds < pass.Seconds)
                .Select(s => new Move.Pass(s)),
            Move.Give or Move.Crash => [],
        };

    static IEnumerable<int> Lower(int number) => Enumerable.Range(0, number);
}
