namespace Duroxide.Testing.Conformance;

/// <summary>An activity that is written as taken is what a fetched one is.</summary>
public abstract class TakenConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_leased_from_the_start_and_comes_to_others_when_that_is_over(bool answering)
    {
        var taken = await TakeAsync("taken", answering, Answers.Taken(2, "work 2"));

        await PassAsync(Lease - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await Provider.FetchWorkAsync());
        await PassAsync(TimeSpan.FromMilliseconds(1));

        var item = await Provider.TakeWorkAsync();
        Assert.Equal(("taken", ExecutionId.First, new EventId(2)), (item.Instance.Value, item.Execution, item.Id));
        Assert.Equal(("work 2", 2), (item.Text, item.Attempt));
        Assert.Equal(taken.Lease.Key, item.Lease.Key);
        Assert.True(item.Lease.Fence > taken.Lease.Fence);
        Assert.False(await Provider.CompleteAsync(taken));
    }

    [Fact]
    public async Task Its_lease_holds_until_another_gets_the_next()
    {
        var taken = await TakeAsync("taken", answering: true, Answers.Taken(2));
        await PassAsync(10 * Lease);

        Assert.True(await Provider.CompleteAsync(taken, "late"));

        Assert.Equal(["late"], Texts(await Provider.TakeTurnAsync("taken")));
    }

    [Fact]
    public async Task It_is_renewed()
    {
        var taken = await TakeAsync("taken", answering: true, Answers.Taken(2));
        await PassAsync(Lease - Second);

        Assert.True(await Provider.RenewAsync(taken, Lease));

        await PassAsync(Lease - Second);
        Assert.Empty(await Provider.FetchWorkAsync());
        await PassAsync(Second);
        Assert.Equal(2, (await Provider.TakeWorkAsync()).Attempt);
        Assert.False(await Provider.RenewAsync(taken, Lease));
    }

    [Fact]
    public async Task It_is_completed_by_a_message()
    {
        var taken = await TakeAsync("taken", answering: true, Answers.Taken(2));

        Assert.True(await Provider.CompleteAsync(taken, "forty-two"));

        Assert.Equal(["forty-two"], Texts(await Provider.TakeTurnAsync("taken")));
        await PassAsync(10 * Lease);
        Assert.Empty(await Provider.FetchWorkAsync());
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task It_is_given_back(bool count, int attempt)
    {
        var taken = await TakeAsync("taken", answering: true, Answers.Taken(2));

        await Provider.ReleaseAsync(taken, count: count);

        Assert.Equal(attempt, (await Provider.TakeWorkAsync()).Attempt);
        Assert.False(await Provider.CompleteAsync(taken));
    }

    [Fact]
    public async Task It_is_given_back_untouched_at_a_stop()
    {
        var taken = await TakeAsync("taken", answering: true, Answers.Taken(2));

        await Provider.ReleaseAsync(taken, count: false, isUntouched: true);

        Assert.Equal(1, (await Provider.TakeWorkAsync()).Attempt);
    }

    [Fact]
    public async Task It_is_put_off()
    {
        var taken = await TakeAsync("taken", answering: true, Answers.Taken(2));

        await Provider.ReleaseAsync(taken, 5 * Second);

        Assert.Empty(await Provider.FetchWorkAsync());
        await PassAsync(5 * Second);
        Assert.Equal(2, (await Provider.TakeWorkAsync()).Attempt);
    }

    [Fact]
    public async Task It_goes_back_to_its_place_in_the_queue()
    {
        var taken = await TakeAsync("taken", answering: true, Answers.Taken(2, "first"));
        await PassAsync(Second);
        await Provider.ScheduleAsync("other", Work.Activity(1, "second"));

        await Provider.ReleaseAsync(taken);

        Assert.Equal("first", Assert.Single(await Provider.FetchWorkAsync(1)).Text);
    }

    [Fact]
    public async Task It_is_taken_aside()
    {
        var taken = await TakeAsync("taken", answering: true, Answers.Taken(2));

        await Provider.ParkAsync(taken, "unreadable");

        await PassAsync(10 * Lease);
        Assert.Empty(await Provider.FetchWorkAsync());
        var parked = Assert.Single(await Management.ListParkedAsync(new() { Limit = 10 }, Cancellation));
        Assert.Equal((ParkedKind.Activity, "unreadable"), (parked.Kind, parked.Reason));
        await Management.ReleaseParkedAsync(parked.Id, Cancellation);
        Assert.Equal(1, (await Provider.TakeWorkAsync()).Attempt);
    }

    [Fact]
    public async Task It_is_cancelled()
    {
        var taken = await TakeAsync("taken", answering: true, Answers.Taken(2));
        await Provider.SendAsync("taken", "cancel");
        var turn = await Provider.TakeTurnAsync("taken");

        await Provider.CommitAsync(turn.Running() with { CancelledActivities = [new EventId(2)] });

        Assert.False(await Provider.RenewAsync(taken, Lease));
        Assert.False(await Provider.CompleteAsync(taken));
        await PassAsync(10 * Lease);
        Assert.Empty(await Provider.FetchWorkAsync());
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task One_that_its_own_turn_takes_back_is_gone()
    {
        var waiting = await Provider.WaitAsync("taken", Work.Activity(1));
        var commit = waiting.Running() with { Activities = [Answers.Taken(2)], CancelledActivities = [new EventId(2)] };

        await Provider.CommitAsync(commit);

        await PassAsync(10 * Lease);
        Assert.Empty(await Provider.FetchWorkAsync());
    }

    [Fact]
    public async Task It_goes_with_its_instance()
    {
        var taken = await TakeAsync("taken", answering: true, Answers.Taken(2));

        var deleted = await Management.DeleteInstancesAsync(["taken"], DeletionForce.Trees, Cancellation);

        Assert.Equal(1, deleted.Instances);
        Assert.False(await Provider.RenewAsync(taken, Lease));
        await PassAsync(10 * Lease);
        Assert.Empty(await Provider.FetchWorkAsync());
    }

    [Fact]
    public async Task It_keeps_its_tag_and_a_long_payload()
    {
        var payload = new string('x', 50_000);
        await TakeAsync("taken", answering: true, Answers.Taken(2, payload) with { Tag = "gpu" });
        await PassAsync(Lease);

        Assert.Empty(await Provider.FetchWorkAsync());
        var item = await Provider.TakeWorkAsync(new TagFilter.Any());
        Assert.Equal(("gpu", payload), (item.Tag, item.Text));
        Assert.True(await Provider.CompleteAsync(item));
        await PassAsync(Lease);
        Assert.Empty(await Provider.FetchWorkAsync(tags: new TagFilter.Any()));
    }

    [Fact]
    public async Task Leases_come_in_the_order_of_the_activities_and_none_for_what_is_queued()
    {
        var waiting = await Provider.WaitAsync("mixed", Work.Activity(1));
        var commit = waiting.Running() with
        {
            Activities = [Answers.Taken(2), Work.Activity(3, "queued"), Answers.Taken(4) with { Take = 2 * Lease }],
        };

        var stored = await Provider.StoreOneAsync(commit);

        Assert.Equal([true, false, true], stored.Taken.Select(lease => lease is not null));
        var taken = waiting.Turn.Given(commit, stored);
        Assert.Equal(2, taken.Select(item => item.Lease.Key).Distinct().Count());
        Assert.Equal("queued", (await Provider.TakeWorkAsync()).Text);
        await PassAsync(Lease);
        Assert.Equal([2L, 3], (await Provider.FetchWorkAsync()).Select(item => item.Id.Value).Order());
        await PassAsync(Lease);
        Assert.Contains(4, (await Provider.FetchWorkAsync()).Select(item => item.Id.Value));
    }

    [Fact]
    public async Task Who_waits_for_work_gets_it_when_its_lease_is_over()
    {
        var waiting = await Provider.WaitAsync("taken", Work.Activity(1));
        var fetch = new ActivityFetch(1, Lease, TimeSpan.FromHours(1), new TagFilter.DefaultOnly());
        var (fetching, before) = (Provider.FetchActivitiesAsync(fetch, Cancellation), Time.GetUtcNow());

        await Provider.CommitAsync(waiting.Running() with { Activities = [Answers.Taken(2)] });

        Assert.Equal(2, Assert.Single(await PassUntilAsync(fetching)).Attempt);
        Assert.InRange(Time.GetUtcNow() - before, Lease, Lease + Second);
    }

    [Fact]
    public async Task A_chain_of_steps_takes_one_commit_each()
    {
        var waiting = await Provider.WaitAsync("chain", Work.Activity(1));
        for (var step = 2; step <= 10; step++)
        {
            var commit = waiting.Running() with { Activities = [Answers.Taken(step)] };
            waiting = waiting.Next(await Provider.TakeAsync(waiting.Turn, commit));
        }

        await Provider.CommitAsync(waiting.Ending());

        Assert.Equal(11, (await Provider.HistoryAsync("chain"))!.Count);
        await PassAsync(10 * Lease);
        Assert.Empty(await Provider.FetchWorkAsync());
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task Its_lease_outlives_a_restart()
    {
        var taken = await TakeAsync("taken", answering: true, Answers.Taken(2), Answers.Taken(3));

        await RestartAsync();

        Assert.Empty(await Provider.FetchWorkAsync());
        Assert.True(await Provider.CompleteAsync(taken));
        await PassAsync(Lease);
        Assert.Equal(2, (await Provider.TakeWorkAsync()).Attempt);
    }

    [Fact]
    public async Task It_counts_as_waiting_only_when_its_lease_is_over()
    {
        await TakeAsync("taken", answering: true, Answers.Taken(2));

        Assert.Equal(0, (await Management.GetMetricsAsync(Cancellation)).Activities);
        await PassAsync(Lease);
        Assert.Equal(1, (await Management.GetMetricsAsync(Cancellation)).Activities);
    }

    [Fact]
    public async Task A_refused_turn_takes_nothing()
    {
        await Provider.CreateAsync("refused");
        var turn = await Provider.TakeTurnAsync("refused");
        await Provider.ReleaseAsync(turn);

        var stored = await Provider.StoreOneAsync(turn.Running() with { Activities = [Answers.Taken(1)] });

        Assert.False(stored.IsStored);
        Assert.DoesNotContain(stored.Taken, lease => lease is not null);
        await PassAsync(Lease);
        Assert.Empty(await Provider.FetchWorkAsync());
    }

    // The first activity that is taken by a fetched turn, or by a turn that takes an answer.
    private async Task<ActivityItem> TakeAsync(
        string instance,
        bool answering,
        params IReadOnlyList<NewActivity> activities
    )
    {
        if (answering)
        {
            var waiting = await Provider.WaitAsync(instance, Work.Activity(1));
            return (await Provider.TakeAsync(waiting.Turn, waiting.Running() with { Activities = activities }))[0];
        }
        await Provider.CreateAsync(instance);
        var turn = await Provider.TakeTurnAsync(instance);
        return (await Provider.TakeAsync(turn, turn.Running() with { Activities = activities }))[0];
    }
}
