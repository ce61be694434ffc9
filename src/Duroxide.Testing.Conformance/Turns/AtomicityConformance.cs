namespace Duroxide.Testing.Conformance;

/// <summary>A turn is written whole or not at all, and each turn of a batch stands for itself.</summary>
public abstract class AtomicityConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task One_commit_writes_events_activities_timers_starts_messages_status_and_values()
    {
        await Provider.BeginAsync("other");
        await Provider.CreateAsync("whole");
        var turn = await Provider.TakeTurnAsync("whole");

        await Provider.CommitAsync(Everything(turn));

        Assert.Equal(["five events"], await Provider.HistoryAsync("whole"));
        Assert.Equal(["one", "two", "three"], (await Provider.FetchWorkAsync()).Select(item => item.Text));
        var ready = await Provider.FetchTurnsAsync();
        Assert.Equal(["child", "other"], ready.Select(item => item.Instance.Value).Order());
        var row = (await Provider.ReadAsync("whole"))!;
        Assert.Equal(("halfway", 1L), (row.CustomStatus, row.CustomStatusVersion));
        var values = await Provider.ReadValuesAsync("whole", null, Cancellation);
        Assert.Equal("blue", values["colour"].Data);
        Assert.Equal(1, (await Management.GetMetricsAsync(Cancellation)).Timers);
    }

    [Fact]
    public async Task A_commit_whose_events_do_not_follow_writes_nothing()
    {
        await Provider.BeginAsync("other", "whole");
        await Provider.SendAsync("whole", "hello");
        var turn = await Provider.TakeTurnAsync("whole");
        var repeated = new EventBatch(turn.LastEvent, turn.LastEvent, Bytes("again"));

        Assert.False(await Provider.TryCommitAsync(Everything(turn) with { Events = repeated }));

        await NothingWasWrittenAsync();
    }

    [Fact]
    public async Task A_commit_that_skips_an_event_writes_nothing()
    {
        await Provider.BeginAsync("other", "whole");
        await Provider.SendAsync("whole", "hello");
        var turn = await Provider.TakeTurnAsync("whole");
        var gap = new EventBatch(turn.LastEvent.Next.Next, turn.LastEvent.Next.Next, Bytes("too far"));

        Assert.False(await Provider.TryCommitAsync(Everything(turn) with { Events = gap }));

        await NothingWasWrittenAsync();
    }

    [Fact]
    public async Task A_commit_to_an_execution_that_is_not_current_writes_nothing()
    {
        await Provider.BeginAsync("other", "whole");
        await Provider.SendAsync("whole", "hello");
        var turn = await Provider.TakeTurnAsync("whole");

        Assert.False(await Provider.TryCommitAsync(Everything(turn) with { Execution = turn.Execution.Next }));

        await NothingWasWrittenAsync();
    }

    [Fact]
    public async Task A_commit_under_an_unknown_lease_writes_nothing()
    {
        await Provider.BeginAsync("other", "whole");
        await Provider.SendAsync("whole", "hello");
        var turn = await Provider.TakeTurnAsync("whole");

        var unknown = turn.Lease with { Fence = turn.Lease.Fence + 1 };
        Assert.False(await Provider.TryCommitAsync(Everything(turn) with { Right = unknown }));

        await NothingWasWrittenAsync();
    }

    [Fact]
    public async Task A_refused_commit_leaves_the_lease_as_it_was()
    {
        await Provider.BeginAsync("held");
        await Provider.SendAsync("held", "hello");
        var turn = await Provider.TakeTurnAsync("held");
        var repeated = new EventBatch(turn.LastEvent, turn.LastEvent, Bytes("again"));

        Assert.False(await Provider.TryCommitAsync(turn.Running() with { Events = repeated }));

        Assert.Empty(await Provider.FetchTurnsAsync());
        await Provider.CommitAsync(turn.Running());
    }

    [Fact]
    public async Task Committing_twice_without_events_queues_an_activity_once()
    {
        await Provider.CreateAsync("twice");
        var turn = await Provider.TakeTurnAsync("twice");
        var commit = turn.Running() with { Events = null, Activities = [Work.Activity(1)] };

        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => Provider.TryCommitAsync(commit)))
        );

        Assert.Single(results, committed => committed);
        Assert.Single(await Provider.FetchWorkAsync());
    }

    [Fact]
    public async Task One_turn_twice_in_a_batch_is_committed_once()
    {
        await Provider.CreateAsync("twice");
        var turn = await Provider.TakeTurnAsync("twice");

        var results = await Provider.StoreAsync([turn.Running(), turn.Running()]);

        Assert.Equal([true, true], results);
        Assert.Equal(["event 1"], await Provider.HistoryAsync("twice"));
    }

    [Fact]
    public async Task A_lost_lease_in_a_batch_spares_the_other_turns()
    {
        await Provider.CreateAsync("one", "two", "three");
        var turns = await Provider.FetchTurnsAsync();
        await Provider.ReleaseAsync(turns[1]);

        var results = await Provider.StoreAsync([.. turns.Select(turn => turn.Running())]);

        Assert.Equal([true, false, true], results);
        Assert.Equal(["event 1"], await Provider.HistoryAsync(turns[0].Instance.Value));
        Assert.Equal([], await Provider.HistoryAsync(turns[1].Instance.Value));
        Assert.Equal(["event 1"], await Provider.HistoryAsync(turns[2].Instance.Value));
    }

    [Fact]
    public async Task Events_that_do_not_follow_spare_the_other_turns_of_a_batch()
    {
        await Provider.CreateAsync("one", "two", "three");
        var turns = await Provider.FetchTurnsAsync();
        var commits = turns.Select(turn => turn.Running()).ToList();
        commits[0] = commits[0] with { Events = new EventBatch(new EventId(7), new EventId(7), Bytes("far away")) };

        Assert.Equal([false, true, true], await Provider.StoreAsync(commits));
    }

    [Fact]
    public async Task Results_come_in_the_order_of_the_turns_given()
    {
        await Provider.CreateAsync("one", "two", "three");
        var turns = (await Provider.FetchTurnsAsync()).Reverse().ToList();
        await Provider.ReleaseAsync(turns[0]);

        var results = await Provider.StoreAsync([.. turns.Select(turn => turn.Running())]);

        Assert.Equal([false, true, true], results);
    }

    [Fact]
    public async Task A_turn_may_send_to_an_instance_that_an_earlier_turn_of_the_batch_starts()
    {
        await Provider.CreateAsync("starter", "sender");
        var turns = await Provider.FetchTurnsAsync();
        var starter = turns.Single(turn => turn.Instance.Value == "starter").Running() with
        {
            Starts = [new NewInstance("new", "test/orchestration", Bytes("header"))],
        };
        var sender = turns.Single(turn => turn.Instance.Value == "sender").Running() with
        {
            Messages = [new NewMessage("new", Bytes("hello"))],
        };

        Assert.Equal([true, true], await Provider.StoreAsync([starter, sender]));

        Assert.Equal(["hello"], Texts(await Provider.TakeTurnAsync("new")));
    }

    [Fact]
    public async Task Empty_batches_do_nothing()
    {
        Assert.Empty(await Provider.StoreAsync([]));
        Assert.Empty(await Provider.LoadAsync([], Cancellation));
        Assert.Empty(await Provider.RenewTurnsAsync([], Lease, Cancellation));
        Assert.Empty(await Provider.CompleteActivitiesAsync([], Cancellation));
        Assert.Empty(await Provider.RenewActivitiesAsync([], Lease, Cancellation));
        Assert.Empty(await Provider.CreateInstancesAsync([], Cancellation));
        Assert.Empty(await Provider.EnqueueAsync([], Cancellation));
        await Provider.ReleaseTurnsAsync([], Cancellation);
        await Provider.ReleaseActivitiesAsync([], Cancellation);
    }

    private TurnCommit Everything(TurnItem turn) =>
        turn.Running() with
        {
            Events = turn.Events("five events", 5),
            CustomStatus = new StatusChange("halfway"),
            Values = [new ValueChange("colour", new StoredValue("blue", Now))],
            Activities = [Work.Activity(2, "one"), Work.Activity(3, "two"), Work.Activity(4, "three")],
            Timers = [new NewTimer(new EventId(5), Now.Plus(Second), Bytes("tick"))],
            Starts = [new NewInstance("child", "test/child", Bytes("header")) { Parent = turn.Instance }],
            Messages = [new NewMessage("other", Bytes("hello"))],
        };

    private async Task NothingWasWrittenAsync()
    {
        Assert.Equal(["event 1"], await Provider.HistoryAsync("whole"));
        Assert.Empty(await Provider.FetchWorkAsync());
        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Null(await Provider.ReadAsync("child"));
        Assert.Null((await Provider.ReadAsync("whole"))!.CustomStatus);
        Assert.Empty(await Provider.ReadValuesAsync("whole", null, Cancellation));
        await PassAsync(Lease);
        Assert.Equal(["hello"], Texts(await Provider.TakeTurnAsync("whole")));
    }
}
