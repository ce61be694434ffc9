using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Client;

public class HistoryTests : ClientDesk
{
    static readonly HistoryEvent Started = new(new(1), new(5), new Fact.Started("a", SemanticVersion.Initial, null));
    static readonly HistoryEvent Scheduled = new(new(2), new(5), new Fact.Scheduled(new Operation.Event("e")));

    [Fact]
    public async Task A_history_comes_whole_and_in_order()
    {
        await StartAsync("order-17");
        await RecordAsync(Started, WireCodec.EncodeEvents([Started]));
        await RecordAsync(Scheduled, WireCodec.EncodeEvents([Scheduled]));

        var history = await Client.ReadHistoryAsync("order-17", ExecutionId.First);

        Assert.Equal([Started, Scheduled], history!.Events);
        Assert.Equal(["OrchestrationStarted", "EventSubscribed"], HistoryText.Names(history.Events));
    }

    [Fact]
    public async Task A_history_tells_each_activity_with_its_answer_and_those_that_none_answered()
    {
        var failure = new Failure.Application(ApplicationKind.ActivityFailed, "declined");
        ValueList<HistoryEvent> events =
        [
            Started,
            new(new(2), new(5), new Fact.Scheduled(new Operation.Activity("charge", "1"))),
            new(new(3), new(5), new Fact.Scheduled(new Operation.Timer(TimeSpan.FromSeconds(1)))),
            new(new(4), new(6), new Fact.Resolved(new(2), new Outcome.Failed(failure))),
            new(new(5), new(7), new Fact.Scheduled(new Operation.Activity("charge", "1") { Attempt = 2 })),
            new(new(6), new(8), new Fact.Scheduled(new Operation.Activity("ship", "2"))),
            new(new(7), new(9), new Fact.Resolved(new(5), new Outcome.Succeeded("\"receipt\""))),
        ];
        await StartAsync("order-17");
        await CommitAsync(
            "order-17",
            turn => turn with { Events = new(new(1), new(7), WireCodec.EncodeEvents(events)) }
        );

        var history = await Client.ReadHistoryAsync("order-17");

        Assert.Equal(
            [
                new("charge", "1", 1, At(5)) { Answered = At(6), Failure = failure },
                new("charge", "1", 2, At(7)) { Answered = At(9), Result = "\"receipt\"" },
                new("ship", "2", 1, At(8)),
            ],
            history!.Activities
        );

        static DateTimeOffset At(long milliseconds) => new Timestamp(milliseconds).ToDateTimeOffset();
    }

    [Fact]
    public async Task An_execution_that_never_was_has_no_history()
    {
        await StartAsync("order-17");

        Assert.Null(await Client.ReadHistoryAsync("order-18"));
        Assert.Null(await Client.ReadHistoryAsync("order-17", new ExecutionId(2)));
    }

    [Fact]
    public async Task A_damaged_history_is_told_with_its_instance()
    {
        await StartAsync("order-17");
        await RecordAsync(Started, "[{"u8.ToArray());

        var problem = await Assert.ThrowsAsync<CorruptPayloadException>(() => Client.ReadHistoryAsync("order-17"));

        Assert.Equal("order-17", problem.Instance);
    }

    Task RecordAsync(HistoryEvent happened, byte[] payload) =>
        CommitAsync("order-17", turn => turn with { Events = new(happened.Id, happened.Id, payload) });
}
