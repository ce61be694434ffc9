using System.Text;
using Duroxide.Core;

namespace Duroxide.Sqlite.Tests.Crashes;

/// <summary>What the instances of the crash tests decide: a function of what is stored and of the messages, and of nothing else.</summary>
internal static class Tale
{
    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static TurnCommit Decide(TurnItem turn) =>
        (turn.Instance.Value, turn.Execution.Value, turn.Start) switch
        {
            ("root", 1, { }) => RootBegins(turn),
            ("root", 1, null) => RootGoesOn(turn),
            ("root", _, { }) => RootBeginsAnew(turn),
            ("child", _, { }) => Begin(turn, 1) with { Activities = [Activity(1)] },
            ("child", _, null) => End(turn) with { Messages = [new NewMessage("root", Bytes("child is done"))] },
            ("listener", _, { }) => Begin(turn, 1),
            ("chain", _, { }) => Begin(turn, 1) with { Activities = [Taken(1)] },
            ("chain", _, null) => ChainGoesOn(turn),
            _ => End(turn),
        };

    // Two activities, a timer, a child: four answers. A third activity and a second timer are asked for and taken back.
    private static TurnCommit RootBegins(TurnItem turn) =>
        Begin(turn, 6) with
        {
            Activities = [Activity(1), Activity(2) with { Session = "s" }, Activity(3)],
            CancelledActivities = [new EventId(3)],
            Timers = [Timer(turn, 4), Timer(turn, 5)],
            CancelledTimers = [new EventId(5)],
            Starts = [new NewInstance("child", "tale/child", Bytes("header")) { Parent = "root" }],
            Pin = SemanticVersion.Parse("1.2.3"),
            CustomStatus = new StatusChange("begun"),
            Values = [new ValueChange("key", new StoredValue("1", new Timestamp(1)))],
        };

    private static TurnCommit RootGoesOn(TurnItem turn)
    {
        var answers = turn.LastEvent.Value - 6 + turn.Messages.Count;
        var commit = GoOn(turn);
        return answers < 4
            ? commit
            : commit with
            {
                Status = ExecutionStatus.ContinuedAsNew,
                Output = Bytes("goes on"),
                Next = new NextExecution("tale/root", new StoredStart(Bytes("header 2"), new Timestamp(2))),
                CustomStatus = new StatusChange("half way"),
                Values =
                [
                    new ValueChange("key", null),
                    new ValueChange("other", new StoredValue("2", new Timestamp(2))),
                ],
            };
    }

    /// <summary>What the chain decides on the answer of an activity that the process ran at once.</summary>
    /// <param name="turn">Where it stands, with the answer.</param>
    /// <param name="item">The activity.</param>
    public static TurnCommit Decide(TurnItem turn, ActivityItem item)
    {
        // At its third event it is told that the instance has gone on, so that the answer becomes a message.
        var after = turn.LastEvent.Value == 3 ? new EventId(2) : turn.LastEvent;
        var answer = new ActivityCompletion(item.Lease, turn.Messages[0].Payload);
        return ChainGoesOn(turn) with
        {
            Right = new TurnRight.Answering(turn.Lease.Key, after, [answer]),
            Consumed = [],
        };
    }

    // Four activities, one after another; beside the second one that is queued and taken back.
    private static TurnCommit ChainGoesOn(TurnItem turn) =>
        turn.LastEvent.Value switch
        {
            1 => GoOn(turn) with
            {
                Activities = [Taken(2), Activity(9)],
                CancelledActivities = [new EventId(9)],
                CustomStatus = new StatusChange("going on"),
                Values = [new ValueChange("link", new StoredValue("2", new Timestamp(3)))],
            },
            2 => GoOn(turn) with { Activities = [Taken(3)] },
            3 => GoOn(turn) with { Activities = [Taken(4)] },
            _ => End(turn),
        };

    private static TurnCommit RootBeginsAnew(TurnItem turn) => Begin(turn, 1) with { Activities = [Activity(1)] };

    private static TurnCommit Begin(TurnItem turn, int events) =>
        new(turn.Lease, turn.Execution, ExecutionStatus.Running)
        {
            Events = new EventBatch(new EventId(1), new EventId(events), Bytes("begun")),
            Version = SemanticVersion.Initial,
        };

    private static TurnCommit GoOn(TurnItem turn) =>
        new(turn.Lease, turn.Execution, ExecutionStatus.Running)
        {
            Events = new EventBatch(
                turn.LastEvent.Next,
                new EventId(turn.LastEvent.Value + turn.Messages.Count),
                Bytes(string.Join('\n', turn.Messages.Select(message => Encoding.UTF8.GetString(message.Payload.Span))))
            ),
            Consumed = [.. turn.Messages.Select(message => message.Id)],
        };

    private static TurnCommit End(TurnItem turn) =>
        GoOn(turn) with
        {
            Status = ExecutionStatus.Completed,
            Output = Bytes("done"),
        };

    private static NewActivity Activity(long id) => new(new EventId(id), Bytes($"work {id}"));

    private static NewActivity Taken(long id) => Activity(id) with { Take = TimeSpan.FromSeconds(30) };

    private static NewTimer Timer(TurnItem turn, long id) =>
        new(new EventId(id), turn.Start!.Time.Plus(TimeSpan.FromSeconds(1)), Bytes($"timer {id}"));
}
