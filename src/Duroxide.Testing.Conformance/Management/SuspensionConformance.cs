namespace Duroxide.Testing.Conformance;

/// <summary>A suspended instance takes no turn, loses nothing, and goes on when it is resumed.</summary>
public abstract class SuspensionConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_suspended_instance_is_not_fetched_whatever_comes()
    {
        await Provider.BeginAsync("still", "other");
        await SuspendAsync("still");

        await Provider.SendAsync("still", "hello");
        await PassAsync(Lease * 10);
        await Provider.SendAsync("other", "hello");

        await Provider.TakeTurnAsync("other");
    }

    [Fact]
    public async Task The_row_tells_why_and_since_when()
    {
        await Provider.BeginAsync("still");
        var before = (await Provider.ReadAsync("still"))!;
        await PassAsync(Second);

        await SuspendAsync("still", "the bank is closed");

        var row = (await Provider.ReadAsync("still"))!;
        Assert.Equal(new Suspension("the bank is closed", Now.ToDateTimeOffset()), row.Suspended);
        Assert.Equal((ExecutionStatus.Running, Now), (row.Status, row.Updated));
        Assert.True(row.Revision > before.Revision);
        Assert.Equal(row, Assert.Single(await Management.ListInstancesAsync(new(), Cancellation)));
        await ResumeAsync("still");
        Assert.Null((await Provider.ReadAsync("still"))!.Suspended);
    }

    [Fact]
    public async Task What_is_suspended_is_counted_as_running_too()
    {
        await Provider.BeginAsync("still", "other");
        await SuspendAsync("still");

        var suspended = await Management.GetMetricsAsync(Cancellation);
        await ResumeAsync("still");
        var resumed = await Management.GetMetricsAsync(Cancellation);

        Assert.Equal((2, 1), (suspended.Running, suspended.Suspended));
        Assert.Equal((2, 0), (resumed.Running, resumed.Suspended));
    }

    [Fact]
    public async Task Who_waits_for_a_change_of_the_row_sees_it_suspended_and_resumed()
    {
        await Provider.BeginAsync("still");
        foreach (var change in new Func<string, Task>[] { SuspendAsync, ResumeAsync })
        {
            var seen = (await Provider.ReadAsync("still"))!.Revision;
            var waiting = Provider.ReadInstanceAsync("still", seen, TimeSpan.FromMinutes(10), Cancellation);
            await change("still");

            Assert.NotNull(await waiting.WaitAsync(Generous, TimeProvider.System, Cancellation));
        }
    }

    [Fact]
    public async Task A_turn_on_its_way_is_refused()
    {
        await Provider.BeginAsync("busy");
        await Provider.SendAsync("busy", "hello");
        var turn = await Provider.TakeTurnAsync("busy");

        await SuspendAsync("busy");

        Assert.False(await Provider.RenewAsync(turn, Lease));
        Assert.False(await Provider.TryCommitAsync(turn.Running()));
        Assert.Empty(await Provider.LoadAsync([turn.Lease], Cancellation));
        await Provider.ReleaseAsync(turn, count: false);
        await ResumeAsync("busy");
        Assert.Equal(1, (await Provider.TakeTurnAsync("busy")).Attempt);
        Assert.Equal(["event 1"], await Provider.HistoryAsync("busy"));
    }

    [Fact]
    public async Task A_turn_that_was_stored_before_is_answered_as_the_first_time()
    {
        await Provider.CreateAsync("busy");
        var turn = await Provider.TakeTurnAsync("busy");
        await Provider.CommitAsync(turn.Running());
        await SuspendAsync("busy");

        await Provider.CommitAsync(turn.Running());

        Assert.Equal(["event 1"], await Provider.HistoryAsync("busy"));
    }

    [Fact]
    public async Task A_first_turn_comes_with_its_start_after_the_resumption()
    {
        await Provider.CreateAsync("fresh");
        await SuspendAsync("fresh");
        Assert.Empty(await Provider.FetchTurnsAsync());

        await ResumeAsync("fresh");

        Assert.NotNull((await Provider.TakeTurnAsync("fresh")).Start);
    }

    [Fact]
    public async Task A_next_execution_comes_with_its_start_after_the_resumption()
    {
        await Provider.CreateAsync("eternal");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Continuing());
        await SuspendAsync("eternal");
        await Provider.SendAsync("eternal", "hello");

        await ResumeAsync("eternal");

        var turn = await Provider.TakeTurnAsync("eternal");
        Assert.Equal((new ExecutionId(2), true), (turn.Execution, turn.Start is not null));
        Assert.Equal(["hello"], Texts(turn));
    }

    [Fact]
    public async Task Messages_and_timers_gather_in_their_order()
    {
        await Provider.CreateAsync("still");
        var timer = new NewTimer(new EventId(1), Now.Plus(Second), Bytes("tick"));
        await Provider.CommitAsync((await Provider.TakeTurnAsync("still")).Running() with { Timers = [timer] });
        await Provider.SendAsync("still", "before");
        await SuspendAsync("still");
        await PassAsync(Second * 2);
        await Provider.SendAsync("still", "after");
        await PassAsync(Lease * 3);

        await ResumeAsync("still");

        var turn = await Provider.TakeTurnAsync("still");
        Assert.Equal(["before", "tick", "after"], Texts(turn));
        Assert.Equal(timer.FireAt, turn.Messages[1].Time);
    }

    [Fact]
    public async Task Activities_go_on_and_their_answers_are_kept()
    {
        await Provider.ScheduleAsync("still", Work.Activity(1), Work.Activity(2));
        var early = (await Provider.FetchWorkAsync(1))[0];
        await SuspendAsync("still");

        Assert.True(await Provider.CompleteAsync(early, "early"));
        Assert.True(await Provider.CompleteAsync(await Provider.TakeWorkAsync(), "late"));

        Assert.Empty(await Provider.FetchTurnsAsync());
        await ResumeAsync("still");
        Assert.Equal(["early", "late"], Texts(await Provider.TakeTurnAsync("still")));
    }

    [Fact]
    public async Task An_answer_that_was_to_be_a_turn_is_kept_as_a_message()
    {
        var waiting = await Provider.WaitAsync("fused", Work.Activity(1, "1"));
        await SuspendAsync("fused");

        var stored = await Provider.StoreOneAsync(waiting.Running());

        Assert.Equal((false, true), (stored.IsStored, Assert.Single(stored.Completed)));
        Assert.Empty(await Provider.FetchTurnsAsync());
        await ResumeAsync("fused");
        Assert.Equal(["answer to 1"], Texts(await Provider.TakeTurnAsync("fused")));
    }

    [Fact]
    public async Task An_answer_is_a_turn_again_after_the_resumption()
    {
        var waiting = await Provider.WaitAsync("fused", Work.Activity(1));
        await SuspendAsync("fused");
        await ResumeAsync("fused");

        await Provider.CommitAsync(waiting.Running());

        Assert.Equal(["event 1", "event 2"], await Provider.HistoryAsync("fused"));
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task One_that_has_nothing_to_react_to_is_not_fetched_when_it_is_resumed()
    {
        await Provider.BeginAsync("idle");
        await SuspendAsync("idle");

        await ResumeAsync("idle");

        Assert.Empty(await Provider.FetchTurnsAsync());
        await Provider.SendAsync("idle", "hello");
        Assert.Equal(["hello"], Texts(await Provider.TakeTurnAsync("idle")));
    }

    [Fact]
    public async Task A_resumption_wakes_who_waits_on_another_node()
    {
        await Provider.CreateAsync("fresh");
        await SuspendAsync("fresh");
        var other = await OpenNodeAsync();
        var fetch = new TurnFetch(1, Lease, TimeSpan.FromMinutes(10));
        var waiting = other.FetchTurnsAsync(fetch, Cancellation);

        await ResumeAsync("fresh");

        Assert.Single(await PassUntilAsync(waiting));
    }

    [Fact]
    public async Task Each_is_told_what_became_of_it()
    {
        await Provider.BeginAsync("still");
        await Provider.EndAsync("ended");
        await Provider.BeginAsync("moving");
        await SuspendAsync("still", "first");
        await PassAsync(Second);
        InstanceId[] all = ["nobody", "still", "ended", "moving"];

        var suspended = await Management.SuspendInstancesAsync(all, "second", Cancellation);
        Assert.Equal(
            [InstanceChange.NotFound, InstanceChange.Unchanged, InstanceChange.Ended, InstanceChange.Changed],
            suspended
        );
        Assert.Equal("first", (await Provider.ReadAsync("still"))!.Suspended!.Reason);
        Assert.Equal("second", (await Provider.ReadAsync("moving"))!.Suspended!.Reason);
        await ResumeAsync("moving");

        var resumed = await Management.ResumeInstancesAsync(all, Cancellation);
        Assert.Equal(
            [InstanceChange.NotFound, InstanceChange.Changed, InstanceChange.Ended, InstanceChange.Unchanged],
            resumed
        );
        Assert.Empty(await Management.SuspendInstancesAsync([], "nobody", Cancellation));
        Assert.Empty(await Management.ResumeInstancesAsync([], Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_parked_and_suspended_instance_waits_for_both(bool releaseFirst)
    {
        await Provider.CreateAsync("both");
        await Provider.ParkAsync(await Provider.TakeTurnAsync("both"), "unreadable");
        await SuspendAsync("both");
        var item = Assert.Single(await Management.ListParkedAsync(new() { Limit = 10 }, Cancellation));
        Func<Task> release = () => Management.ReleaseParkedAsync(item.Id, Cancellation);
        Func<Task> resume = () => ResumeAsync("both");

        await (releaseFirst ? release : resume)();
        Assert.Empty(await Provider.FetchTurnsAsync());
        await Provider.SendAsync("both", "hello");
        Assert.Empty(await Provider.FetchTurnsAsync());
        await (releaseFirst ? resume : release)();

        Assert.NotNull((await Provider.TakeTurnAsync("both")).Start);
    }

    [Fact]
    public async Task A_suspended_instance_is_deleted_by_force_and_its_id_is_free_of_it()
    {
        await Provider.BeginAsync("still");
        await SuspendAsync("still");

        await Assert.ThrowsAsync<ProviderException>(() =>
            Management.DeleteInstancesAsync(["still"], DeletionForce.None, Cancellation)
        );
        await Management.DeleteInstancesAsync(["still"], DeletionForce.Trees, Cancellation);

        await Provider.BeginAsync("still");
        Assert.Null((await Provider.ReadAsync("still"))!.Suspended);
    }

    [Fact]
    public async Task It_stays_suspended_when_the_provider_is_opened_again()
    {
        await Provider.CreateAsync("still");
        await SuspendAsync("still");

        await RestartAsync();

        Assert.Empty(await Provider.FetchTurnsAsync());
        await ResumeAsync("still");
        await Provider.TakeTurnAsync("still");
    }

    private async Task SuspendAsync(string instance, string reason) =>
        Assert.Equal(
            [InstanceChange.Changed],
            await Management.SuspendInstancesAsync([instance], reason, Cancellation)
        );

    private Task SuspendAsync(string instance) => SuspendAsync(instance, "for a while");

    private async Task ResumeAsync(string instance) =>
        Assert.Equal([InstanceChange.Changed], await Management.ResumeInstancesAsync([instance], Cancellation));
}
