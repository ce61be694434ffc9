using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Client;

public class ForkTests : ClientDesk
{
    static readonly Fact Begun = new Fact.Started("orders/fulfil", new(1, 2, 3), null);
    static readonly Fact Asked = new Fact.Scheduled(new Operation.Activity("charge", "17"));
    static readonly Fact Called = new Fact.Scheduled(new Operation.SubOrchestration("ship", "17"));
    static readonly Fact Answered = new Fact.Resolved(new(2), new Outcome.Succeeded("5"));

    ManagementClient Management => Client.Management;

    [Fact]
    public async Task A_fork_keeps_the_history_and_queues_what_is_open()
    {
        await RecordAsync("one", Begun, Asked, new Fact.Applied(new Effect.SetCustomStatus("charging")));

        Assert.Equal(new EventId(3), await Management.ForkInstanceAsync("one", "two"));

        var (one, two) = ((await Client.ReadHistoryAsync("one"))!, (await Client.ReadHistoryAsync("two"))!);
        Assert.Equal(one.Events, two.Events);
        Assert.Equal(one.Header.Input, two.Header.Input);
        Assert.Equal(new ForkedFrom("one", new(1), one.Header.Nonce, new(3)), two.Header.ForkedFrom);
        Assert.NotEqual(one.Header.Nonce, two.Header.Nonce);
        var work = Assert.Single(
            await Provider.FetchActivitiesAsync(new(10, Soon, TimeSpan.Zero, new TagFilter.DefaultOnly()), default)
        );
        Assert.Equal(("two", new EventId(2)), (work.Instance.Value, work.Id));
        var info = (await Management.ListInstancesAsync())[0];
        Assert.Equal(
            ("two", "charging", new SemanticVersion(1, 2, 3)),
            (info.Instance.Value, info.CustomStatus, info.Version)
        );
    }

    [Fact]
    public async Task A_fork_before_the_ending_is_given_the_last_answer_again()
    {
        await RecordAsync("one", Begun, Asked, Answered, new Fact.Ended(new Ending.Failed(Failure.Cancelled("bug"))));

        Assert.Equal(
            new EventId(2),
            await Management.ForkInstanceAsync("one", "two", new() { Version = new(2, 0, 0) })
        );

        var turn = await TakeAsync();
        Assert.Equal(("two", new EventId(2)), (turn.Instance.Value, turn.LastEvent));
        Assert.Equal(
            new Delivery.Answer(ExecutionId.First, new(2), new Outcome.Succeeded("5")),
            WireCodec.DecodeDelivery(turn.Instance, Assert.Single(turn.Messages).Payload)
        );
        var begun = Assert.IsType<Fact.Started>((await Client.ReadHistoryAsync("two"))!.Events[0].Fact);
        Assert.Equal(new SemanticVersion(2, 0, 0), begun.Version);
    }

    [Fact]
    public async Task A_fork_before_the_first_answer_starts_anew()
    {
        await RecordAsync("one", Begun, Asked);

        Assert.Equal(EventId.None, await Management.ForkInstanceAsync("one", "two", new() { Before = new(2) }));

        var turn = await TakeAsync();
        Assert.Equal(("two", true), (turn.Instance.Value, turn.Start is not null));
    }

    [Fact]
    public async Task Forking_says_why_it_did_not_fork()
    {
        await RecordAsync("one", Begun, Called);
        await RecordAsync("other", Begun, Asked);

        Assert.Equal(
            new ClientError.InstanceNotFound("nobody"),
            await RefusedAsync(() => Management.ForkInstanceAsync("nobody", "two"))
        );
        Assert.Contains("ship", await ReasonAsync("one", "two", new()), StringComparison.Ordinal);
        Assert.Contains("events 1 to 3", await ReasonAsync("other", "two", new() { Before = new(9) }));
        Assert.Contains("no execution 4", await ReasonAsync("other", "two", new() { Execution = new(4) }));
        Assert.Contains("'one' exists already", await ReasonAsync("other", "one", new()));
        Assert.IsType<ClientError.InvalidInput>(
            await RefusedAsync(() => Management.ForkInstanceAsync("one", "sub::two"))
        );
    }

    async Task<string> ReasonAsync(InstanceId source, InstanceId fork, ForkOptions options) =>
        Assert
            .IsType<ClientError.NotPossible>(
                await RefusedAsync(() => Management.ForkInstanceAsync(source, fork, options))
            )
            .Reason;

    async Task RecordAsync(InstanceId instance, params Fact[] facts)
    {
        await StartAsync(instance);
        var events = facts.Select((fact, index) => new HistoryEvent(new(index + 1), new(5), fact)).ToValueList();
        await CommitAsync(
            instance,
            turn =>
                turn with
                {
                    Events = new(new(1), new(events.Count), WireCodec.EncodeEvents(events)),
                    Status = facts[^1] is Fact.Ended ? ExecutionStatus.Failed : ExecutionStatus.Running,
                    Output = facts[^1] is Fact.Ended ended ? WireCodec.EncodeEnding(ended.Ending) : null,
                }
        );
    }
}
