namespace Duroxide.Testing.Conformance;

/// <summary>An activity that no worker takes in time is answered by the store.</summary>
public abstract class TimeToLiveConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task An_activity_is_taken_while_it_lives()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, Second));
        await PassAsync(Second - TimeSpan.FromMilliseconds(1));

        await Provider.TakeWorkAsync();
    }

    [Fact]
    public async Task When_its_time_is_over_it_is_answered_and_not_taken()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, Second));
        await PassAsync(Second);

        Assert.Empty(await Provider.FetchWorkAsync());
        Assert.Equal(["expired 1"], Texts(await Provider.TakeTurnAsync("worker")));
    }

    [Fact]
    public async Task It_is_answered_though_no_worker_ever_asks()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, Second) with { Tag = "stranded" });
        await PassAsync(Second);

        Assert.Equal(["expired 1"], Texts(await Provider.TakeTurnAsync("worker")));
    }

    [Fact]
    public async Task The_answer_carries_the_time_at_which_it_was_over()
    {
        var over = Now.Plus(Second);
        await Provider.ScheduleAsync("worker", Mortal(1, Second));
        await PassAsync(Second * 7);

        Assert.Equal(over, (await Provider.TakeTurnAsync("worker")).Messages.Single().Time);
    }

    [Fact]
    public async Task It_is_answered_once()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, Second));
        await PassAsync(Second);
        await Provider.CommitAsync((await Provider.TakeTurnAsync("worker")).Running());
        await PassAsync(Second);

        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Empty(await Provider.FetchWorkAsync());
    }

    [Fact]
    public async Task Once_a_worker_took_it_its_time_is_no_longer_limited()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, Second));
        var item = await Provider.TakeWorkAsync();
        await PassAsync(Second);
        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.True(await Provider.RenewAsync(item, Lease));
        await Provider.ReleaseAsync(item);
        await PassAsync(Second);

        Assert.Equal(2, (await Provider.TakeWorkAsync()).Attempt);
    }

    [Fact]
    public async Task Given_back_untouched_its_time_goes_on()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, Second * 3));
        var over = Now.Plus(Second * 3);
        await PassAsync(Second);
        await Provider.ReleaseAsync(await Provider.TakeWorkAsync(), count: false, isUntouched: true);
        await PassAsync(Second);
        var item = await Provider.TakeWorkAsync();
        Assert.Equal(1, item.Attempt);
        await Provider.ReleaseAsync(item, count: false, isUntouched: true);
        await PassAsync(Second);

        Assert.Empty(await Provider.FetchWorkAsync());
        var answer = Assert.Single((await Provider.TakeTurnAsync("worker")).Messages);
        Assert.Equal(over, answer.Time);
    }

    [Fact]
    public async Task Hidden_while_it_is_put_aside_its_time_goes_on()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, Second));
        var before = Time.GetUtcNow();
        var item = await Provider.TakeWorkAsync();
        await Provider.ReleaseAsync(item, delay: TimeSpan.FromMinutes(1), count: false, isUntouched: true);

        var fetch = new TurnFetch(1, Lease, TimeSpan.FromMinutes(10));
        var turns = await PassUntilAsync(Provider.FetchTurnsAsync(fetch, Cancellation));

        Assert.Equal(["expired 1"], Texts(Assert.Single(turns)));
        Assert.Equal(Second, Time.GetUtcNow() - before);
    }

    [Fact]
    public async Task Given_back_untouched_after_its_time_it_is_answered_at_once_and_not_before_what_came_meanwhile()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, Second));
        var item = await Provider.TakeWorkAsync();
        await PassAsync(Second * 2);
        await Provider.SendAsync("worker", "hello");
        await Provider.ReleaseAsync(item, count: false, isUntouched: true);

        Assert.Empty(await Provider.FetchWorkAsync());
        var turn = await Provider.TakeTurnAsync("worker");
        Assert.Equal(["hello", "expired 1"], Texts(turn));
        Assert.Equal([Now, Now], turn.Messages.Select(message => message.Time));
    }

    [Fact]
    public async Task A_worker_that_died_may_have_begun_so_its_time_is_no_longer_limited()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, Second));
        await Provider.TakeWorkAsync();
        await PassAsync(Lease + Second);
        Assert.Empty(await Provider.FetchTurnsAsync());

        Assert.Equal(2, (await Provider.TakeWorkAsync()).Attempt);
    }

    [Fact]
    public async Task Once_begun_its_time_is_not_limited_again_by_a_worker_that_gives_it_back_untouched()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, Second * 3));
        await Provider.ReleaseAsync(await Provider.TakeWorkAsync(), count: false);
        await Provider.ReleaseAsync(await Provider.TakeWorkAsync(), count: false, isUntouched: true);
        await PassAsync(Second * 5);
        Assert.Empty(await Provider.FetchTurnsAsync());

        await Provider.TakeWorkAsync();
        await PassAsync(Lease + Second);
        await Provider.ReleaseAsync(await Provider.TakeWorkAsync(), count: false, isUntouched: true);

        Assert.Empty(await Provider.FetchTurnsAsync());
        await Provider.TakeWorkAsync();
    }

    [Fact]
    public async Task Parked_untouched_it_does_not_grow_older()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, Second));
        var item = await Provider.TakeWorkAsync();
        await Provider.ReleaseActivitiesAsync(
            [new ActivityRelease(item.Lease, TimeSpan.Zero, false) { Park = "unreadable", IsUntouched = true }],
            Cancellation
        );
        await PassAsync(Second * 5);
        Assert.Empty(await Provider.FetchTurnsAsync());

        await Management.ReleaseParkedAsync(
            (await Management.ListParkedAsync(new() { Limit = 1 }, Cancellation))[0].Id,
            Cancellation
        );

        await Provider.TakeWorkAsync();
    }

    [Fact]
    public async Task Each_activity_has_a_time_of_its_own()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, Second * 3), Mortal(2, Second), Work.Activity(3, "immortal"));
        await PassAsync(Second * 2);

        Assert.Equal(["expired 2"], Texts(await Provider.TakeTurnAsync("worker")));
        Assert.Equal(["work 1", "immortal"], (await Provider.FetchWorkAsync()).Select(item => item.Text));
    }

    [Fact]
    public async Task A_cancelled_activity_is_not_answered()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, Second));
        await Provider.SendAsync("worker", "cancel");
        var turn = await Provider.TakeTurnAsync("worker");
        await Provider.CommitAsync(turn.Running() with { CancelledActivities = [new EventId(1)] });
        await PassAsync(Second);

        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task An_answer_to_an_ended_or_deleted_instance_is_dropped()
    {
        await Provider.ScheduleAsync("ended", Mortal(1, Second));
        await Provider.SendAsync("ended", "hello");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("ended")).Ending());
        await Provider.ScheduleAsync("deleted", Mortal(1, Second));
        await Management.DeleteInstancesAsync(["deleted"], DeletionForce.Trees, Cancellation);
        await PassAsync(Second);

        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Empty(await Provider.FetchWorkAsync());
    }

    [Fact]
    public async Task Who_waits_for_turns_is_woken_when_the_time_is_over()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, Second));

        var fetch = new TurnFetch(1, Lease, TimeSpan.FromMinutes(10));
        var turns = await PassUntilAsync(Provider.FetchTurnsAsync(fetch, Cancellation));

        Assert.Equal(["expired 1"], Texts(Assert.Single(turns)));
    }

    [Fact]
    public async Task A_time_that_is_over_at_once_is_answered_at_once()
    {
        await Provider.ScheduleAsync("worker", Mortal(1, TimeSpan.Zero));

        Assert.Empty(await Provider.FetchWorkAsync());
        Assert.Equal(["expired 1"], Texts(await Provider.TakeTurnAsync("worker")));
    }

    private static NewActivity Mortal(long id, TimeSpan time) =>
        Work.Activity(id, $"work {id}") with
        {
            TimeToLive = time,
            OnExpiry = Bytes($"expired {id}"),
        };
}
