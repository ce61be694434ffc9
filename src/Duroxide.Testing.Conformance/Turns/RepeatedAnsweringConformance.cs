namespace Duroxide.Testing.Conformance;

/// <summary>Who did not hear what became of a turn that takes answers asks again, and learns it for sure.</summary>
public abstract class RepeatedAnsweringConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    private TurnCommit turn = null!;
    private IReadOnlyList<ActivityItem> taken = [];

    [Fact]
    public async Task It_is_stored_once_and_answered_the_same_with_the_same_leases()
    {
        await StoreAsync("again");
        var revision = (await Provider.ReadAsync("again"))!.Revision;

        await AskAgainAsync(taken[0].Lease);

        Assert.Equal(["event 1", "event 2"], await Provider.HistoryAsync("again"));
        var record = await Provider.ReadAsync("again");
        Assert.Equal((1, revision), (record!.CustomStatusVersion, record.Revision));
        Assert.Equal("queued", (await Provider.TakeWorkAsync()).Text);
        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.True(await Provider.CompleteAsync(taken[0]));
    }

    [Fact]
    public async Task It_is_known_though_the_instance_went_on()
    {
        await StoreAsync("busy");
        await Provider.SendAsync("busy", "hello");
        await AskAgainAsync(taken[0].Lease);
        var next = await Provider.TakeTurnAsync("busy");
        await AskAgainAsync(taken[0].Lease);
        await Provider.CommitAsync(next.Running());

        await AskAgainAsync(taken[0].Lease);

        Assert.Equal(["event 1", "event 2", "event 3"], await Provider.HistoryAsync("busy"));
    }

    [Fact]
    public async Task A_lease_that_was_renewed_is_told_and_one_that_ran_out_too()
    {
        await StoreAsync("late");
        Assert.True(await Provider.RenewAsync(taken[0], 2 * Lease));
        await AskAgainAsync(taken[0].Lease);
        await PassAsync(3 * Lease);

        await AskAgainAsync(taken[0].Lease);

        Assert.True(await Provider.RenewAsync(taken[0], Lease));
    }

    [Fact]
    public async Task A_lease_that_another_got_since_is_not_told()
    {
        await StoreAsync("late");
        await Provider.TakeWorkAsync();
        await PassAsync(Lease);
        var items = await Provider.FetchWorkAsync();
        Assert.Contains(taken[0].Id, items.Select(item => item.Id));

        await AskAgainAsync(null);
    }

    [Fact]
    public async Task A_lease_that_was_given_back_is_not_told()
    {
        await StoreAsync("back");
        await Provider.ReleaseAsync(taken[0]);

        await AskAgainAsync(null);
    }

    [Fact]
    public async Task A_lease_of_an_activity_that_is_done_is_not_told()
    {
        await StoreAsync("done");
        await Provider.CompleteAsync(taken[0]);

        await AskAgainAsync(null);
    }

    [Fact]
    public async Task A_lease_of_an_activity_whose_answer_was_taken_is_not_told()
    {
        var waiting = await StoreAsync("chain");
        await Provider.CommitAsync(waiting.Next(taken[0]).Running());

        await AskAgainAsync(null);

        Assert.Equal(["event 1", "event 2", "event 3"], await Provider.HistoryAsync("chain"));
    }

    [Fact]
    public async Task It_is_known_that_answers_became_messages_and_none_comes_twice()
    {
        var waiting = await Provider.WaitAsync("refused", Work.Activity(1, "1"));
        await Provider.SendAsync("refused", "early");
        var commit = waiting.Running() with { Activities = [Answers.Taken(2)] };
        Assert.Equal([true], (await Provider.StoreOneAsync(commit)).Completed);

        var again = await Provider.StoreOneAsync(commit);

        Assert.False(again.IsStored);
        Assert.Equal([false], again.Completed);
        Assert.Equal(["early", "answer to 1"], Texts(await Provider.TakeTurnAsync("refused")));
        await PassAsync(Lease);
        Assert.Empty(await Provider.FetchWorkAsync());
    }

    [Fact]
    public async Task A_refused_turn_is_refused_again_though_the_instance_stands_where_it_began()
    {
        var waiting = await Provider.WaitAsync("refused", Work.Activity(1, "1"));
        await Provider.SendAsync("refused", "early");
        await Provider.StoreOneAsync(waiting.Running());
        var next = await Provider.TakeTurnAsync("refused");
        await Provider.CommitAsync(next.Running() with { Events = null });

        Assert.False((await Provider.StoreOneAsync(waiting.Running())).IsStored);

        Assert.Equal(["event 1"], await Provider.HistoryAsync("refused"));
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task It_is_known_though_it_ended_the_instance()
    {
        var waiting = await Provider.WaitAsync("ended", Work.Activity(1));
        turn = waiting.Ending();
        await Provider.CommitAsync(turn);

        await AskAgainAsync();
    }

    [Fact]
    public async Task It_is_known_though_it_continued_as_new()
    {
        var waiting = await Provider.WaitAsync("eternal", Work.Activity(1));
        turn = waiting.Continuing();
        await Provider.CommitAsync(turn);

        await AskAgainAsync();
        var next = await Provider.TakeTurnAsync("eternal");
        await AskAgainAsync();
        await Provider.CommitAsync(next.Running());

        Assert.Equal(2, (await Management.ListExecutionsAsync("eternal", Cancellation)).Count);
    }

    [Fact]
    public async Task Nothing_is_known_of_what_was_deleted()
    {
        await StoreAsync("gone");
        await Management.DeleteInstancesAsync(["gone"], DeletionForce.Trees, Cancellation);
        await Provider.BeginAsync("gone");

        var again = await Provider.StoreOneAsync(turn);

        Assert.False(again.IsStored);
        Assert.Equal([false], again.Completed);
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task Another_node_knows_it_too()
    {
        await StoreAsync("shared");
        var other = await OpenNodeAsync();

        var again = await other.StoreOneAsync(turn);

        Assert.True(again.IsStored);
        Assert.Equal([null, taken[0].Lease], again.Taken);
    }

    [Fact]
    public async Task It_is_known_after_a_restart()
    {
        await StoreAsync("restarted");

        await RestartAsync();

        await AskAgainAsync(taken[0].Lease);
    }

    [Fact]
    public async Task The_same_events_for_another_answer_are_not_taken_for_it()
    {
        var waiting = await Provider.WaitAsync("twins", Work.Activity(1, "1"), Work.Activity(2, "2"));
        await Provider.CommitAsync((waiting with { Work = [waiting.Work[0]] }).Running());

        var twin = await Provider.StoreOneAsync((waiting with { Work = [waiting.Work[1]] }).Running());

        Assert.False(twin.IsStored);
        Assert.Equal(["answer to 2"], Texts(await Provider.TakeTurnAsync("twins")));
    }

    [Fact]
    public async Task Other_events_for_the_same_answer_are_refused()
    {
        var waiting = await StoreAsync("spent");

        var other = await Provider.StoreOneAsync(turn with { Events = waiting.Turn.Events("others") });

        Assert.False(other.IsStored);
        Assert.Equal([false], other.Completed);
        Assert.Equal(["event 1", "event 2"], await Provider.HistoryAsync("spent"));
    }

    [Fact]
    public async Task One_turn_twice_in_a_batch_is_stored_once()
    {
        var waiting = await Provider.WaitAsync("twice", Work.Activity(1));
        var commit = waiting.Running() with { Activities = [Answers.Taken(2)] };

        var stored = await Provider.CommitTurnsAsync([commit, commit], Cancellation);

        Assert.Equal([true, true], stored.Select(each => each.IsStored));
        Assert.Equal(Assert.Single(stored[0].Taken), Assert.Single(stored[1].Taken));
        Assert.Equal([true], stored[1].Completed);
        Assert.Equal(["event 1", "event 2"], await Provider.HistoryAsync("twice"));
    }

    [Fact]
    public async Task A_fetched_turn_that_is_asked_for_again_tells_the_leases_of_what_it_took()
    {
        await Provider.CreateAsync("fetched");
        turn = (await Provider.TakeTurnAsync("fetched")).Running() with { Activities = [Answers.Taken(1)] };
        var lease = Assert.Single((await Provider.StoreOneAsync(turn)).Taken);
        Assert.NotNull(lease);

        var again = await Provider.StoreOneAsync(turn);

        Assert.Equal([lease], again.Taken);
        Assert.Empty(again.Completed);
    }

    // A turn that has taken an answer, queued one activity and taken another.
    private async Task<Waiting> StoreAsync(string instance)
    {
        var waiting = await Provider.WaitAsync(instance, Work.Activity(1));
        turn = waiting.Running() with
        {
            CustomStatus = new StatusChange("once"),
            Activities = [Work.Activity(2, "queued"), Answers.Taken(3, "taken")],
        };
        taken = await Provider.TakeAsync(waiting.Turn, turn);
        Assert.Single(taken);
        return waiting;
    }

    private async Task AskAgainAsync(Lease? lease) => Assert.Equal([null, lease], await LeasesAsync());

    private async Task AskAgainAsync() => Assert.Empty(await LeasesAsync());

    private async Task<IReadOnlyList<Lease?>> LeasesAsync()
    {
        var stored = await Provider.StoreOneAsync(turn);
        Assert.True(stored.IsStored);
        Assert.Equal([true], stored.Completed);
        return stored.Taken;
    }
}
