namespace Duroxide.Testing.Conformance;

/// <summary>An activity is cancelled by taking it out of the queue: its worker learns of it at its next word.</summary>
public abstract class CancellationConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_cancelled_activity_is_not_fetched_and_the_others_are()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1, "1"), Work.Activity(2, "2"), Work.Activity(3, "3"));

        await CancelAsync("worker", 1, 3);

        Assert.Equal("2", (await Provider.TakeWorkAsync()).Text);
    }

    [Fact]
    public async Task A_worker_whose_activity_was_cancelled_cannot_renew()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        var item = await Provider.TakeWorkAsync();
        Assert.True(await Provider.RenewAsync(item, Lease));

        await CancelAsync("worker", 1);

        Assert.False(await Provider.RenewAsync(item, Lease));
    }

    [Fact]
    public async Task A_worker_whose_activity_was_cancelled_cannot_complete()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        var item = await Provider.TakeWorkAsync();

        await CancelAsync("worker", 1);

        Assert.False(await Provider.CompleteAsync(item));
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task A_cancelled_activity_does_not_come_back_with_a_release_or_an_expiry()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1), Work.Activity(2));
        var items = await Provider.FetchWorkAsync();

        await CancelAsync("worker", 1, 2);
        await Provider.ReleaseAsync(items[0]);
        await PassAsync(Lease);

        Assert.Empty(await Provider.FetchWorkAsync());
    }

    [Fact]
    public async Task To_cancel_what_is_gone_does_no_harm()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        await Provider.CompleteAsync(await Provider.TakeWorkAsync(), answer: null);

        await CancelAsync("worker", 1, 99);

        Assert.Empty(await Provider.FetchWorkAsync());
    }

    [Fact]
    public async Task Many_are_cancelled_at_once()
    {
        await Provider.ScheduleAsync("worker", [.. Enumerable.Range(1, 50).Select(id => Work.Activity(id, $"{id}"))]);

        await CancelAsync("worker", [.. Enumerable.Range(1, 49).Select(id => (long)id)]);

        Assert.Equal("50", (await Provider.TakeWorkAsync()).Text);
    }

    [Fact]
    public async Task What_is_scheduled_and_cancelled_in_one_turn_is_gone()
    {
        await Provider.CreateAsync("worker");
        var turn = await Provider.TakeTurnAsync("worker");
        var commit = turn.Running() with
        {
            Activities = [Work.Activity(1, "1"), Work.Activity(2, "2")],
            CancelledActivities = [new EventId(1)],
        };

        await Provider.CommitAsync(commit);

        Assert.Equal("2", (await Provider.TakeWorkAsync()).Text);
    }

    [Fact]
    public async Task A_cancelled_activity_spares_its_namesakes_in_other_instances()
    {
        await Provider.ScheduleAsync("one", Work.Activity(1, "one"));
        await Provider.ScheduleAsync("two", Work.Activity(1, "two"));

        await CancelAsync("one", 1);

        Assert.Equal("two", (await Provider.TakeWorkAsync()).Text);
    }

    [Fact]
    public async Task A_cancelled_activity_spares_its_namesake_in_the_execution_before()
    {
        await Provider.CreateAsync("eternal");
        var first = await Provider.TakeTurnAsync("eternal");
        await Provider.CommitAsync(first.Continuing() with { Activities = [Work.Activity(1, "first")] });
        var second = await Provider.TakeTurnAsync("eternal");
        await Provider.CommitAsync(
            second.Running() with
            {
                Activities = [Work.Activity(1, "second")],
                CancelledActivities = [new EventId(1)],
            }
        );

        Assert.Equal("first", (await Provider.TakeWorkAsync()).Text);
    }

    [Theory]
    [InlineData(ExecutionStatus.Completed)]
    [InlineData(ExecutionStatus.Failed)]
    public async Task An_activity_that_nobody_cancelled_outlives_its_instance_s_ending(ExecutionStatus status)
    {
        await Provider.ScheduleAsync("ended", Work.Activity(1));
        await Provider.SendAsync("ended", "hello");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("ended")).Ending(status));

        var item = await Provider.TakeWorkAsync();

        Assert.True(await Provider.RenewAsync(item, Lease));
        Assert.True(await Provider.CompleteAsync(item));
    }

    [Fact]
    public async Task An_activity_that_nobody_cancelled_outlives_continue_as_new()
    {
        await Provider.ScheduleAsync("eternal", Work.Activity(1));
        await Provider.SendAsync("eternal", "hello");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Continuing());

        Assert.Equal(ExecutionId.First, (await Provider.TakeWorkAsync()).Execution);
    }

    [Fact]
    public async Task An_ending_cancels_what_it_names()
    {
        await Provider.ScheduleAsync("ended", Work.Activity(1));
        await Provider.SendAsync("ended", "hello");
        var turn = await Provider.TakeTurnAsync("ended");

        await Provider.CommitAsync(turn.Ending() with { CancelledActivities = [new EventId(1)] });

        Assert.Empty(await Provider.FetchWorkAsync());
    }

    [Fact]
    public async Task A_refused_commit_cancels_nothing()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        await Provider.SendAsync("worker", "hello");
        var turn = await Provider.TakeTurnAsync("worker");
        await PassAsync(Lease);
        await Provider.TakeTurnAsync("worker");

        Assert.False(await Provider.TryCommitAsync(turn.Running() with { CancelledActivities = [new EventId(1)] }));

        await Provider.TakeWorkAsync();
    }

    [Fact]
    public async Task A_cancellation_racing_a_completion_lets_one_of_them_win()
    {
        for (var round = 0; round < 20; round++)
        {
            var id = $"raced-{round}";
            await Provider.ScheduleAsync(id, Work.Activity(1));
            await Provider.SendAsync(id, "hello");
            var turn = await Provider.TakeTurnAsync(id);
            var item = await Provider.TakeWorkAsync();
            var commit = turn.Running() with { CancelledActivities = [new EventId(1)] };

            var completing = Task.Run(() => Provider.CompleteAsync(item));
            await Task.WhenAll(completing, Task.Run(() => Provider.CommitAsync(commit)));

            var answers = (await Provider.FetchTurnsAsync()).SelectMany(Texts).Count();
            Assert.Equal(await completing ? 1 : 0, answers);
            Assert.Empty(await Provider.FetchWorkAsync());
        }
    }

    private async Task CancelAsync(string instance, params IReadOnlyList<long> ids)
    {
        await Provider.SendAsync(instance, "cancel");
        var turn = await Provider.TakeTurnAsync(instance);
        await Provider.CommitAsync(
            turn.Running() with
            {
                CancelledActivities = [.. ids.Select(id => new EventId(id))],
            }
        );
    }
}
