namespace Duroxide.Testing.Conformance;

/// <summary>A start that is written with its first turn is as good as one that was fetched for it.</summary>
public abstract class StartingConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    private TurnCommit Start(string id, string? header = null) =>
        new(
            new TurnRight.Starting(new NewInstance(id, "test/orchestration", Bytes(header ?? id)), Provider.Now),
            ExecutionId.First,
            ExecutionStatus.Running
        )
        {
            Events = new EventBatch(new EventId(1), new EventId(1), Bytes("event 1")),
            Version = Version("1.2.3"),
            Pin = Version("0.1.0"),
        };

    private async Task<TurnStored> StoreAsync(TurnCommit turn) =>
        Assert.Single(await Provider.CommitTurnsAsync([turn], Cancellation));

    [Fact]
    public async Task The_instance_stands_behind_its_first_turn_and_waits()
    {
        var stored = await StoreAsync(Start("new"));

        Assert.True(stored.IsStored);
        Assert.Empty(await Provider.FetchTurnsAsync());
        var record = await Provider.ReadAsync("new");
        Assert.Equal((ExecutionStatus.Running, Version("1.2.3")), (record!.Status, record.Version));
        await Provider.SendAsync("new", "hello");
        var turn = await Provider.TakeTurnAsync("new");
        Assert.Equal(stored.Instance, turn.Lease.Key);
        Assert.Equal((new EventId(1), 1, Version("0.1.0")), (turn.LastEvent, turn.Attempt, turn.Pin));
        Assert.Null(turn.Start);
        await Provider.CommitAsync(turn.Running());
        Assert.Equal(["event 1", "event 2"], await Provider.HistoryAsync("new"));
    }

    [Fact]
    public async Task It_was_asked_to_start_at_the_time_that_its_turn_knows()
    {
        var start = Start("timed");
        await PassAsync(Second);

        await StoreAsync(start);

        var execution = await Provider.ReadExecutionAsync("timed", null, Cancellation);
        Assert.Equal(((TurnRight.Starting)start.Right).Time, execution!.Start.Time);
        Assert.Equal("timed", Text(execution.Start.Header));
    }

    [Fact]
    public async Task What_its_turn_asks_for_is_written_with_it()
    {
        var stored = await StoreAsync(
            Start("busy") with
            {
                Activities = [Work.Activity(2), Work.Activity(3) with { Take = Lease }],
                Timers = [new NewTimer(new EventId(4), Now.Plus(Second), Bytes("timer"))],
                CustomStatus = new StatusChange("on its way"),
                Starts = [new NewInstance("child", "test/child", Bytes("child")) { Parent = "busy" }],
            }
        );

        Assert.Equal([true, false], stored.Taken.Select(lease => lease is null));
        Assert.Equal(new EventId(2), (await Provider.TakeWorkAsync()).Id);
        Assert.Equal("on its way", (await Provider.ReadAsync("busy"))!.CustomStatus);
        await Provider.CommitAsync((await Provider.TakeTurnAsync("child")).Running());
        await PassAsync(Second);
        Assert.Equal(["timer"], Texts(await Provider.TakeTurnAsync("busy")));
    }

    [Fact]
    public async Task A_message_of_its_turn_to_itself_makes_it_ready()
    {
        await StoreAsync(Start("self") with { Messages = [new NewMessage("self", Bytes("to myself"))] });

        Assert.Equal(["to myself"], Texts(await Provider.TakeTurnAsync("self")));
    }

    [Fact]
    public async Task One_that_ends_at_once_takes_no_messages()
    {
        await StoreAsync(Start("short") with { Status = ExecutionStatus.Completed, Output = Bytes("done") });

        var record = await Provider.ReadAsync("short");
        Assert.Equal((ExecutionStatus.Completed, "done"), (record!.Status, Text(record.Output)));
        Assert.Equal([false], await Provider.TrySendAsync("short", "late"));
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task One_that_continues_as_new_at_once_is_ready_for_its_next_execution()
    {
        await StoreAsync(
            Start("eternal") with
            {
                Status = ExecutionStatus.ContinuedAsNew,
                Output = Bytes("continued"),
                Next = new NextExecution("test/next", new StoredStart(Bytes("next"), Now)),
            }
        );

        var turn = await Provider.TakeTurnAsync("eternal");
        Assert.Equal((new ExecutionId(2), "next"), (turn.Execution, Text(turn.Start!.Header)));
    }

    [Fact]
    public async Task An_id_that_is_taken_keeps_its_instance_and_nothing_is_written()
    {
        await Provider.BeginAsync("taken");

        var stored = await StoreAsync(Start("taken", "another") with { Activities = [Work.Activity(2)] });

        Assert.False(stored.IsStored);
        Assert.Equal(["event 1"], await Provider.HistoryAsync("taken"));
        Assert.Empty(await Provider.FetchWorkAsync());
        var execution = await Provider.ReadExecutionAsync("taken", null, Cancellation);
        Assert.Equal("taken", Text(execution!.Start.Header));
    }

    [Fact]
    public async Task Of_two_starts_of_one_id_in_one_call_the_first_counts()
    {
        var stored = await Provider.StoreAsync(Start("twins", "first"), Start("twins", "second"), Start("other"));

        Assert.Equal([true, false, true], stored);
        var execution = await Provider.ReadExecutionAsync("twins", null, Cancellation);
        Assert.Equal("first", Text(execution!.Start.Header));
    }

    [Fact]
    public async Task In_one_call_with_fetched_turns_and_answers_each_stands_for_itself()
    {
        var answering = await Provider.WaitAsync("answering", Work.Activity(1));
        var late = await Provider.WaitAsync("late", Work.Activity(1));
        await Provider.CompleteAsync(late.Work[0], answer: null);
        await Provider.CreateAsync("fetched", "released");
        var fetched = await Provider.FetchTurnsAsync();
        await Provider.ReleaseAsync(fetched[1], Lease);

        var stored = await Provider.CommitTurnsAsync(
            [
                fetched[1].Running(),
                Start("new"),
                answering.Running(),
                Start("answering", "another"),
                fetched[0].Running(),
                late.Running(),
            ],
            Cancellation
        );

        Assert.Equal([false, true, true, false, true, false], stored.Select(each => each.IsStored));
        Assert.Equal(["event 1"], await Provider.HistoryAsync("new"));
        Assert.Equal(["event 1", "event 2"], await Provider.HistoryAsync("answering"));
        Assert.Equal(["event 1"], await Provider.HistoryAsync("fetched"));
        Assert.Equal([], await Provider.HistoryAsync("released"));
        Assert.Equal(["event 1"], await Provider.HistoryAsync("late"));
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task Who_asks_again_is_told_the_same_and_nothing_is_written_twice()
    {
        var start = Start("again") with { Activities = [Work.Activity(2) with { Take = Lease }] };
        var first = await StoreAsync(start);
        await Provider.SendAsync("again", "hello");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("again")).Running());

        var second = await StoreAsync(start);

        Assert.True(second.IsStored);
        Assert.Equal((first.Instance, first.Taken[0]), (second.Instance, second.Taken[0]));
        Assert.Equal(["event 1", "event 2"], await Provider.HistoryAsync("again"));
    }

    [Fact]
    public async Task A_start_that_was_stored_without_its_turn_is_not_taken_for_it()
    {
        await Provider.CreateAsync("plain");

        Assert.False((await StoreAsync(Start("plain"))).IsStored);

        Assert.NotNull((await Provider.TakeTurnAsync("plain")).Start);
    }

    [Fact]
    public async Task A_start_whose_first_turn_a_node_wrote_is_not_taken_for_it_though_it_is_the_same()
    {
        await Provider.CreateAsync("elsewhere");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("elsewhere")).Running());

        var stored = await StoreAsync(
            Start("elsewhere") with
            {
                Activities = [Work.Activity(2) with { Take = Lease }],
            }
        );

        Assert.False(stored.IsStored);
        Assert.Equal(["event 1"], await Provider.HistoryAsync("elsewhere"));
        Assert.Empty(await Provider.FetchWorkAsync());
    }
}
