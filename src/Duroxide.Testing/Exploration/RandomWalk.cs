namespace Duroxide.Testing;

/// <summary>Plays one random run of a scenario.</summary>
/// <remarks>
/// Each run draws its own temper first: how eager turns, time and trouble are. Runs of one even temper would hardly ever
/// see a timer beat ten activities, or messages pile up.
/// </remarks>
sealed class RandomWalk
{
    static readonly int[] Weights = [1, 3, 10, 30];

    readonly SeededRandom random;
    readonly List<Move> work = [];
    readonly List<Move> trouble = [];
    readonly int turns;
    readonly int answers;
    readonly int stimuli;
    readonly int time;
    readonly int troublesome;
    readonly int slow;

    public RandomWalk(long seed)
    {
        random = new(seed);
        turns = Weights[random.Below(4)];
        answers = Weights[random.Below(4)];
        stimuli = Weights[random.Below(4)];
        time = Weights[random.Below(4)];
        troublesome = random.Below(4) * 40;
        slow = random.Below(4) * 20;
    }

    /// <summary>The next move; null when the run is complete.</summary>
    public Move? Choose(ScenarioState state)
    {
        work.Clear();
        trouble.Clear();
        state.AddWork(work);
        if (troublesome > 0 && random.Chance(troublesome))
        {
            state.AddTrouble(trouble);
            if (trouble.Count > 0)
            {
                return trouble[random.Below(trouble.Count)];
            }
        }
        if (slow > 0 && random.Chance(slow))
        {
            trouble.Clear();
            state.AddDelays(trouble);
            if (trouble.Count > 0)
            {
                return trouble[random.Below(trouble.Count)];
            }
        }
        return work.Count == 0 ? null : Batched(state, Weighted());
    }

    Move Weighted()
    {
        var total = 0;
        foreach (var move in work)
        {
            total += Weight(move);
        }
        var left = random.Below(total);
        foreach (var move in work)
        {
            left -= Weight(move);
            if (left < 0)
            {
                return move;
            }
        }
        return work[^1];
    }

    // A turn takes all that has arrived, or only some of it.
    Move Batched(ScenarioState state, Move move) =>
        move is Move.Turn turn && state.World[turn.Instance].Inbox.Count is > 1 and var count && random.Chance(300)
            ? turn with
            {
                Most = 1 + random.Below(count - 1),
            }
            : move;

    int Weight(Move move) =>
        move switch
        {
            Move.Turn => turns,
            Move.Answer => answers,
            Move.Give => stimuli,
            Move.Fire => time,
            Move.Begin or Move.RunLate or Move.Crash or Move.Pass => 1,
        };
}
