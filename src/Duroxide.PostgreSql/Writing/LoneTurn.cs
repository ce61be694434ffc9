namespace Duroxide.PostgreSql;

/// <summary>A turn of the plainest kind, written alone: a start, or the answer of one activity, with one activity or an ending.</summary>
/// <remarks>
/// An orchestration that has the store for itself waits for each of its steps, and most are of this kind. A call for whatever may
/// come costs the server three times as much.
/// </remarks>
sealed class LoneTurn
{
    readonly TurnCommit turn;
    readonly EventBatch events;
    readonly NewActivity? activity;

    LoneTurn(TurnCommit turn, EventBatch events)
    {
        this.turn = turn;
        this.events = events;
        activity = turn.Activities is [var only] ? only : null;
    }

    /// <summary>The latest time that is told by what is written, and that nothing may be earlier than.</summary>
    public long Floor => turn.Right is TurnRight.Starting starting ? starting.Time.UnixMilliseconds : 0;

    /// <summary>A turn as such a one; null when it is of another kind.</summary>
    public static LoneTurn? Of(TurnCommit turn) =>
        turn.Events is { } events && IsPlain(turn) && IsOfKind(turn, events) ? new(turn, events) : null;

    static bool IsPlain(TurnCommit turn) =>
        turn
            is { ReleasesHeld: false, CustomStatus: null }
                and {
                    Consumed.Count: 0,
                    Held.Count: 0,
                    Parked.Count: 0,
                    Values.Count: 0,
                    Tags.Count: 0,
                    Timers.Count: 0,
                    CancelledActivities.Count: 0,
                    CancelledTimers.Count: 0,
                    Starts.Count: 0,
                    Messages.Count: 0
                }
        && (turn.Activities.Count == 0 || turn.Activities is [{ Take: not null, Session: null, TimeToLive: null }]);

    static bool IsOfKind(TurnCommit turn, EventBatch events) =>
        turn.Right switch
        {
            TurnRight.Leased => false,
            TurnRight.Answering right => right.Completions.Count == 1
                && turn.Pin is null
                && events.First.Value == right.After.Value + 1
                && turn.Status switch
                {
                    ExecutionStatus.Running => turn.Version is null,
                    ExecutionStatus.Completed or ExecutionStatus.Failed => turn.Activities.Count == 0,
                    _ => false,
                },
            TurnRight.Starting right => turn.Status == ExecutionStatus.Running
                && turn.Execution == ExecutionId.First
                && right.Instance is { IfExists: null, Tags.Count: 0 },
        };

    /// <summary>Gives the arguments that follow the times.</summary>
    public void Bind(Arguments arguments)
    {
        var (answering, starting) = (turn.Right as TurnRight.Answering, turn.Right as TurnRight.Starting);
        var lease = answering?.Completions[0].Lease;
        var start = starting?.Instance;
        arguments
            .With(starting is not null)
            .With((long?)(answering?.Instance ?? 0))
            // No lease has this number.
            .With((long?)(lease?.Fence ?? 0))
            .With((long?)turn.Execution.Value)
            .With((long?)(answering?.After.Value ?? 0))
            .With((short)turn.Status)
            .With((long?)events.First.Value)
            .With((long?)events.Last.Value)
            .With(WriteCall.Bytes(events.Payload))
            .With(turn.Version?.ToString())
            .With(turn.Pin?.ToString())
            .With(turn.Pin is { } pin ? PinOrder.Of(pin) : default(long?))
            .With(WriteCall.Bytes(turn.Output))
            .With(start?.Instance.Value)
            .With(start?.Name)
            .With(start is null ? null : WriteCall.Bytes(start.Header))
            .With(start?.Parent?.Value)
            .With(starting?.Time.UnixMilliseconds)
            .With(lease?.Key)
            .With(activity?.Id.Value)
            .With(activity?.Take is { } take ? Durations.Of(take) : default(long?))
            .With(activity?.Tag)
            .With(activity is null ? null : WriteCall.Bytes(activity.Payload));
    }

    /// <summary>Reads what the server says; null when nothing was done.</summary>
    public async Task<WriteAnswer?> ReadAsync(NpgsqlDataReader row)
    {
        await row.ReadAsync().ConfigureAwait(false);
        if (row.OptionalInt64(0) is not { } now)
        {
            return null;
        }
        return new(
            now,
            Stored: [true],
            Keys: [row.Int64(1)],
            Taken: [row.OptionalInt64(2)],
            Completed: [turn.Right is TurnRight.Answering],
            Created: [],
            Sent: []
        )
        {
            Touched = row.IsDBNull(3) ? [] : [row.GetString(3)],
            Change = row.IsDBNull(6)
                ? null
                : new(row.GetString(3), row.Int64(5), row.Int64(6), new Timestamp(now), turn),
            Started = turn.Right is TurnRight.Starting right ? Started(right, row.Int64(1), now) : null,
            NextTurn = row.OptionalInt64(4),
            NextWork = activity?.Take is { } take ? now + Durations.Of(take) : null,
        };
    }

    // A start is the first revision of its row.
    InstanceRecord Started(TurnRight.Starting right, long key, long now) =>
        new(right.Instance.Instance, right.Instance.Name, turn.Version, turn.Execution, turn.Status, Revision: key)
        {
            Parent = right.Instance.Parent,
            Created = right.Time,
            Updated = new Timestamp(now),
        };
}
