namespace Duroxide.Testing.Conformance;

/// <summary>What cannot be processed is taken aside until somebody releases it, and holds up nobody.</summary>
public abstract class ParkingConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_parked_instance_is_not_fetched_whatever_happens()
    {
        await ParkInstanceAsync("parked");
        await Provider.SendAsync("parked", "hello");
        await PassAsync(Lease * 10);

        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Equal("unreadable", (await Provider.ReadAsync("parked"))!.Parked);
    }

    [Fact]
    public async Task A_parked_instance_is_listed()
    {
        await ParkInstanceAsync("parked");

        var item = Assert.Single(await ListAsync());

        Assert.Equal(ParkedKind.Instance, item.Kind);
        Assert.Equal("parked", item.Instance.Value);
        Assert.Equal("unreadable", item.Reason);
        Assert.Equal(Now.ToDateTimeOffset(), item.Time);
    }

    [Fact]
    public async Task A_released_instance_goes_on_with_all_messages_and_counts_attempts_anew()
    {
        await Provider.BeginAsync("parked");
        await Provider.SendAsync("parked", "early");
        await Provider.ReleaseAsync(await Provider.TakeTurnAsync("parked"));
        await Provider.ParkAsync(await Provider.TakeTurnAsync("parked"), "unreadable");
        await Provider.SendAsync("parked", "late");

        Assert.True(await ReleaseAsync());

        var turn = await Provider.TakeTurnAsync("parked");
        Assert.Equal(["early", "late"], Texts(turn));
        Assert.Equal(1, turn.Attempt);
        Assert.Null((await Provider.ReadAsync("parked"))!.Parked);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_parked_first_turn_comes_back_with_its_start()
    {
        await ParkInstanceAsync("parked");

        Assert.True(await ReleaseAsync());

        Assert.NotNull((await Provider.TakeTurnAsync("parked")).Start);
    }

    [Fact]
    public async Task A_parked_turn_cannot_be_committed()
    {
        await Provider.CreateAsync("parked");
        var turn = await Provider.TakeTurnAsync("parked");
        await Provider.ParkAsync(turn, "unreadable");

        Assert.False(await Provider.TryCommitAsync(turn.Running()));
    }

    [Fact]
    public async Task A_parked_instance_can_be_deleted()
    {
        await ParkInstanceAsync("parked");
        await Management.DeleteInstancesAsync(["parked"], DeletionForce.Trees, Cancellation);

        Assert.Empty(await ListAsync());
        Assert.Null(await Provider.ReadAsync("parked"));
    }

    [Fact]
    public async Task A_parked_message_does_not_come_again_and_the_others_do()
    {
        await Provider.BeginAsync("reader");
        await Provider.SendAsync("reader", "good", "bad", "late");
        var turn = await Provider.TakeTurnAsync("reader");

        await ParkMessageAsync(turn, 1, consume: 0);

        Assert.Equal(["late"], Texts(await Provider.TakeTurnAsync("reader")));
        var item = Assert.Single(await ListAsync());
        Assert.Equal((ParkedKind.Message, "reader", "bad bytes"), (item.Kind, item.Instance.Value, item.Reason));
    }

    [Fact]
    public async Task A_released_message_comes_back_with_its_time_and_payload()
    {
        await Provider.BeginAsync("reader");
        await Provider.SendAsync("reader", "bad");
        var sent = Now;
        await PassAsync(Second);
        await ParkMessageAsync(await Provider.TakeTurnAsync("reader"), 0, consume: null);
        Assert.Empty(await Provider.FetchTurnsAsync());

        Assert.True(await ReleaseAsync());

        var message = Assert.Single((await Provider.TakeTurnAsync("reader")).Messages);
        Assert.Equal(("bad", sent), (Text(message.Payload), message.Time));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_released_message_wakes_who_waits()
    {
        await Provider.BeginAsync("reader");
        await Provider.SendAsync("reader", "bad");
        await ParkMessageAsync(await Provider.TakeTurnAsync("reader"), 0, consume: null);
        var fetch = new TurnFetch(1, Lease, TimeSpan.FromMinutes(10));
        var waiting = Provider.FetchTurnsAsync(fetch, Cancellation);

        await ReleaseAsync();

        Assert.Single(await waiting.WaitAsync(Generous, TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task Parked_messages_of_an_ended_instance_are_gone()
    {
        await Provider.BeginAsync("reader");
        await Provider.SendAsync("reader", "bad", "good");
        await ParkMessageAsync(await Provider.TakeTurnAsync("reader"), 0, consume: null);

        await Provider.CommitAsync((await Provider.TakeTurnAsync("reader")).Ending());

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_parked_activity_is_not_fetched_and_holds_up_nobody()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1, "bad"), Work.Activity(2, "good"));
        var items = await Provider.FetchWorkAsync(1);
        await Provider.ParkAsync(items[0], "unreadable");
        await PassAsync(Lease * 10);

        Assert.Equal("good", (await Provider.TakeWorkAsync()).Text);
        var parked = Assert.Single(await ListAsync());
        Assert.Equal((ParkedKind.Activity, "worker"), (parked.Kind, parked.Instance.Value));
    }

    [Fact]
    public async Task A_parked_activity_is_neither_completed_nor_renewed()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        var item = await Provider.TakeWorkAsync();
        await Provider.ParkAsync(item, "unreadable");

        Assert.False(await Provider.CompleteAsync(item));
        Assert.False(await Provider.RenewAsync(item, Lease));
    }

    [Fact]
    public async Task A_released_activity_goes_on_and_counts_attempts_anew()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1) with { Tag = "gpu" });
        var gpu = new TagFilter.Tags(["gpu"]);
        await Provider.ReleaseAsync(await Provider.TakeWorkAsync(gpu));
        await Provider.ParkAsync(await Provider.TakeWorkAsync(gpu), "unreadable");

        Assert.True(await ReleaseAsync());

        Assert.Equal(1, (await Provider.TakeWorkAsync(gpu)).Attempt);
    }

    [Fact]
    public async Task A_parked_activity_can_be_cancelled()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        await Provider.ParkAsync(await Provider.TakeWorkAsync(), "unreadable");
        await Provider.SendAsync("worker", "cancel");
        var turn = await Provider.TakeTurnAsync("worker");
        await Provider.CommitAsync(turn.Running() with { CancelledActivities = [new EventId(1)] });

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task What_is_not_parked_cannot_be_released()
    {
        Assert.False(await Management.ReleaseParkedAsync(4711, Cancellation));
        await ParkInstanceAsync("parked");
        var id = (await ListAsync()).Single().Id;

        Assert.True(await Management.ReleaseParkedAsync(id, Cancellation));
        Assert.False(await Management.ReleaseParkedAsync(id, Cancellation));
    }

    [Fact]
    public async Task Parked_things_are_listed_oldest_first_up_to_a_limit()
    {
        await ParkInstanceAsync("one");
        await PassAsync(Second);
        await Provider.ScheduleAsync("two", Work.Activity(1));
        await Provider.ParkAsync(await Provider.TakeWorkAsync(), "unreadable");
        await PassAsync(Second);
        await ParkInstanceAsync("three");

        Assert.Equal(["one", "two", "three"], (await ListAsync()).Select(item => item.Instance.Value));
        Assert.Equal(3, (await ListAsync()).Select(item => item.Id).Distinct().Count());
        Assert.Equal(2, (await Management.ListParkedAsync(new() { Limit = 2 }, Cancellation)).Count);
        Assert.Equal(3, (await Management.GetMetricsAsync(Cancellation)).Parked);
    }

    [Fact]
    public async Task Parked_things_are_found_by_kind_and_instance_a_page_at_a_time()
    {
        await ParkInstanceAsync("one");
        await Provider.ScheduleAsync("two", Work.Activity(1), Work.Activity(2));
        foreach (var item in await Provider.FetchWorkAsync())
        {
            await Provider.ParkAsync(item, "unreadable");
        }

        var first = await Management.ListParkedAsync(new() { Kind = ParkedKind.Activity, Limit = 1 }, Cancellation);
        var second = await Management.ListParkedAsync(
            new() { Kind = ParkedKind.Activity, After = first[0].Id },
            Cancellation
        );
        var ofOne = await Management.ListParkedAsync(new() { Instance = "one" }, Cancellation);

        Assert.Equal([1, 2], first.Concat(second).Select(item => item.Event!.Value.Value));
        Assert.All(first.Concat(second), item => Assert.Equal(ExecutionId.First, item.Execution));
        Assert.Equal(
            (ParkedKind.Instance, null, null),
            Assert.Single(ofOne) is var one ? (one.Kind, one.Execution, one.Event) : default
        );
        Assert.Empty(await Management.ListParkedAsync(new() { Instance = "nobody" }, Cancellation));
    }

    [Fact]
    public async Task A_discarded_message_never_comes_again()
    {
        await Provider.BeginAsync("reader");
        await Provider.SendAsync("reader", "bad");
        await ParkMessageAsync(await Provider.TakeTurnAsync("reader"), 0, consume: null);
        var id = (await ListAsync()).Single().Id;

        Assert.True(await Management.DiscardParkedAsync(id, answer: null, Cancellation));

        Assert.False(await Management.DiscardParkedAsync(id, answer: null, Cancellation));
        Assert.False(await Management.ReleaseParkedAsync(id, Cancellation));
        Assert.Empty(await ListAsync());
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task A_discarded_activity_is_answered_in_the_same_moment()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1), Work.Activity(2, "good"));
        var items = await Provider.FetchWorkAsync(1);
        await Provider.ParkAsync(items[0], "unreadable");
        await PassAsync(Second);

        Assert.True(
            await Management.DiscardParkedAsync((await ListAsync()).Single().Id, Bytes("given up"), Cancellation)
        );

        var turn = await Provider.TakeTurnAsync("worker");
        Assert.Equal(("given up", Now), (Text(turn.Messages.Single().Payload), turn.Messages.Single().Time));
        Assert.Equal("good", (await Provider.TakeWorkAsync()).Text);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_discarded_activity_wakes_who_waits_for_turns()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        await Provider.ParkAsync(await Provider.TakeWorkAsync(), "unreadable");
        var waiting = Provider.FetchTurnsAsync(new TurnFetch(1, Lease, TimeSpan.FromMinutes(10)), Cancellation);

        await Management.DiscardParkedAsync((await ListAsync()).Single().Id, Bytes("given up"), Cancellation);

        Assert.Single(await waiting.WaitAsync(Generous, TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task A_parked_instance_is_not_discarded()
    {
        await ParkInstanceAsync("parked");

        Assert.False(await Management.DiscardParkedAsync((await ListAsync()).Single().Id, answer: null, Cancellation));
        Assert.False(await Management.DiscardParkedAsync(4711, answer: null, Cancellation));

        Assert.Equal("parked", (await ListAsync()).Single().Instance.Value);
    }

    private async Task ParkInstanceAsync(string instance)
    {
        await Provider.CreateAsync(instance);
        await Provider.ParkAsync(await Provider.TakeTurnAsync(instance), "unreadable");
    }

    private Task ParkMessageAsync(TurnItem turn, int index, int? consume) =>
        Provider.CommitAsync(
            turn.Running() with
            {
                Consumed = consume is { } used ? [turn.Messages[used].Id] : [],
                Parked = [new ParkedMessage(turn.Messages[index].Id, "bad bytes")],
            }
        );

    private Task<IReadOnlyList<ParkedItem>> ListAsync() =>
        Management.ListParkedAsync(new() { Limit = 100 }, Cancellation);

    private async Task<bool> ReleaseAsync() =>
        await Management.ReleaseParkedAsync((await ListAsync()).Single().Id, Cancellation);
}
