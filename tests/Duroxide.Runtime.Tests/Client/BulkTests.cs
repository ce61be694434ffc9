using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Client;

public class BulkTests : ClientDesk
{
    static readonly Ending Done = new Ending.Completed("5");

    readonly List<object> heard = [];

    ManagementClient Management => Client.Management;

    [Fact]
    public async Task Many_are_suspended_and_resumed_page_by_page()
    {
        await StartAsync("ended");
        await EndAsync("ended", Done);
        await StartAsync("one", "two", "three");
        var query = new InstanceQuery { Order = InstanceOrder.OldestFirst, Limit = 2 };

        var first = await Management.SuspendInstancesAsync(query, "a pause", Heard<BulkReport>());
        var second = await Management.SuspendInstancesAsync(query with { After = first.After }, "a pause");
        var third = second.After is { } after
            ? await Management.SuspendInstancesAsync(query with { After = after }, "a pause")
            : new BulkReport(0, 0);

        Assert.Equal((1L, 1L, true), (first.Changed, first.Left, first.HasMore));
        Assert.Equal((2L, 0L), (second.Changed, second.Left));
        Assert.Equal(3, first.Changed + second.Changed + third.Changed);
        Assert.False(third.HasMore);
        Assert.Equal([first with { After = null }], heard);
        Assert.Equal(new BulkReport(3, 1), await Management.ResumeInstancesAsync(query with { Limit = 10 }));
    }

    [Fact]
    public async Task More_than_a_hundred_are_suspended_a_hundred_at_a_time_and_progress_is_told()
    {
        await StartAsync([.. Enumerable.Range(1, 250).Select(number => new InstanceId($"i-{number}"))]);

        var report = await Management.SuspendInstancesAsync(new(), "a pause", Heard<BulkReport>());

        Assert.Equal(250, report.Changed);
        Assert.Equal([100L, 200L, 250L], heard.Cast<BulkReport>().Select(each => each.Changed));
    }

    [Fact]
    public async Task Many_are_asked_to_cancel()
    {
        await StartAsync("one", "two");
        await StartAsync("ended");
        var query = new InstanceQuery { Name = "orders/fulfil" };

        var report = await Management.CancelInstancesAsync(query, "enough");

        Assert.Equal((3L, 0L), (report.Changed, report.Left));
        var turn = await TakeAsync();
        var cancel = Assert.Single(turn.Messages);
        Assert.Equal(new Delivery.Cancel("enough"), WireCodec.DecodeDelivery(turn.Instance, cancel.Payload));
    }

    [Fact]
    public async Task A_deletion_tells_what_had_to_stay_and_what_it_did_so_far()
    {
        await Provider.CreateInstancesAsync([Member("child", "root")], default);
        foreach (var id in new InstanceId[] { "root", "other" })
        {
            await StartAsync(id);
            await EndNextAsync(id);
        }

        var deleted = await Management.DeleteInstancesAsync(new() { Name = "orders/fulfil" }, Heard<Deleted>());

        Assert.Equal((1L, 1L), (deleted.Instances, deleted.Kept));
        Assert.Equal(deleted, Assert.Single(heard));
    }

    [Fact]
    public async Task A_forced_deletion_takes_running_roots_and_never_a_live_child()
    {
        await Provider.CreateInstancesAsync([Member("child", "parent")], default);
        await StartAsync("parent", "alone");
        var query = new DeleteQuery { Name = "orders/fulfil", Force = true };

        var deleted = await Management.DeleteInstancesAsync(query);
        var chosen = await Management.DeleteInstancesAsync(query with { Instances = ["parent", "child"] });

        Assert.Equal((1L, 1L), (deleted.Instances, deleted.Kept));
        Assert.Equal((0L, 1L), (chosen.Instances, chosen.Kept));
        Assert.Equal(
            ["child", "parent"],
            (await Management.ListInstancesAsync()).Select(info => info.Instance.Value).Order()
        );
    }

    [Fact]
    public async Task A_pruning_tells_where_to_go_on()
    {
        await StartAsync("one", "two", "three");
        var query = new InstanceQuery { Order = InstanceOrder.OldestFirst, Limit = 2 };

        var first = await Management.PruneInstancesAsync(query, progress: Heard<Deleted>());
        var second = await Management.PruneInstancesAsync(query with { After = first.After });

        Assert.Equal((2L, true), (first.Instances, first.HasMore));
        Assert.Equal((1L, false, null), (second.Instances, second.HasMore, second.After));
        Assert.Equal(2, heard.Count);
    }

    [Fact]
    public async Task Parked_items_are_released_and_discarded_by_kind_and_instance()
    {
        await ScheduleAsync("one", 3);
        await ParkAllAsync();

        var released = await Management.ReleaseParkedAsync(
            new ParkedQuery { Instance = "one", Limit = 1 },
            Heard<ParkedReport>()
        );
        var discarded = await Management.DiscardParkedAsync(
            new() { Kind = ParkedKind.Activity, After = released.After }
        );

        Assert.Equal((1L, 0L, true), (released.Done, released.Left, released.HasMore));
        Assert.Single(heard);
        Assert.Equal((2L, 0L, false), (discarded.Done, discarded.Left, discarded.HasMore));
        Assert.Empty(await Management.ListParkedAsync());
        var turn = await TakeAsync();
        var answers = turn.Messages.Select(message => WireCodec.DecodeDelivery(turn.Instance, message.Payload));
        Assert.All(
            answers,
            answer =>
                Assert.Contains(
                    "unreadable",
                    Assert.IsType<Outcome.Failed>(Assert.IsType<Delivery.Answer>(answer).Outcome).Failure.Display,
                    StringComparison.Ordinal
                )
        );
        Assert.Equal([3, 4], answers.Select(answer => ((Delivery.Answer)answer).Of.Value));
    }

    [Fact]
    public async Task One_parked_item_is_discarded_and_no_other_one()
    {
        await ScheduleAsync("one", 2);
        await ParkAllAsync();
        var (first, second) = await Management.ListParkedAsync() is [var one, var other] ? (one, other) : default;

        Assert.True(await Management.DiscardParkedItemAsync(first!.Id));
        Assert.False(await Management.DiscardParkedItemAsync(first.Id));

        Assert.Equal(second!.Id, Assert.Single(await Management.ListParkedAsync()).Id);
    }

    [Fact]
    public async Task A_parked_instance_is_left_when_all_is_discarded()
    {
        await StartAsync("one");
        var turn = await TakeAsync();
        await Provider.ReleaseTurnsAsync([new(turn.Lease, TimeSpan.Zero, true) { Park = "unreadable" }], default);

        var report = await Management.DiscardParkedAsync(new());

        Assert.Equal((0L, 1L), (report.Done, report.Left));
        Assert.Single(await Management.ListParkedAsync());
    }

    Told<T> Heard<T>() => new(heard);

    async Task ScheduleAsync(InstanceId instance, int count)
    {
        await StartAsync(instance);
        await CommitAsync(
            instance,
            turn =>
                turn with
                {
                    Activities = [.. Enumerable.Range(2, count).Select(id => new NewActivity(new(id), new byte[1]))],
                }
        );
    }

    async Task ParkAllAsync()
    {
        var items = await Provider.FetchActivitiesAsync(
            new(10, Soon, TimeSpan.Zero, new TagFilter.DefaultOnly()),
            default
        );
        await Provider.ReleaseActivitiesAsync(
            [.. items.Select(item => new ActivityRelease(item.Lease, TimeSpan.Zero, true) { Park = "unreadable" })],
            default
        );
    }

    // Others are ready as well, so the turn that is wanted is picked out of all.
    async Task EndNextAsync(InstanceId instance)
    {
        var ready = await Provider.FetchTurnsAsync(new(10, Soon, TimeSpan.Zero), default);
        var item = ready.Single(turn => turn.Instance == instance);
        await Provider.ReleaseTurnsAsync(
            [.. ready.Where(turn => turn != item).Select(turn => new TurnRelease(turn.Lease, TimeSpan.Zero, false))],
            default
        );
        var commit = new TurnCommit(item.Lease, item.Execution, ExecutionStatus.Completed)
        {
            Output = WireCodec.EncodeEnding(Done),
        };
        Assert.True(Assert.Single(await Provider.CommitTurnsAsync([commit], default)).IsStored);
    }

    static NewInstance Member(InstanceId instance, InstanceId? parent)
    {
        var header = new Header(instance, new(1), "orders/fulfil", null, "17", Nonce.From(instance.Value));
        return new(instance, "orders/fulfil", WireCodec.EncodeHeader(header)) { Parent = parent };
    }

    sealed class Told<T>(List<object> heard) : IProgress<T>
    {
        public void Report(T value) => heard.Add(value!);
    }
}
