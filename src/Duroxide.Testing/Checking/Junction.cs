namespace Duroxide.Testing;

/// <summary>A state that was visited, with the moves from it that were not made yet.</summary>
sealed class Junction
{
    readonly List<Move> moves = [];
    int next;

    /// <summary>A state that is not gone on from.</summary>
    public static Junction Closed { get; } = new();

    public Junction(Stage stage, Trail trail)
    {
        Trail = trail;
        stage.AddWork(moves);
        HasWork = moves.Count > 0;
        stage.AddTrouble(moves);
        Stage = moves.Count > 0 ? stage : null;
    }

    Junction() => Trail = Trail.Start;

    /// <summary>Where a walk can begin; null when every move was made.</summary>
    public Stage? Stage { get; private set; }

    public Trail Trail { get; }

    public bool HasWork { get; }

    /// <summary>A move that was not made yet; null when all were.</summary>
    public Move? Next()
    {
        if (next == moves.Count)
        {
            return null;
        }
        var move = moves[next++];
        Stage = next < moves.Count ? Stage : null;
        return move;
    }
}
