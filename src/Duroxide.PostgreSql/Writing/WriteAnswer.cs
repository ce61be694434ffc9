namespace Duroxide.PostgreSql;

/// <summary>What the server says of one call.</summary>
sealed record WriteAnswer(
    long Now,
    bool[] Stored,
    long[] Keys,
    long?[] Taken,
    bool[] Completed,
    bool[] Created,
    bool[] Sent
)
{
    /// <summary>The instances of which clients see something new, by id.</summary>
    public string[] Touched { get; init; } = [];

    /// <summary>What became of the row of an instance of which clients see something new, if that is known.</summary>
    public RowChange? Change { get; init; }

    /// <summary>The row of an instance that was started, if that is known.</summary>
    public InstanceRecord? Started { get; init; }

    /// <summary>Whether an instance may be ready.</summary>
    public bool WakesTurns { get; init; }

    /// <summary>Whether an activity may be ready.</summary>
    public bool WakesWork { get; init; }

    /// <summary>When the next instance of those that were written becomes ready by itself.</summary>
    public long? NextTurn { get; init; }

    /// <summary>When the next activity of those that were written becomes ready by itself.</summary>
    public long? NextWork { get; init; }

    /// <summary>Reads it; null when nothing was done, since what callers have committed is to be taken in first.</summary>
    public static async Task<WriteAnswer?> ReadAsync(NpgsqlDataReader row)
    {
        if (!await row.ReadAsync().ConfigureAwait(false))
        {
            return null;
        }
        return new(
            row.Int64(0),
            row.Array<bool>(1),
            row.Array<long>(2),
            row.Array<long?>(3),
            row.Array<bool>(4),
            row.Array<bool>(5),
            row.Array<bool>(6)
        )
        {
            Touched = row.Array<string>(7),
            WakesTurns = row.GetBoolean(8),
            WakesWork = row.GetBoolean(9),
            NextTurn = row.OptionalInt64(10),
            NextWork = row.OptionalInt64(11),
        };
    }
}
