using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Client;

public class InspectionTests : ClientDesk
{
    static readonly Operation Charge = new Operation.Activity("charge", "5") { Attempt = 2 };
    static readonly Operation Wait = new Operation.Event("Approved");
    static readonly Operation Read = new Operation.Message("inbox");
    static readonly Operation Ship = new Operation.SubOrchestration("orders/ship", new string('x', 101));

    ManagementClient Management => Client.Management;

    [Fact]
    public async Task What_an_instance_waits_for_is_seen_without_its_code()
    {
        await StartAsync("order");
        var began = Timestamp.From(Time.GetUtcNow());
        await WriteAsync(
            "order",
            began,
            turn => turn with { Activities = [new NewActivity(new(2), new byte[] { 1 })] },
            new Fact.Started("orders/fulfil", SemanticVersion.Initial, null),
            new Fact.Scheduled(Charge),
            new Fact.Scheduled(new Operation.Timer(TimeSpan.FromMinutes(5))),
            new Fact.Scheduled(Wait),
            new Fact.Scheduled(Read),
            new Fact.Scheduled(Ship),
            new Fact.Scheduled(new Operation.Activity("reserve", "1")),
            new Fact.Resolved(new(7), new Outcome.Succeeded("1")),
            new Fact.Scheduled(new Operation.Message("other")),
            new Fact.Arrived(Channel.Queue, "other", "1")
        );
        await Provider.FetchActivitiesAsync(new(1, Soon, TimeSpan.Zero, new TagFilter.DefaultOnly()), default);

        var waits = await Management.GetWaitsAsync("order");

        var history = await Client.ReadHistoryAsync("order");
        var since = began.ToDateTimeOffset();
        Assert.Equal(
            [
                new(WaitKind.Activity, new(2), "charge", since)
                {
                    Input = "5",
                    Attempt = 2,
                    Taken = 1,
                    IsLeased = true,
                },
                new(WaitKind.Timer, new(3), "", since) { Due = since.AddMinutes(5) },
                new(WaitKind.Event, new(4), "Approved", since),
                new(WaitKind.Message, new(5), "inbox", since),
                new(WaitKind.SubOrchestration, new(6), "orders/ship", since)
                {
                    Input = new string('x', 100) + "…",
                    Child = ChildIds.Of(history!.Header, new(6), (Operation.SubOrchestration)Ship),
                },
            ],
            waits
        );
    }

    [Fact]
    public async Task An_instance_that_has_not_begun_or_has_ended_waits_for_nothing()
    {
        await StartAsync("new");

        Assert.Empty(await Management.GetWaitsAsync("new"));
        await WriteAsync(
            "new",
            default,
            turn => turn,
            new Fact.Started("orders/fulfil", SemanticVersion.Initial, null),
            new Fact.Scheduled(Wait),
            new Fact.Ended(new Ending.Completed(""))
        );
        Assert.Empty(await Management.GetWaitsAsync("new"));
        Assert.Equal(
            new ClientError.InstanceNotFound("nobody"),
            await RefusedAsync(() => Management.GetWaitsAsync("nobody"))
        );
    }

    [Fact]
    public async Task A_long_history_is_read_and_folded_page_by_page()
    {
        await StartAsync("long");
        var facts = Enumerable
            .Range(0, 2500)
            .Select(number => (Fact)new Fact.Applied(new Effect.SetTag("step", $"{number}")))
            .Prepend(new Fact.Scheduled(Wait))
            .Prepend(new Fact.Started("orders/fulfil", SemanticVersion.Initial, null));
        await WriteAsync("long", default, turn => turn, [.. facts]);

        var ids = new List<long>();
        EventId? from = null;
        do
        {
            var page = await Management.ReadHistoryAsync("long", from: from, limit: 1000);
            ids.AddRange(page!.Events.Select(happened => happened.Id.Value));
            from = page.Next;
        } while (from is not null);

        Assert.Equal(Enumerable.Range(1, 2502).Select(id => (long)id), ids);
        Assert.Equal(new EventId(2), Assert.Single(await Management.GetWaitsAsync("long")).Id);
        Assert.Null(await Management.ReadHistoryAsync("nobody"));
        Assert.Equal("long", (await Management.ReadHistoryAsync("long", limit: 1))!.Header!.Instance.Value);
        Assert.Null((await Management.ReadHistoryAsync("long", from: new(2), limit: 1))!.Header);
    }

    [Fact]
    public async Task A_moment_is_what_was_known_after_an_event_and_goes_on_from_an_earlier_one()
    {
        await StartAsync("order");
        await WriteAsync(
            "order",
            default,
            turn => turn,
            new Fact.Started("orders/fulfil", SemanticVersion.Initial, null),
            new Fact.Scheduled(Wait),
            new Fact.Applied(new Effect.SetCustomStatus("packing")),
            new Fact.Applied(new Effect.Cancel(new(2)))
        );

        var second = await Management.GetMomentAsync("order", at: new(2));
        var third = await Management.GetMomentAsync("order", at: new(3), from: second);
        var last = await Management.GetMomentAsync("order", from: third);

        Assert.Equal(("Approved", null), (Assert.Single(second.Waits).Name, second.State.Status));
        Assert.Equal((new EventId(3), "packing"), (third.Event, third.State.Status));
        Assert.Single(third.Waits);
        Assert.Equal(new EventId(4), last.Event);
        Assert.Empty(last.Waits);
    }

    [Fact]
    public async Task A_moment_of_an_instance_that_was_deleted_is_none_of_the_next_one_of_that_id()
    {
        await StartAsync("order");
        await WriteAsync(
            "order",
            default,
            turn => turn,
            new Fact.Started("orders/fulfil", SemanticVersion.Initial, null),
            new Fact.Scheduled(Wait)
        );
        var before = await Management.GetMomentAsync("order");
        await Management.DeleteInstanceAsync("order", force: true);
        await StartAsync("order");

        var now = await Management.GetMomentAsync("order", from: before);

        Assert.Equal(EventId.None, now.Event);
        Assert.Equal(
            new ClientError.InstanceNotFound("nobody"),
            await RefusedAsync(() => Management.GetMomentAsync("nobody"))
        );
        Assert.IsType<ClientError.NotPossible>(
            await RefusedAsync(() => Management.GetMomentAsync("order", new ExecutionId(7)))
        );
    }

    [Fact]
    public async Task An_instance_and_its_executions_are_read_one_by_one()
    {
        await StartAsync("one");
        await EndAsync("one", new Ending.Completed("5"));

        Assert.Equal(ExecutionStatus.Completed, (await Management.GetInstanceAsync("one")).Status);
        Assert.Equal(new Ending.Completed("5"), (await Management.GetExecutionAsync("one"))!.Ending);
        Assert.Null(await Management.GetExecutionAsync("one", new ExecutionId(2)));
        Assert.Equal(
            new ClientError.InstanceNotFound("nobody"),
            await RefusedAsync(() => Management.GetInstanceAsync("nobody"))
        );
    }

    [Fact]
    public async Task A_tree_shows_statuses_and_says_where_it_was_cut_off()
    {
        await StartAsync("root");
        foreach (var child in new[] { "a", "b", "c" })
        {
            var start = new NewInstance(child, "orders/ship", new byte[] { 1 }) { Parent = "root" };
            await Provider.CreateInstancesAsync([start], default);
        }

        var whole = await Management.GetTreeAsync("root");
        var part = await Management.GetTreeAsync("root", limit: 3);

        Assert.Equal(("root a b c", false), (Shown(whole), whole.HasMore));
        Assert.Equal(("root a b", true), (Shown(part), part.HasMore));
        Assert.Equal("orders/ship", part.Children[0].Info.Name);
    }

    [Fact]
    public async Task What_is_stuck_is_listed()
    {
        await StartAsync("one");
        Time.Advance(TimeSpan.FromMinutes(5));

        var stuck = Assert.Single(await Management.ListStuckAsync());

        Assert.Equal((StuckKind.Turn, "one"), (stuck.Kind, stuck.Instance.Value));
    }

    static string Shown(InstanceTree tree) => string.Join(' ', tree.All.Select(instance => instance.Value));

    async Task WriteAsync(InstanceId instance, Timestamp time, Func<TurnCommit, TurnCommit> turn, params Fact[] facts)
    {
        var events = facts.Select((fact, index) => new HistoryEvent(new(index + 1), time, fact)).ToValueList();
        await CommitAsync(
            instance,
            commit =>
                turn(commit) with
                {
                    Events = new EventBatch(events[0].Id, events[^1].Id, WireCodec.EncodeEvents(events)),
                }
        );
    }
}
