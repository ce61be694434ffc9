namespace Duroxide.Dashboard;

/// <summary>One operation of an execution, over time.</summary>
/// <param name="Id">The event that asked for it.</param>
/// <param name="Text">What it is.</param>
/// <param name="Kind">The kind of operation, which colours it.</param>
/// <param name="From">When it was asked for.</param>
/// <param name="To">When it was answered or given up; null while it is open.</param>
/// <param name="State">What became of it: open, done, failed or cancelled.</param>
sealed record Bar(EventId Id, string Text, string Kind, Timestamp From, Timestamp? To, string State);

/// <summary>The operations of an execution over time.</summary>
/// <param name="Bars">The operations, in the order in which they were asked for.</param>
/// <param name="From">When the execution began.</param>
/// <param name="To">When it ended, or now.</param>
/// <param name="HasMore">Whether there are operations that are not shown.</param>
sealed record Waterfall(IReadOnlyList<Bar> Bars, Timestamp From, Timestamp To, bool HasMore)
{
    /// <summary>Finds when each operation was asked for and answered.</summary>
    /// <param name="events">The beginning of a history.</param>
    /// <param name="now">Until when what is open is shown.</param>
    /// <param name="hasMore">Whether there are events behind these.</param>
    public static Waterfall Of(IReadOnlyList<HistoryEvent> events, Timestamp now, bool hasMore)
    {
        var shown = new Operations();
        foreach (var happened in events)
        {
            shown.Add(happened);
        }
        var from = events.Count > 0 ? events[0].Time : now;
        var end =
            hasMore || events is [.., { Fact: Fact.Ended }]
                ? events[^1].Time
                : Timestamp.From(Later(now, from).ToDateTimeOffset());
        return new(shown.Bars, from, end, hasMore);
    }

    static Timestamp Later(Timestamp one, Timestamp other) => one.CompareTo(other) >= 0 ? one : other;

    /// <summary>The fold over the history.</summary>
    sealed class Operations
    {
        readonly List<Bar> bars = [];
        readonly Dictionary<EventId, int> open = [];
        readonly Dictionary<(Channel, string), SortedSet<EventId>> waits = [];
        readonly Dictionary<string, int> unread = [];

        public IReadOnlyList<Bar> Bars => bars;

        public void Add(HistoryEvent happened)
        {
            switch (happened.Fact)
            {
                case Fact.Scheduled scheduled:
                    Ask(happened, scheduled.Operation);
                    break;
                case Fact.Resolved resolved:
                    Close(resolved.Of, happened.Time, resolved.Outcome is Outcome.Failed ? "failed" : "done");
                    break;
                case Fact.Arrived arrived:
                    Arrive(happened, arrived);
                    break;
                case Fact.Applied { Effect: Effect.Cancel cancel }:
                    Close(cancel.Of, happened.Time, "cancelled");
                    break;
                case Fact.Ended:
                    foreach (var left in open.Keys.ToList())
                    {
                        Close(left, happened.Time, "cancelled");
                    }
                    break;
                case Fact.Started or Fact.Applied or Fact.Interrupted:
                    break;
            }
        }

        void Ask(HistoryEvent happened, Operation operation)
        {
            open[happened.Id] = bars.Count;
            bars.Add(new(happened.Id, EventWords.Naming(operation), KindOf(operation), happened.Time, null, "open"));
            if (AddressOf(operation) is not { } address)
            {
                return;
            }
            if (address.Channel == Channel.Queue && unread.GetValueOrDefault(address.Name) is > 0 and var left)
            {
                unread[address.Name] = left - 1;
                Close(happened.Id, happened.Time, "done");
                return;
            }
            WaitsOf(address).Add(happened.Id);
        }

        // An event reaches the wait that is open for longest; a message waits for one.
        void Arrive(HistoryEvent happened, Fact.Arrived arrived)
        {
            var waiting = WaitsOf((arrived.Channel, arrived.Name));
            if (waiting.Count > 0)
            {
                Close(waiting.Min, happened.Time, "done");
            }
            else if (arrived.Channel == Channel.Queue)
            {
                unread[arrived.Name] = unread.GetValueOrDefault(arrived.Name) + 1;
            }
        }

        void Close(EventId id, Timestamp time, string state)
        {
            foreach (var waiting in waits.Values)
            {
                waiting.Remove(id);
            }
            if (open.Remove(id, out var index))
            {
                bars[index] = bars[index] with { To = time, State = state };
            }
        }

        SortedSet<EventId> WaitsOf((Channel, string) address)
        {
            if (!waits.TryGetValue(address, out var waiting))
            {
                waits[address] = waiting = [];
            }
            return waiting;
        }

        static (Channel Channel, string Name)? AddressOf(Operation operation) =>
            operation switch
            {
                Operation.Event wait => (Channel.Event, wait.Name),
                Operation.Message wait => (Channel.Queue, wait.Queue),
                Operation.Activity or Operation.Timer or Operation.SubOrchestration => null,
            };

        static string KindOf(Operation operation) =>
            operation switch
            {
                Operation.Activity => "activity",
                Operation.Timer => "timer",
                Operation.Event or Operation.Message => "wait",
                Operation.SubOrchestration => "child",
            };
    }
}
