namespace Duroxide.Testing.Conformance;

/// <summary>Attempts are counted at the fetch, so that a crash counts, and forgotten with a success.</summary>
public abstract class AttemptConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task The_first_fetch_of_a_turn_is_attempt_one()
    {
        await Provider.CreateAsync("tried");

        Assert.Equal(1, (await Provider.TakeTurnAsync("tried")).Attempt);
    }

    [Fact]
    public async Task Each_expired_lease_counts()
    {
        await Provider.CreateAsync("crashing");
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            Assert.Equal(attempt, (await Provider.TakeTurnAsync("crashing")).Attempt);
            await PassAsync(Lease);
        }
    }

    [Fact]
    public async Task Each_counted_release_counts()
    {
        await Provider.CreateAsync("failing");
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            var turn = await Provider.TakeTurnAsync("failing");
            Assert.Equal(attempt, turn.Attempt);
            await Provider.ReleaseAsync(turn);
        }
    }

    [Fact]
    public async Task A_release_may_take_the_attempt_back()
    {
        await Provider.CreateAsync("busy");
        await Provider.ReleaseAsync(await Provider.TakeTurnAsync("busy"));
        await Provider.ReleaseAsync(await Provider.TakeTurnAsync("busy"), count: false);

        Assert.Equal(2, (await Provider.TakeTurnAsync("busy")).Attempt);
    }

    [Fact]
    public async Task Attempts_never_fall_below_zero()
    {
        await Provider.CreateAsync("busy");
        for (var round = 0; round < 3; round++)
        {
            await Provider.ReleaseAsync(await Provider.TakeTurnAsync("busy"), count: false);
        }

        Assert.Equal(1, (await Provider.TakeTurnAsync("busy")).Attempt);
    }

    [Fact]
    public async Task A_commit_lets_attempts_begin_anew()
    {
        await Provider.BeginAsync("recovered");
        await Provider.SendAsync("recovered", "one");
        await Provider.ReleaseAsync(await Provider.TakeTurnAsync("recovered"));
        await Provider.CommitAsync((await Provider.TakeTurnAsync("recovered")).Running());
        await Provider.SendAsync("recovered", "two");

        Assert.Equal(1, (await Provider.TakeTurnAsync("recovered")).Attempt);
    }

    [Fact]
    public async Task A_new_message_does_not_let_attempts_begin_anew()
    {
        await Provider.BeginAsync("failing");
        await Provider.SendAsync("failing", "one");
        await Provider.ReleaseAsync(await Provider.TakeTurnAsync("failing"));
        await Provider.SendAsync("failing", "two");

        Assert.Equal(2, (await Provider.TakeTurnAsync("failing")).Attempt);
    }

    [Fact]
    public async Task A_refused_commit_does_not_let_attempts_begin_anew()
    {
        await Provider.CreateAsync("failing");
        var turn = await Provider.TakeTurnAsync("failing");
        await PassAsync(Lease);
        Assert.Equal(2, (await Provider.TakeTurnAsync("failing")).Attempt);
        Assert.False(await Provider.TryCommitAsync(turn.Running()));
        await PassAsync(Lease);

        Assert.Equal(3, (await Provider.TakeTurnAsync("failing")).Attempt);
    }

    [Fact]
    public async Task The_attempt_of_a_node_that_lost_its_lease_and_lived_does_not_count()
    {
        await Provider.CreateAsync("slow");
        for (var round = 0; round < 5; round++)
        {
            var turn = await Provider.TakeTurnAsync("slow");
            await PassAsync(Lease);
            var next = await Provider.TakeTurnAsync("slow");
            Assert.Equal(2, next.Attempt);

            await Provider.ReleaseAsync(turn, count: false);

            Assert.Empty(await Provider.FetchTurnsAsync());
            Assert.True(await Provider.RenewAsync(next, Lease));
            await Provider.ReleaseAsync(next, count: false);
        }

        Assert.Equal(1, (await Provider.TakeTurnAsync("slow")).Attempt);
    }

    [Fact]
    public async Task A_lease_that_was_lost_takes_no_more_than_its_own_attempt_off_the_count()
    {
        await Provider.CreateAsync("slow");
        var turn = await Provider.TakeTurnAsync("slow");
        await PassAsync(Lease);
        var next = await Provider.TakeTurnAsync("slow");
        for (var times = 0; times < 3; times++)
        {
            await Provider.ReleaseAsync(turn, count: false);
        }

        await Provider.ReleaseAsync(turn);
        await Provider.ReleaseAsync(next);

        Assert.Equal(2, (await Provider.TakeTurnAsync("slow")).Attempt);
    }

    [Fact]
    public async Task The_attempt_of_a_worker_that_lost_its_lease_and_lived_does_not_count()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        for (var round = 0; round < 5; round++)
        {
            var item = await Provider.TakeWorkAsync();
            await PassAsync(Lease);
            var next = await Provider.TakeWorkAsync();
            Assert.Equal(2, next.Attempt);

            await Provider.ReleaseAsync(item, count: false);

            Assert.Empty(await Provider.FetchWorkAsync());
            Assert.True(await Provider.RenewAsync(next, Lease));
            await Provider.ReleaseAsync(next, count: false);
        }

        Assert.Equal(1, (await Provider.TakeWorkAsync()).Attempt);
    }

    [Fact]
    public async Task Attempts_of_instances_are_apart()
    {
        await Provider.CreateAsync("failing");
        await Provider.ReleaseAsync(await Provider.TakeTurnAsync("failing"));
        await Provider.CreateAsync("fresh");

        var attempts = (await Provider.FetchTurnsAsync()).ToDictionary(
            turn => turn.Instance.Value,
            turn => turn.Attempt
        );

        Assert.Equal((2, 1), (attempts["failing"], attempts["fresh"]));
    }

    [Fact]
    public async Task A_renewal_is_no_attempt()
    {
        await Provider.CreateAsync("long");
        await Provider.RenewAsync(await Provider.TakeTurnAsync("long"), Second);
        await PassAsync(Second);

        Assert.Equal(2, (await Provider.TakeTurnAsync("long")).Attempt);
    }

    [Fact]
    public async Task The_first_fetch_of_an_activity_is_attempt_one()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));

        Assert.Equal(1, (await Provider.TakeWorkAsync()).Attempt);
    }

    [Fact]
    public async Task Each_expired_lease_of_an_activity_counts()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            Assert.Equal(attempt, (await Provider.TakeWorkAsync()).Attempt);
            await PassAsync(Lease);
        }
    }

    [Fact]
    public async Task A_release_of_an_activity_counts_or_not_as_asked()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        await Provider.ReleaseAsync(await Provider.TakeWorkAsync());
        var second = await Provider.TakeWorkAsync();
        Assert.Equal(2, second.Attempt);
        await Provider.ReleaseAsync(second, count: false);

        Assert.Equal(2, (await Provider.TakeWorkAsync()).Attempt);
    }

    [Fact]
    public async Task Attempts_of_an_activity_never_fall_below_zero()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        for (var round = 0; round < 3; round++)
        {
            await Provider.ReleaseAsync(await Provider.TakeWorkAsync(), count: false);
        }

        Assert.Equal(1, (await Provider.TakeWorkAsync()).Attempt);
    }

    [Fact]
    public async Task Attempts_of_activities_are_apart()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1, "one"), Work.Activity(2, "two"));
        await Provider.ReleaseAsync(Assert.Single(await Provider.FetchWorkAsync(1)));

        var attempts = (await Provider.FetchWorkAsync()).ToDictionary(item => item.Text, item => item.Attempt);

        Assert.Equal((2, 1), (attempts["one"], attempts["two"]));
    }
}
