namespace Duroxide.PostgreSql;

/// <summary>Reads leased turns.</summary>
static class TurnReads
{
    const short IsTurn = 0;
    const short IsMessage = 1;
    const short IsHeld = 2;
    const short IsEarlyCancel = 3;

    /// <summary>Reads turns, then what belongs to them, then the time.</summary>
    public static async Task<Fetched<TurnItem>> FetchedAsync(NpgsqlDataReader row)
    {
        List<TurnItem> turns = [];
        Dictionary<long, Parts> parts = [];
        while (await row.ReadAsync().ConfigureAwait(false))
        {
            switch (row.GetInt16(0))
            {
                case IsTurn:
                    var belongings = new Parts();
                    parts.Add(row.Int64(1), belongings);
                    turns.Add(Turn(row, belongings));
                    break;
                case IsMessage:
                    parts[row.Int64(1)].Messages.Add(Message(row));
                    break;
                case IsHeld:
                    parts[row.Int64(1)].Held.Add(Message(row));
                    break;
                case IsEarlyCancel:
                    parts[row.Int64(1)].Cancels.Add(Message(row));
                    break;
                default:
                    return new(turns, row.Int64(8), row.OptionalInt64(9), HasMore: turns.Count < row.Int64(1));
            }
        }
        throw new InvalidOperationException("The server's answer has no end.");
    }

    static TurnItem Turn(NpgsqlDataReader row, Parts belongings) =>
        new(
            new Lease(row.Int64(1), row.Int64(2)),
            new InstanceId(row.Text(3)),
            new ExecutionId(row.Int64(4)),
            new EventId(row.Int64(5)),
            belongings.Messages,
            row.GetInt32(6)
        )
        {
            Pin = SemanticVersion.TryParse(row.OptionalText(7)),
            Start = row.OptionalBytes(10) is { } header ? new StoredStart(header, row.Time(9)) : null,
            FirstHeld = belongings.Held,
            EarlyCancels = belongings.Cancels,
        };

    static StoredMessage Message(NpgsqlDataReader row) => new(row.Int64(8), row.Time(9), row.Bytes(10));

    /// <summary>What belongs to one turn.</summary>
    sealed class Parts
    {
        public List<StoredMessage> Messages { get; } = [];

        public List<StoredMessage> Held { get; } = [];

        public List<StoredMessage> Cancels { get; } = [];
    }
}
