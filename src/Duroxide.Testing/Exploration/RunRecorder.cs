namespace Duroxide.Testing;

/// <summary>Makes the moves of one run, and keeps what each of them led to, so that the run is told as it went.</summary>
/// <remarks>A run is never told by playing it again: code that is not deterministic would go another way.</remarks>
sealed class RunRecorder
{
    readonly List<Move> moves = [];
    readonly List<ScenarioState> states;
    readonly CycleDetector cycles;

    public RunRecorder(ScenarioState start)
    {
        states = [start];
        cycles = new(start);
    }

    /// <summary>Where the run is.</summary>
    public ScenarioState State => states[^1];

    /// <summary>How many moves were made.</summary>
    public int Steps => moves.Count;

    /// <summary>Makes a move.</summary>
    /// <returns>False when it cannot be made here, and then nothing has changed.</returns>
    public bool TryMake(Move move)
    {
        if (State.Play(move) is not { } next)
        {
            return false;
        }
        moves.Add(move);
        states.Add(next);
        return true;
    }

    /// <summary>What does not hold after the last move; null when all does.</summary>
    public Violation? Broken() => Laws.Broken(State) ?? cycles.Endless(State, Steps);

    /// <summary>The run up to where its code first departs from what it has done, when it is replayed; the whole run when that is not found again.</summary>
    public ScenarioRun ReadDeparture(Violation violation)
    {
        for (var step = 0; step < moves.Count; step++)
        {
            if (Laws.Departed(ReplayCheck.Since(states[step].World, states[step + 1].World)) is { } departed)
            {
                return new(State.Scenario, moves.Take(step + 1).ToValueList(), states[step + 1].World, departed)
                {
                    States = states[..(step + 2)],
                };
            }
        }
        return Read(violation);
    }

    /// <summary>The run as it stands.</summary>
    public ScenarioRun Read(Violation? violation) =>
        new(State.Scenario, moves.ToValueList(), State.World, violation) { States = states };
}
