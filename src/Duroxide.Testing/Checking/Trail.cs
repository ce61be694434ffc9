namespace Duroxide.Testing;

/// <summary>The moves that led to a stage, which share their beginnings with those of other stages.</summary>
sealed record Trail(Trail? Before, Move? Last, int Length)
{
    public static Trail Start { get; } = new(null, null, 0);

    public Trail Then(Move move) => new(this, move, Length + 1);

    public IEnumerable<Move> Moves()
    {
        var moves = new Move[Length];
        for (var trail = this; trail is { Before: { } before, Last: { } move }; trail = before)
        {
            moves[before.Length] = move;
        }
        return moves;
    }
}
