namespace Duroxide.Testing.Conformance;

/// <summary>Answers of activities and the turn that takes them are one commit.</summary>
public abstract class AnsweringConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_turn_takes_its_answer_in_the_commit_that_ends_the_activity()
    {
        var waiting = await Provider.WaitAsync("fused", Work.Activity(1));

        var stored = await Provider.StoreOneAsync(waiting.Running());

        Assert.True(stored.IsStored);
        Assert.Equal([true], stored.Completed);
        Assert.Empty(stored.Taken);
        Assert.Equal(["event 1", "event 2"], await Provider.HistoryAsync("fused"));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Several_answers_make_one_turn()
    {
        var waiting = await Provider.WaitAsync("fused", Work.Activity(1), Work.Activity(2), Work.Activity(3));

        var stored = await Provider.StoreOneAsync(waiting.Running());

        Assert.Equal([true, true, true], stored.Completed);
        Assert.Equal(["event 1", "event 2"], await Provider.HistoryAsync("fused"));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task One_answer_is_taken_while_the_other_activities_go_on()
    {
        var waiting = await Provider.WaitAsync("fused", Work.Activity(1, "1"), Work.Activity(2, "2"));

        await Provider.CommitAsync((waiting with { Work = [waiting.Work[1]] }).Running());
        Assert.True(await Provider.RenewAsync(waiting.Work[0], Lease));
        await Provider.CommitAsync(waiting.Next(waiting.Work[0]).Running());

        Assert.Equal(["event 1", "event 2", "event 3"], await Provider.HistoryAsync("fused"));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task It_writes_whatever_a_turn_writes()
    {
        await Provider.BeginAsync("other");
        var waiting = await Provider.WaitAsync("whole", Work.Activity(1), Work.Activity(2));

        await Provider.CommitAsync(Everything(waiting with { Work = [waiting.Work[0]] }));

        Assert.Equal(["event 1", "five events"], await Provider.HistoryAsync("whole"));
        Assert.False(await Provider.RenewAsync(waiting.Work[1], Lease));
        Assert.Equal(["one", "two"], (await Provider.FetchWorkAsync()).Select(item => item.Text));
        var ready = await Provider.FetchTurnsAsync();
        Assert.Equal(["child", "other"], ready.Select(item => item.Instance.Value).Order());
        var row = (await Provider.ReadAsync("whole"))!;
        Assert.Equal(("halfway", 1L), (row.CustomStatus, row.CustomStatusVersion));
        Assert.Equal("blue", (await Provider.ReadValuesAsync("whole", null, Cancellation))["colour"].Data);
        await PassAsync(Second);
        Assert.Equal(["tick"], Texts(await Provider.TakeTurnAsync("whole")));
    }

    [Fact]
    public async Task A_timer_that_it_takes_back_never_fires()
    {
        await Provider.CreateAsync("sleeper");
        var turn = await Provider.TakeTurnAsync("sleeper");
        var timers = new[] { Tick(2, Second), Tick(3, Second) };
        await Provider.CommitAsync(turn.Running() with { Activities = [Work.Activity(1)], Timers = timers });
        var waiting = new Waiting(turn).Next(await Provider.TakeWorkAsync());

        await Provider.CommitAsync(waiting.Running() with { CancelledTimers = [new EventId(2)] });
        await PassAsync(Second);

        Assert.Equal(["timer 3"], Texts(await Provider.TakeTurnAsync("sleeper")));
    }

    [Fact]
    public async Task What_comes_after_it_makes_the_instance_ready()
    {
        var waiting = await Provider.WaitAsync("fused", Work.Activity(1));
        await Provider.CommitAsync(waiting.Running());

        await Provider.SendAsync("fused", "hello");

        var turn = await Provider.TakeTurnAsync("fused");
        Assert.Equal(["hello"], Texts(turn));
        Assert.Equal((new EventId(2), 1), (turn.LastEvent, turn.Attempt));
        await Provider.CommitAsync(turn.Running());
        Assert.Equal(["event 1", "event 2", "event 3"], await Provider.HistoryAsync("fused"));
    }

    [Fact]
    public async Task What_it_sends_to_itself_or_has_to_do_at_once_makes_the_instance_ready()
    {
        var waiting = await Provider.WaitAsync("talker", Work.Activity(1));
        var impatient = await Provider.WaitAsync("impatient", Work.Activity(1));
        await PassAsync(Second);

        await Provider.CommitAsync(waiting.Running() with { Messages = [new NewMessage("talker", Bytes("self"))] });
        Assert.Equal(["self"], Texts(await Provider.TakeTurnAsync("talker")));
        await Provider.CommitAsync(impatient.Running() with { Timers = [Tick(2, -Second)] });
        Assert.Equal(["timer 2"], Texts(await Provider.TakeTurnAsync("impatient")));
    }

    [Theory]
    [InlineData(ExecutionStatus.Completed)]
    [InlineData(ExecutionStatus.Failed)]
    public async Task It_may_end_the_instance(ExecutionStatus status)
    {
        await Provider.BeginAsync("parent");
        var waiting = await Provider.WaitAsync("ended", Work.Activity(1), Work.Activity(2));
        var ending = (waiting with { Work = [waiting.Work[0]] }).Ending() with
        {
            Status = status,
            Messages = [new NewMessage("parent", Bytes("child is done"))],
        };
        var watching = Provider.ReadInstanceAsync("ended", (await RowAsync("ended")).Revision, Generous, Cancellation);

        await Provider.CommitAsync(ending);

        Assert.Equal(status, (await watching)!.Status);
        Assert.Equal("done", Text((await RowAsync("ended")).Output));
        Assert.Equal(["child is done"], Texts(await Provider.TakeTurnAsync("parent")));
        Assert.Equal([false], await Provider.TrySendAsync("ended", "too late"));
        Assert.True(await Provider.CompleteAsync(waiting.Work[1]));
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task It_may_continue_as_new()
    {
        var waiting = await Provider.WaitAsync("eternal", Work.Activity(1));

        await Provider.CommitAsync(waiting.Continuing("again"));

        var next = await Provider.TakeTurnAsync("eternal");
        Assert.Equal((new ExecutionId(2), EventId.None), (next.Execution, next.LastEvent));
        Assert.Equal("again", Text(next.Start!.Header));
        Assert.Empty(next.Messages);
        await Provider.CommitAsync(next.Running() with { Activities = [Work.Activity(1)] });
        await Provider.CommitAsync(new Waiting(next).Next(await Provider.TakeWorkAsync()).Ending());
        Assert.Equal(["event 1", "event 2"], await Provider.HistoryAsync("eternal", 1));
        Assert.Equal(["event 1", "event 2"], await Provider.HistoryAsync("eternal", 2));
    }

    [Fact]
    public async Task An_answer_that_makes_no_event_is_taken_too()
    {
        var waiting = await Provider.WaitAsync("fused", Work.Activity(1));

        await Provider.CommitAsync(waiting.Running() with { Events = null, CustomStatus = new StatusChange("heard") });

        Assert.Equal("heard", (await RowAsync("fused")).CustomStatus);
        Assert.Equal(["event 1"], await Provider.HistoryAsync("fused"));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task An_activity_of_a_session_or_with_a_long_answer_is_no_exception()
    {
        var activity = Work.Activity(1, new string('x', 50_000)) with { Session = "s", TimeToLive = Lease };
        await Provider.ScheduleAsync("fused", activity);
        var item = await Provider.TakeWorkAsync(sessions: new("owner", Lease, 5));
        await Provider.SendAsync("fused", "hello");
        var turn = await Provider.TakeTurnAsync("fused");
        await Provider.CommitAsync(turn.Running());

        await Provider.CommitAsync(new Waiting(turn).Next(item).Running());

        await PassAsync(10 * Lease);
        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Empty(await Provider.FetchWorkAsync(sessions: new("owner", Lease, 5)));
    }

    [Fact]
    public async Task What_it_queues_goes_to_who_waits_for_it()
    {
        var waiting = await Provider.WaitAsync("fused", Work.Activity(1));
        var fetch = new ActivityFetch(1, Lease, Generous, new TagFilter.DefaultOnly());
        var fetching = Provider.FetchActivitiesAsync(fetch, Cancellation);

        await Provider.CommitAsync(waiting.Running() with { Activities = [Work.Activity(2, "next")] });

        Assert.Equal("next", Assert.Single(await fetching.WaitAsync(Generous, TimeProvider.System, Cancellation)).Text);
    }

    [Fact]
    public async Task A_batch_of_both_kinds_spares_the_good_ones_and_answers_in_order()
    {
        var good = await Provider.WaitAsync("good", Work.Activity(1));
        var far = await Provider.WaitAsync("far", Work.Activity(1));
        var lost = await Provider.WaitAsync("lost", Work.Activity(1));
        await Provider.CompleteAsync(lost.Work[0], answer: null);
        await Provider.CreateAsync("fetched", "released");
        var fetched = await Provider.FetchTurnsAsync();
        await Provider.ReleaseAsync(fetched[1]);
        var gap = new EventBatch(new EventId(7), new EventId(7), Bytes("far away"));

        var stored = await Provider.CommitTurnsAsync(
            [
                far.Running() with
                {
                    Events = gap,
                },
                fetched[0].Running(),
                lost.Running(),
                good.Running() with
                {
                    Activities = [Answers.Taken(2)],
                },
                fetched[1].Running(),
            ],
            Cancellation
        );

        Assert.Equal([false, true, false, true, false], stored.Select(each => each.IsStored));
        Assert.Equal([true], stored[0].Completed);
        Assert.Equal([false], stored[2].Completed);
        Assert.Equal([true], stored[3].Completed);
        Assert.NotNull(Assert.Single(stored[3].Taken));
        var ready = (await Provider.FetchTurnsAsync()).ToDictionary(turn => turn.Instance.Value);
        Assert.Equal(["far", "released"], ready.Keys.Order());
        Assert.Equal(["answer to work"], Texts(ready["far"]));
        Assert.Equal(["event 1"], await Provider.HistoryAsync("far"));
        Assert.Equal(["event 1"], await Provider.HistoryAsync("lost"));
    }

    [Fact]
    public async Task Turns_of_one_instance_may_follow_each_other_in_one_batch()
    {
        var waiting = await Provider.WaitAsync("fused", Work.Activity(1), Work.Activity(2));
        var first = waiting with { Work = [waiting.Work[0]] };

        var stored = await Provider.StoreAsync(first.Running(), waiting.Next(waiting.Work[1]).Running());

        Assert.Equal([true, true], stored);
        Assert.Equal(["event 1", "event 2", "event 3"], await Provider.HistoryAsync("fused"));
    }

    [Fact]
    public async Task A_chain_outlives_a_restart()
    {
        var waiting = await Provider.WaitAsync("chain", Work.Activity(1));
        await Provider.CommitAsync(waiting.Running() with { Activities = [Work.Activity(2)] });

        await RestartAsync();

        await Provider.CommitAsync(waiting.Next(await Provider.TakeWorkAsync()).Running());
        Assert.Equal(["event 1", "event 2", "event 3"], await Provider.HistoryAsync("chain"));
    }

    private NewTimer Tick(long id, TimeSpan delay) =>
        new(new EventId(id), new Timestamp(Now.UnixMilliseconds + (long)delay.TotalMilliseconds), Bytes($"timer {id}"));

    private TurnCommit Everything(Waiting waiting) =>
        waiting.Running() with
        {
            Events = waiting.Turn.Events("five events", 5),
            CustomStatus = new StatusChange("halfway"),
            Values = [new ValueChange("colour", new StoredValue("blue", Now))],
            Activities = [Work.Activity(3, "one"), Work.Activity(4, "two")],
            CancelledActivities = [new EventId(2)],
            Timers = [new NewTimer(new EventId(5), Now.Plus(Second), Bytes("tick"))],
            Starts = [new NewInstance("child", "test/child", Bytes("header")) { Parent = "whole" }],
            Messages = [new NewMessage("other", Bytes("hello"))],
        };

    private async Task<InstanceRecord> RowAsync(string instance) => (await Provider.ReadAsync(instance))!;

    private async Task NothingIsLeftAsync()
    {
        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Empty(await Provider.FetchWorkAsync());
        await PassAsync(10 * Lease);
        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Empty(await Provider.FetchWorkAsync());
    }
}
