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
