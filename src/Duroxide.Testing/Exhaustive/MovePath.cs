namespace Duroxide.Testing;

/// <summary>The moves that led to a state, which share their beginnings with those of other paths.</summary>
sealed record MovePath(MovePath? Before, Move? Last, int Length)
{
    public static MovePath Start { get; } = new(null, null, 0);

    public MovePath Then(Move move) => new(this, move, Length + 1);

    public IEnumerable<Move> Moves()
    {
        var moves = new Move[Length];
        for (var path = this; path is { Before: { } before, Last: { } move }; path = before)
        {
            moves[before.Length] = move;
        }
        return moves;
    }
}
