namespace Duroxide.Testing.Conformance;

/// <summary>Leases end by time, by commit or by being given back; renewed, they last.</summary>
public abstract class ExpiryConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly TimeSpan Almost = Lease - TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_lease_holds_to_its_last_millisecond()
    {
        await Provider.CreateAsync("held");
        var turn = await Provider.TakeTurnAsync("held");
        await PassAsync(Almost);

        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.True(await Provider.TryCommitAsync(turn.Running()));
    }

    [Fact]
    public async Task An_expired_lease_frees_the_instance_with_its_messages()
    {
        await Provider.BeginAsync("crashed");
        await Provider.SendAsync("crashed", "hello");
        await Provider.TakeTurnAsync("crashed");
        await PassAsync(Lease);

        Assert.Equal(["hello"], Texts(await Provider.TakeTurnAsync("crashed")));
    }

    [Fact]
    public async Task After_an_expiry_the_next_holder_sees_what_came_meanwhile()
    {
        await Provider.BeginAsync("crashed");
        await Provider.SendAsync("crashed", "early");
        await Provider.TakeTurnAsync("crashed");
        await Provider.SendAsync("crashed", "late");
        await PassAsync(Lease);

        Assert.Equal(["early", "late"], Texts(await Provider.TakeTurnAsync("crashed")));
    }

    [Fact]
    public async Task A_commit_after_the_expiry_counts_as_long_as_nobody_else_took_the_instance()
    {
        await Provider.CreateAsync("late");
        var turn = await Provider.TakeTurnAsync("late");
        await PassAsync(Lease);

        Assert.Single(await Provider.LoadAsync([turn.Lease], Cancellation));
        Assert.True(await Provider.TryCommitAsync(turn.Running()));
        Assert.Equal(["event 1"], await Provider.HistoryAsync("late"));
    }

    [Fact]
    public async Task A_commit_frees_the_instance_at_once()
    {
        await Provider.BeginAsync("quick");
        await Provider.SendAsync("quick", "one");
        var turn = await Provider.TakeTurnAsync("quick");
        await Provider.SendAsync("quick", "two");
        await Provider.CommitAsync(turn.Running());

        Assert.Equal(["two"], Texts(await Provider.TakeTurnAsync("quick")));
    }

    [Fact]
    public async Task A_release_frees_the_instance_at_once_and_keeps_its_messages()
    {
        await Provider.BeginAsync("released");
        await Provider.SendAsync("released", "hello");
        await Provider.ReleaseAsync(await Provider.TakeTurnAsync("released"));

        Assert.Equal(["hello"], Texts(await Provider.TakeTurnAsync("released")));
    }

    [Fact]
    public async Task A_release_with_a_delay_hides_the_instance_for_that_long()
    {
        await Provider.CreateAsync("hidden");
        await Provider.ReleaseAsync(await Provider.TakeTurnAsync("hidden"), Second);
        await PassAsync(Second - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await Provider.FetchTurnsAsync());

        await PassAsync(TimeSpan.FromMilliseconds(1));

        await Provider.TakeTurnAsync("hidden");
    }

    [Fact]
    public async Task What_arrives_during_the_delay_of_a_release_waits_with_the_rest()
    {
        await Provider.BeginAsync("hidden");
        await Provider.SendAsync("hidden", "early");
        await Provider.ReleaseAsync(await Provider.TakeTurnAsync("hidden"), Second);
        await Provider.SendAsync("hidden", "late");
        Assert.Empty(await Provider.FetchTurnsAsync());

        await PassAsync(Second);

        Assert.Equal(["early", "late"], Texts(await Provider.TakeTurnAsync("hidden")));
    }

    [Fact]
    public async Task A_commit_ends_the_delay_of_an_earlier_release()
    {
        await Provider.BeginAsync("hidden");
        await Provider.SendAsync("hidden", "one");
        await Provider.ReleaseAsync(await Provider.TakeTurnAsync("hidden"), Second);
        await PassAsync(Second);
        await Provider.CommitAsync((await Provider.TakeTurnAsync("hidden")).Running());
        await Provider.SendAsync("hidden", "two");

        Assert.Equal(["two"], Texts(await Provider.TakeTurnAsync("hidden")));
    }

    [Fact]
    public async Task A_renewed_lease_lasts_from_the_renewal_on()
    {
        await Provider.CreateAsync("renewed");
        var turn = await Provider.TakeTurnAsync("renewed");
        await PassAsync(Lease * 0.6);
        Assert.True(await Provider.RenewAsync(turn, Lease));
        await PassAsync(Lease * 0.9);

        Assert.Empty(await Provider.FetchTurnsAsync());
        await Provider.CommitAsync(turn.Running());
    }

    [Fact]
    public async Task A_renewed_lease_expires_too()
    {
        await Provider.CreateAsync("renewed");
        var turn = await Provider.TakeTurnAsync("renewed");
        Assert.True(await Provider.RenewAsync(turn, Second));
        await PassAsync(Second);

        await Provider.TakeTurnAsync("renewed");
        Assert.False(await Provider.TryCommitAsync(turn.Running()));
    }

    [Fact]
    public async Task A_renewal_by_less_than_a_second_counts()
    {
        await Provider.CreateAsync("short");
        var turn = await Provider.TakeTurnAsync("short");
        Assert.True(await Provider.RenewAsync(turn, TimeSpan.FromMilliseconds(300)));
        await PassAsync(TimeSpan.FromMilliseconds(299));

        Assert.True(await Provider.RenewAsync(turn, Lease));
    }

    [Fact]
    public async Task An_expired_lease_is_renewed_as_long_as_nobody_else_took_the_instance()
    {
        await Provider.CreateAsync("late", "later");
        var turns = await Provider.FetchTurnsAsync();
        await PassAsync(Lease);

        Assert.True(await Provider.RenewAsync(turns[0], Lease));
        Assert.Equal(turns[1].Instance, Assert.Single(await Provider.FetchTurnsAsync()).Instance);
        Assert.False(await Provider.RenewAsync(turns[1], Lease));
    }

    [Fact]
    public async Task A_committed_lease_is_not_renewed()
    {
        await Provider.CreateAsync("done");
        var turn = await Provider.TakeTurnAsync("done");
        await Provider.CommitAsync(turn.Running());

        Assert.False(await Provider.RenewAsync(turn, Lease));
    }

    [Fact]
    public async Task A_released_lease_is_not_renewed()
    {
        await Provider.CreateAsync("back");
        var turn = await Provider.TakeTurnAsync("back");
        await Provider.ReleaseAsync(turn);

        Assert.False(await Provider.RenewAsync(turn, Lease));
    }

    [Fact]
    public async Task Renewals_tell_for_each_lease_in_order_whether_it_was_held()
    {
        await Provider.CreateAsync("one", "two", "three");
        var turns = await Provider.FetchTurnsAsync();
        await Provider.CommitAsync(turns[1].Running());

        var renewed = await Provider.RenewTurnsAsync([.. turns.Select(turn => turn.Lease)], Lease, Cancellation);

        Assert.Equal([true, false, true], renewed);
    }

    [Fact]
    public async Task Releases_pass_over_lost_leases()
    {
        await Provider.CreateAsync("one", "two");
        var turns = await Provider.FetchTurnsAsync();
        await Provider.CommitAsync(turns[0].Ending());

        await Provider.ReleaseTurnsAsync(
            [.. turns.Select(turn => new TurnRelease(turn.Lease, TimeSpan.Zero, true))],
            Cancellation
        );

        await Provider.TakeTurnAsync(turns[1].Instance.Value);
    }

    [Fact]
    public async Task A_release_after_the_expiry_counts_as_long_as_nobody_else_took_the_instance()
    {
        await Provider.CreateAsync("late");
        var turn = await Provider.TakeTurnAsync("late");
        await PassAsync(Lease);

        await Provider.ReleaseAsync(turn, Second);

        Assert.Empty(await Provider.FetchTurnsAsync());
        await PassAsync(Second);
        await Provider.TakeTurnAsync("late");
    }

    [Fact]
    public async Task An_activity_whose_lease_expired_is_fetched_again_under_a_new_lease()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        var first = await Provider.TakeWorkAsync();
        Assert.Empty(await Provider.FetchWorkAsync());
        await PassAsync(Lease);

        var second = await Provider.TakeWorkAsync();

        Assert.Equal(first.Lease.Key, second.Lease.Key);
        Assert.True(second.Lease.Fence > first.Lease.Fence);
    }

    [Fact]
    public async Task An_activity_is_completed_after_the_expiry_as_long_as_nobody_else_took_it()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1), Work.Activity(2));
        var items = await Provider.FetchWorkAsync();
        await PassAsync(Lease);

        Assert.True(await Provider.CompleteAsync(items[0], "late"));
        Assert.Equal(items[1].Id, (await Provider.TakeWorkAsync()).Id);
        Assert.False(await Provider.CompleteAsync(items[1], "too late"));

        Assert.Equal(["late"], Texts(await Provider.TakeTurnAsync("worker")));
    }

    [Fact]
    public async Task A_renewed_activity_keeps_its_lease()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        var item = await Provider.TakeWorkAsync();
        await PassAsync(Lease * 0.6);
        Assert.True(await Provider.RenewAsync(item, Lease));
        await PassAsync(Lease * 0.9);

        Assert.Empty(await Provider.FetchWorkAsync());
        Assert.True(await Provider.CompleteAsync(item));
    }

    [Fact]
    public async Task An_activity_is_not_renewed_after_completion_or_release_or_when_somebody_else_took_it()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1), Work.Activity(2), Work.Activity(3), Work.Activity(4));
        var items = await Provider.FetchWorkAsync();
        await Provider.CompleteAsync(items[0]);
        await Provider.ReleaseAsync(items[1]);
        Assert.True(await Provider.RenewAsync(items[2], Lease * 2));
        await PassAsync(Lease);
        Assert.Equal(2, (await Provider.FetchWorkAsync()).Count);

        var renewed = await Provider.RenewActivitiesAsync([.. items.Select(item => item.Lease)], Lease, Cancellation);

        Assert.Equal([false, false, true, false], renewed);
    }

    [Fact]
    public async Task A_released_activity_is_fetched_again_at_once()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        var first = await Provider.TakeWorkAsync();
        await Provider.ReleaseAsync(first);

        Assert.True((await Provider.TakeWorkAsync()).Lease.Fence > first.Lease.Fence);
        Assert.False(await Provider.CompleteAsync(first));
    }

    [Fact]
    public async Task A_release_with_a_delay_hides_the_activity_for_that_long()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        await Provider.ReleaseAsync(await Provider.TakeWorkAsync(), TimeSpan.FromMilliseconds(500));
        await PassAsync(TimeSpan.FromMilliseconds(499));
        Assert.Empty(await Provider.FetchWorkAsync());

        await PassAsync(TimeSpan.FromMilliseconds(1));

        await Provider.TakeWorkAsync();
    }
}
