namespace Duroxide.Testing.Conformance;

/// <summary>A timer is a message that shows up when it is due, and carries that time.</summary>
public abstract class TimerConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_timer_shows_up_when_it_is_due()
    {
        await SetAsync("sleeper", Timer(2, Second * 5));
        await PassAsync((Second * 5) - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await Provider.FetchTurnsAsync());

        await PassAsync(TimeSpan.FromMilliseconds(1));

        Assert.Equal(["timer 2"], Texts(await Provider.TakeTurnAsync("sleeper")));
    }

    [Fact]
    public async Task A_timer_carries_the_time_at_which_it_was_due()
    {
        var due = Now.Plus(Second);
        await SetAsync("sleeper", Timer(2, Second));
        await PassAsync(TimeSpan.FromDays(3));

        Assert.Equal(due, (await Provider.TakeTurnAsync("sleeper")).Messages.Single().Time);
    }

    [Fact]
    public async Task Timers_come_in_the_order_in_which_they_were_due()
    {
        await SetAsync("sleeper", Timer(2, Second * 3), Timer(3, Second), Timer(4, Second * 2));
        await PassAsync(Second * 3);

        Assert.Equal(["timer 3", "timer 4", "timer 2"], Texts(await Provider.TakeTurnAsync("sleeper")));
    }

    [Fact]
    public async Task Timers_due_at_one_time_come_in_the_order_in_which_they_were_set()
    {
        await SetAsync("sleeper", Timer(2, Second), Timer(3, Second), Timer(4, Second));
        await PassAsync(Second);

        Assert.Equal(["timer 2", "timer 3", "timer 4"], Texts(await Provider.TakeTurnAsync("sleeper")));
    }

    [Fact]
    public async Task A_timer_that_was_due_before_a_message_came_stands_before_it()
    {
        await SetAsync("sleeper", Timer(2, Second));
        await PassAsync(Second * 2);
        await Provider.SendAsync("sleeper", "message");

        Assert.Equal(["timer 2", "message"], Texts(await Provider.TakeTurnAsync("sleeper")));
    }

    [Fact]
    public async Task A_timer_that_fell_due_after_a_message_came_stands_behind_it()
    {
        await SetAsync("sleeper", Timer(2, Second * 2));
        await PassAsync(Second);
        await Provider.SendAsync("sleeper", "message");
        await PassAsync(Second);

        Assert.Equal(["message", "timer 2"], Texts(await Provider.TakeTurnAsync("sleeper")));
    }

    [Fact]
    public async Task A_timer_that_is_not_due_does_not_come_along_with_a_message()
    {
        await SetAsync("sleeper", Timer(2, Second));
        await Provider.SendAsync("sleeper", "message");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("sleeper")).Running());
        await PassAsync(Second);

        Assert.Equal(["timer 2"], Texts(await Provider.TakeTurnAsync("sleeper")));
    }

    [Fact]
    public async Task A_timer_in_the_past_is_due_at_once()
    {
        await PassAsync(Second);
        var due = new Timestamp(Now.UnixMilliseconds - 500);
        await SetAsync("sleeper", new NewTimer(new EventId(2), due, Bytes("timer 2")));

        Assert.Equal(due, (await Provider.TakeTurnAsync("sleeper")).Messages.Single().Time);
    }

    [Fact]
    public async Task A_timer_that_falls_due_during_a_turn_waits_for_the_next()
    {
        await SetAsync("sleeper", Timer(2, Second));
        await Provider.SendAsync("sleeper", "message");
        var turn = await Provider.TakeTurnAsync("sleeper");
        await PassAsync(Second);
        Assert.Empty(await Provider.FetchTurnsAsync());
        await Provider.CommitAsync(turn.Running());

        Assert.Equal(["timer 2"], Texts(await Provider.TakeTurnAsync("sleeper")));
    }

    [Fact]
    public async Task A_fired_timer_that_was_not_used_up_comes_again()
    {
        await SetAsync("sleeper", Timer(2, Second));
        await PassAsync(Second);
        var turn = await Provider.TakeTurnAsync("sleeper");
        await Provider.CommitAsync(turn.Running() with { Consumed = [] });

        Assert.Equal(turn.Messages, (await Provider.TakeTurnAsync("sleeper")).Messages, SameMessage);
    }

    [Fact]
    public async Task A_used_up_timer_is_gone()
    {
        await SetAsync("sleeper", Timer(2, Second));
        await PassAsync(Second);
        await Provider.CommitAsync((await Provider.TakeTurnAsync("sleeper")).Running());
        await PassAsync(Second);

        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task A_cancelled_timer_never_fires()
    {
        await SetAsync("sleeper", Timer(2, Second), Timer(3, Second));
        await Provider.SendAsync("sleeper", "message");
        var turn = await Provider.TakeTurnAsync("sleeper");
        await Provider.CommitAsync(turn.Running() with { CancelledTimers = [new EventId(2), new EventId(99)] });
        await PassAsync(Second);

        Assert.Equal(["timer 3"], Texts(await Provider.TakeTurnAsync("sleeper")));
    }

    [Fact]
    public async Task A_timer_set_and_cancelled_in_one_turn_never_fires()
    {
        await Provider.CreateAsync("sleeper");
        var turn = await Provider.TakeTurnAsync("sleeper");
        await Provider.CommitAsync(
            turn.Running() with
            {
                Timers = [Timer(2, Second)],
                CancelledTimers = [new EventId(2)],
            }
        );
        await PassAsync(Second);

        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task A_cancelled_timer_spares_its_namesake_in_another_instance()
    {
        await SetAsync("one", Timer(2, Second));
        await SetAsync("two", Timer(2, Second));
        await Provider.SendAsync("one", "message");
        var turn = await Provider.TakeTurnAsync("one");
        await Provider.CommitAsync(turn.Running() with { CancelledTimers = [new EventId(2)] });
        await PassAsync(Second);

        Assert.Equal(["timer 2"], Texts(await Provider.TakeTurnAsync("two")));
    }

    [Fact]
    public async Task Timers_of_an_ended_instance_are_gone()
    {
        await SetAsync("sleeper", Timer(2, Second));
        await Provider.SendAsync("sleeper", "message");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("sleeper")).Ending());
        await PassAsync(Second);

        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Equal(0, (await Management.GetMetricsAsync(Cancellation)).Timers);
    }

    [Fact]
    public async Task A_timer_centuries_away_does_no_harm()
    {
        var far = new Timestamp(DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());
        await SetAsync("sleeper", new NewTimer(new EventId(2), far, Bytes("far")), Timer(3, Second));
        await PassAsync(Second);

        Assert.Equal(["timer 3"], Texts(await Provider.TakeTurnAsync("sleeper")));
    }

    [Fact]
    public async Task Many_timers_of_many_instances_fire_each_at_its_time()
    {
        for (var index = 1; index <= 20; index++)
        {
            await SetAsync($"sleeper-{index}", Timer(2, Second * index));
        }

        for (var index = 1; index <= 20; index++)
        {
            await PassAsync(Second);
            Assert.Equal(["timer 2"], Texts(await Provider.TakeTurnAsync($"sleeper-{index}")));
        }
    }

    private static bool SameMessage(StoredMessage one, StoredMessage other) =>
        (one.Id, one.Time, Text(one.Payload)) == (other.Id, other.Time, Text(other.Payload));

    private NewTimer Timer(long id, TimeSpan delay) => new(new EventId(id), Now.Plus(delay), Bytes($"timer {id}"));

    private async Task SetAsync(string instance, params IReadOnlyList<NewTimer> timers)
    {
        await Provider.CreateAsync(instance);
        var turn = await Provider.TakeTurnAsync(instance);
        await Provider.CommitAsync(turn.Running() with { Timers = timers });
    }
}
