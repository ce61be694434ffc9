using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Client;

public class ImportTests : ClientDesk
{
    static readonly Fact Begun = new Fact.Started("orders/fulfil", new(1, 2, 3), null);
    static readonly Fact Asked = new Fact.Scheduled(new Operation.Activity("charge", "17"));
    static readonly Fact Called = new Fact.Scheduled(new Operation.SubOrchestration("ship", "17"));
    static readonly Fact Answered = new Fact.Resolved(new(2), new Outcome.Succeeded("5"));

    ManagementClient Management => Client.Management;

    [Fact]
    public async Task An_imported_history_that_has_ended_has_ended_with_the_same_result()
    {
        var history = HistoryOf("one", Begun, Asked, Answered, new Fact.Ended(new Ending.Completed("5")));

        await Management.ImportInstanceAsync("one", history);

        var read = (await Client.ReadHistoryAsync("one"))!;
        Assert.Equal(history.Events, read.Events);
        Assert.Equal(history.Header.Nonce, read.Header.ForkedFrom!.Nonce);
        Assert.Equal("5", Assert.IsType<OrchestrationStatus.Completed>(await Client.GetStatusAsync("one")).Output);
        Assert.Empty(await Provider.FetchTurnsAsync(new(1, Soon, TimeSpan.Zero), default));
    }

    [Fact]
    public async Task An_imported_history_that_has_not_ended_goes_on_from_its_end()
    {
        var history = HistoryOf("one", Begun, Asked, new Fact.Applied(new Effect.SetCustomStatus("charging")));

        await Management.ImportInstanceAsync("two", history);

        var work = Assert.Single(
            await Provider.FetchActivitiesAsync(new(10, Soon, TimeSpan.Zero, new TagFilter.DefaultOnly()), default)
        );
        Assert.Equal(("two", new EventId(2)), (work.Instance.Value, work.Id));
        Assert.Equal("charging", (await Management.GetInstanceAsync("two")).CustomStatus);
    }

    [Fact]
    public async Task A_history_that_cannot_be_imported_is_refused_with_what_to_do()
    {
        await StartAsync("there");
        var running = HistoryOf("one", Begun, Asked);

        Assert.Contains("exists already", await ReasonAsync("there", running));
        Assert.Contains("fork the instance where it is", await ReasonAsync("one", HistoryOf("one", Begun, Called)));
        var next = new Ending.ContinuedAsNew("18", null);
        Assert.Contains(
            "the execution after it",
            await ReasonAsync("one", HistoryOf("one", Begun, new Fact.Ended(next)))
        );
        await Assert.ThrowsAsync<CorruptHistoryException>(() =>
            Management.ImportInstanceAsync("one", HistoryOf("one", Begun, Asked, Answered, Answered))
        );
        Assert.IsType<OrchestrationStatus.NotFound>(await Client.GetStatusAsync("one"));
    }

    [Fact]
    public async Task A_check_writes_nothing()
    {
        await StartAsync("there");
        var history = HistoryOf("one", Begun, Asked);

        await Management.ImportInstanceAsync("one", history, new() { ChecksOnly = true });

        Assert.IsType<OrchestrationStatus.NotFound>(await Client.GetStatusAsync("one"));
        await RefusedAsync(() => Management.ImportInstanceAsync("there", history, new() { ChecksOnly = true }));
    }

    async Task<string> ReasonAsync(InstanceId instance, ExecutionHistory history) =>
        Assert
            .IsType<ClientError.NotPossible>(
                await RefusedAsync(() => Management.ImportInstanceAsync(instance, history))
            )
            .Reason;

    ExecutionHistory HistoryOf(InstanceId instance, params Fact[] facts)
    {
        var now = Time.GetUtcNow();
        var header = new Header(instance, ExecutionId.First, "orders/fulfil", null, "17", Nonce.From("other"));
        var events = facts.Select((fact, index) => new HistoryEvent(new(index + 1), Timestamp.From(now), fact));
        return new(header, now, events.ToValueList());
    }
}
