namespace Duroxide.Testing;

/// <summary>Finds runs that come back to a state from which no end can be reached.</summary>
/// <remarks>
/// Only where an execution begins is it known from data alone how an instance stands, so only there states are compared.
/// The time belongs to a state, for code may look at it: a loop that waits for a timer is not proven to be endless.
/// </remarks>
sealed class CycleDetector
{
    const int MostStates = 300;
    const int ConfirmingSteps = 100;

    readonly Dictionary<CycleKey, int> seen = [];

    public CycleDetector(ScenarioState start)
    {
        if (!start.Scenario.MayRunOn)
        {
            seen.Add(CycleKey.Of(start), 0);
        }
    }

    /// <summary>What to say of a state that was there before; null unless the run can continue for ever, and cannot end.</summary>
    public Violation? Endless(ScenarioState state, int step)
    {
        if (state.Scenario.MayRunOn || !CycleKey.IsComparable(state))
        {
            return null;
        }
        var key = CycleKey.Of(state);
        if (seen.TryAdd(key, step) || CanEnd(state) || !GoesOn(state))
        {
            return null;
        }
        return Laws.Endless(state, step - seen[key]);
    }

    // Whether any order of what is to come leads to an end; also true when that is not found out.
    static bool CanEnd(ScenarioState from)
    {
        var known = new HashSet<CycleKey> { CycleKey.Of(from) };
        var frontier = new Queue<ScenarioState>([from]);
        while (frontier.TryDequeue(out var state))
        {
            var moves = new List<Move>();
            state.AddWork(moves);
            if (moves.Count == 0 || known.Count > MostStates)
            {
                return true;
            }
            foreach (var move in moves)
            {
                if (state.Play(move) is { } next && known.Add(CycleKey.Of(next)))
                {
                    frontier.Enqueue(next);
                }
            }
        }
        return false;
    }

    // Code that counts its executions ends although it is in the same state by all that is compared.
    static bool GoesOn(ScenarioState state)
    {
        for (var step = 0; step < ConfirmingSteps; step++)
        {
            if (state.Calm() is not { } move || state.Play(move) is not { } next)
            {
                return false;
            }
            state = next;
        }
        return true;
    }
}
