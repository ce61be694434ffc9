namespace Duroxide.Testing.Conformance;

/// <summary>Who did not hear whether a turn was stored asks again, and learns it for sure.</summary>
public abstract class RepeatedCommitConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_turn_committed_again_is_stored_once_and_answered_the_same()
    {
        await Provider.CreateAsync("again");
        var turn = (await Provider.TakeTurnAsync("again")).Running() with
        {
            CustomStatus = new StatusChange("once"),
            Activities = [Work.Activity(1)],
        };

        Assert.True(await Provider.TryCommitAsync(turn));
        var revision = (await Provider.ReadAsync("again"))!.Revision;
        Assert.True(await Provider.TryCommitAsync(turn));

        Assert.Equal(["event 1"], await Provider.HistoryAsync("again"));
        Assert.Single(await Provider.FetchWorkAsync());
        var record = await Provider.ReadAsync("again");
        Assert.Equal((1, revision), (record!.CustomStatusVersion, record.Revision));
    }

    [Fact]
    public async Task It_is_known_though_the_instance_went_on()
    {
        await Provider.BeginAsync("busy");
        await Provider.SendAsync("busy", "one");
        var turn = (await Provider.TakeTurnAsync("busy")).Running();
        await Provider.CommitAsync(turn);
        await Provider.SendAsync("busy", "two");
        var next = await Provider.TakeTurnAsync("busy");

        Assert.True(await Provider.TryCommitAsync(turn));
        await Provider.CommitAsync(next.Running());
        Assert.True(await Provider.TryCommitAsync(turn));

        Assert.Equal(["event 1", "event 2", "event 3"], await Provider.HistoryAsync("busy"));
    }

    [Fact]
    public async Task It_is_known_though_the_lease_would_have_ended_long_ago()
    {
        await Provider.CreateAsync("late");
        var turn = (await Provider.TakeTurnAsync("late")).Running();
        await Provider.CommitAsync(turn);
        await PassAsync(10 * Lease);

        Assert.True(await Provider.TryCommitAsync(turn));
    }

    [Fact]
    public async Task It_is_known_though_it_ended_the_instance()
    {
        await Provider.CreateAsync("ended");
        var turn = (await Provider.TakeTurnAsync("ended")).Ending();
        await Provider.CommitAsync(turn);

        Assert.True(await Provider.TryCommitAsync(turn));
    }

    [Fact]
    public async Task It_is_known_though_it_continued_as_new()
    {
        await Provider.CreateAsync("eternal");
        var turn = (await Provider.TakeTurnAsync("eternal")).Continuing();
        await Provider.CommitAsync(turn);

        Assert.True(await Provider.TryCommitAsync(turn));
        var next = await Provider.TakeTurnAsync("eternal");
        Assert.Equal(new ExecutionId(2), next.Execution);
        Assert.True(await Provider.TryCommitAsync(turn));
        await Provider.CommitAsync(next.Running());

        Assert.Equal(2, (await Management.ListExecutionsAsync("eternal", Cancellation)).Count);
    }

    [Fact]
    public async Task The_same_events_of_another_node_are_not_taken_for_it()
    {
        await Provider.CreateAsync("stolen");
        var stale = await Provider.TakeTurnAsync("stolen");
        await PassAsync(Lease);
        var turn = await Provider.TakeTurnAsync("stolen");
        await Provider.CommitAsync(turn.Running());

        Assert.False(await Provider.TryCommitAsync(stale.Running()));
        Assert.True(await Provider.TryCommitAsync(turn.Running()));
    }

    [Fact]
    public async Task Another_turn_under_the_same_lease_is_refused()
    {
        await Provider.CreateAsync("spent");
        var turn = await Provider.TakeTurnAsync("spent");
        await Provider.CommitAsync(turn.Running());
        var second = new EventBatch(new EventId(2), new EventId(2), Bytes("event 2"));

        Assert.False(await Provider.TryCommitAsync(turn.Running() with { Events = turn.Events("others") }));
        Assert.False(await Provider.TryCommitAsync(turn.Running() with { Events = second }));
        Assert.False(await Provider.TryCommitAsync(turn.Running() with { Events = null }));

        Assert.Equal(["event 1"], await Provider.HistoryAsync("spent"));
    }

    [Fact]
    public async Task A_turn_that_was_given_back_instead_is_not_stored()
    {
        await Provider.CreateAsync("back");
        var turn = await Provider.TakeTurnAsync("back");
        await Provider.ReleaseAsync(turn);

        Assert.False(await Provider.TryCommitAsync(turn.Running()));
    }

    [Fact]
    public async Task Nothing_is_known_of_what_was_deleted()
    {
        await Provider.CreateAsync("gone");
        var turn = (await Provider.TakeTurnAsync("gone")).Ending();
        await Provider.CommitAsync(turn);
        await Management.DeleteInstancesAsync(["gone"], DeletionForce.None, Cancellation);
        await Provider.CreateAsync("gone");

        Assert.False(await Provider.TryCommitAsync(turn));
    }

    [Fact]
    public async Task Another_node_knows_it_too()
    {
        await Provider.CreateAsync("shared");
        var turn = (await Provider.TakeTurnAsync("shared")).Running();
        await Provider.CommitAsync(turn);
        var other = await OpenNodeAsync();

        Assert.True(await other.TryCommitAsync(turn));
    }
}
