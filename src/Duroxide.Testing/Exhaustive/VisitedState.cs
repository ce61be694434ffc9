namespace Duroxide.Testing;

/// <summary>A state that was visited, with the moves from it that were not made yet.</summary>
sealed class VisitedState
{
    readonly List<Move> moves = [];
    int next;

    /// <summary>A state that is not gone on from.</summary>
    public static VisitedState Closed { get; } = new();

    public VisitedState(ScenarioState state, MovePath path)
    {
        Path = path;
        state.AddWork(moves);
        HasWork = moves.Count > 0;
        state.AddTrouble(moves);
        state.AddDelays(moves);
        State = moves.Count > 0 ? state : null;
    }

    VisitedState() => Path = MovePath.Start;

    /// <summary>Where a walk can begin; null when every move was made.</summary>
    public ScenarioState? State { get; private set; }

    public MovePath Path { get; }

    public bool HasWork { get; }

    /// <summary>A move that was not made yet; null when all were.</summary>
    public Move? Next()
    {
        if (next == moves.Count)
        {
            return null;
        }
        var move = moves[next++];
        State = next < moves.Count ? State : null;
        return move;
    }
}
