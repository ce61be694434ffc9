namespace Duroxide.Testing.Conformance;

/// <summary>Who waits is woken by what happens and by time, and never waits longer than asked.</summary>
public abstract class PollingConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task A_fetch_that_does_not_wait_returns_at_once()
    {
        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Empty(await Provider.FetchWorkAsync());
    }

    [Fact]
    public async Task A_waiting_fetch_returns_empty_when_its_time_is_over()
    {
        var before = Now;
        var turns = WaitForTurns(Second);
        var work = WaitForWork(Second);

        Assert.Empty(await PassUntilAsync(turns));
        Assert.Empty(await PassUntilAsync(work));
        Assert.True(Now >= before.Plus(Second));
    }

    [Fact]
    public async Task What_is_ready_is_returned_without_waiting_for_more()
    {
        await Provider.CreateAsync("ready");
        Assert.Single(await WaitForTurns(Long).WaitAsync(Generous, TimeProvider.System, Cancellation));

        await Provider.ScheduleAsync("worker", Work.Activity(1));
        Assert.Single(await WaitForWork(Long).WaitAsync(Generous, TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task A_new_instance_wakes_who_waits_for_turns()
    {
        var waiting = WaitForTurns(Long);
        Assert.False(waiting.IsCompleted);

        await Provider.CreateAsync("new");

        Assert.Equal(
            "new",
            Assert.Single(await waiting.WaitAsync(Generous, TimeProvider.System, Cancellation)).Instance.Value
        );
    }

    [Fact]
    public async Task A_message_wakes_who_waits_for_turns()
    {
        await Provider.BeginAsync("sleeping");
        var waiting = WaitForTurns(Long);

        await Provider.SendAsync("sleeping", "wake up");

        Assert.Equal(
            ["wake up"],
            Texts(Assert.Single(await waiting.WaitAsync(Generous, TimeProvider.System, Cancellation)))
        );
    }

    [Fact]
    public async Task An_answer_wakes_who_waits_for_turns()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        var item = await Provider.TakeWorkAsync();
        var waiting = WaitForTurns(Long);

        await Provider.CompleteAsync(item);

        Assert.Single(await waiting.WaitAsync(Generous, TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task A_commit_wakes_who_waits_for_turns_and_who_waits_for_work()
    {
        await Provider.BeginAsync("other");
        await Provider.CreateAsync("sender");
        var turn = await Provider.TakeTurnAsync("sender");
        var turns = WaitForTurns(Long);
        var work = WaitForWork(Long);

        await Provider.CommitAsync(
            turn.Running() with
            {
                Messages = [new NewMessage("other", Bytes("hello"))],
                Activities = [Work.Activity(1)],
            }
        );

        Assert.Single(await turns.WaitAsync(Generous, TimeProvider.System, Cancellation));
        Assert.Single(await work.WaitAsync(Generous, TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task A_commit_that_leaves_messages_wakes_who_waits_for_turns()
    {
        await Provider.BeginAsync("busy");
        await Provider.SendAsync("busy", "one");
        var turn = await Provider.TakeTurnAsync("busy");
        await Provider.SendAsync("busy", "two");
        var waiting = WaitForTurns(Long);

        await Provider.CommitAsync(turn.Running());

        Assert.Equal(
            ["two"],
            Texts(Assert.Single(await waiting.WaitAsync(Generous, TimeProvider.System, Cancellation)))
        );
    }

    [Fact]
    public async Task A_release_wakes_who_waits()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        await Provider.SendAsync("worker", "hello");
        var turn = await Provider.TakeTurnAsync("worker");
        var item = await Provider.TakeWorkAsync();
        var turns = WaitForTurns(Long);
        var work = WaitForWork(Long);

        await Provider.ReleaseAsync(turn);
        await Provider.ReleaseAsync(item);

        Assert.Single(await turns.WaitAsync(Generous, TimeProvider.System, Cancellation));
        Assert.Single(await work.WaitAsync(Generous, TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task A_timer_wakes_who_waits_when_it_is_due()
    {
        await Provider.CreateAsync("sleeper");
        var turn = await Provider.TakeTurnAsync("sleeper");
        var due = Now.Plus(Second * 5);
        await Provider.CommitAsync(turn.Running() with { Timers = [new(new EventId(2), due, Bytes("tick"))] });

        var woken = Assert.Single(await PassUntilAsync(WaitForTurns(Long)));

        Assert.Equal(["tick"], Texts(woken));
        Assert.InRange(Now.UnixMilliseconds, due.UnixMilliseconds, due.Plus(Second).UnixMilliseconds);
    }

    [Fact]
    public async Task An_expired_lease_wakes_who_waits()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        await Provider.SendAsync("worker", "hello");
        await Provider.TakeTurnAsync("worker");
        await Provider.TakeWorkAsync();
        var before = Time.GetUtcNow();

        Assert.Single(await PassUntilAsync(WaitForTurns(Long)));
        Assert.Single(await PassUntilAsync(WaitForWork(Long)));
        Assert.InRange(Time.GetUtcNow(), before + Lease, before + Lease * 3);
    }

    [Fact]
    public async Task The_end_of_a_delay_wakes_who_waits()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        await Provider.SendAsync("worker", "hello");
        await Provider.ReleaseAsync(await Provider.TakeTurnAsync("worker"), Second);
        await Provider.ReleaseAsync(await Provider.TakeWorkAsync(), Second * 2);

        Assert.Single(await PassUntilAsync(WaitForTurns(Long)));
        Assert.Single(await PassUntilAsync(WaitForWork(Long)));
    }

    [Fact]
    public async Task A_fetch_of_none_does_not_wait()
    {
        Assert.Empty(await WaitForTurns(Long, max: 0).WaitAsync(Generous, TimeProvider.System, Cancellation));
        Assert.Empty(
            await WaitForWork(Long, new TagFilter.None()).WaitAsync(Generous, TimeProvider.System, Cancellation)
        );
    }

    [Fact]
    public async Task One_of_many_who_wait_gets_the_turn()
    {
        var waiting = Enumerable.Range(0, 5).Select(_ => WaitForTurns(Second)).ToList();

        await Provider.CreateAsync("wanted");

        var fetched = await PassUntilAsync(Task.WhenAll(waiting));
        Assert.Equal("wanted", Assert.Single(fetched.SelectMany(turns => turns)).Instance.Value);
    }

    [Fact]
    public async Task A_lease_begins_when_the_item_is_taken_and_not_when_the_waiting_began()
    {
        var turns = WaitForTurns(Long);
        var work = WaitForWork(Long);
        await PassAsync(Lease * 2);

        await Provider.CreateAsync("late");

        var turn = Assert.Single(await turns.WaitAsync(Generous, TimeProvider.System, Cancellation));
        await PassAsync(Lease - TimeSpan.FromMilliseconds(1));
        await Provider.CommitAsync(turn.Running() with { Activities = [Work.Activity(1)] });
        var item = Assert.Single(await work.WaitAsync(Generous, TimeProvider.System, Cancellation));
        await PassAsync(Lease - TimeSpan.FromMilliseconds(1));
        Assert.True(await Provider.CompleteAsync(item));
    }

    [Fact]
    public async Task A_cancelled_wait_ends_and_leases_nothing()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var turns = Provider.FetchTurnsAsync(new TurnFetch(1, Lease, Long), stop.Token);
        var work = Provider.FetchActivitiesAsync(new(1, Lease, Long, new TagFilter.Any()), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            turns.WaitAsync(Generous, TimeProvider.System, Cancellation)
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            work.WaitAsync(Generous, TimeProvider.System, Cancellation)
        );

        await Provider.ScheduleAsync("worker", Work.Activity(1));
        await Provider.TakeWorkAsync();
    }

    private Task<IReadOnlyList<TurnItem>> WaitForTurns(TimeSpan wait, int max = 10) =>
        Provider.FetchTurnsAsync(new TurnFetch(max, Lease, wait), Cancellation);

    private Task<IReadOnlyList<ActivityItem>> WaitForWork(TimeSpan wait, TagFilter? tags = null) =>
        Provider.FetchActivitiesAsync(new(10, Lease, wait, tags ?? new TagFilter.DefaultOnly()), Cancellation);
}
