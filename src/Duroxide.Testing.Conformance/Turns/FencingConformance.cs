namespace Duroxide.Testing.Conformance;

/// <summary>Who has lost a lease can write nothing any more, and brings nothing deleted back.</summary>
public abstract class FencingConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task The_holder_before_cannot_commit_renew_load_or_release()
    {
        await Provider.CreateAsync("stolen");
        var stale = await Provider.TakeTurnAsync("stolen");
        await PassAsync(Lease);
        var turn = await Provider.TakeTurnAsync("stolen");

        Assert.False(await Provider.TryCommitAsync(stale.Running()));
        Assert.False(await Provider.RenewAsync(stale, Lease));
        Assert.Empty(await Provider.LoadAsync([stale.Lease], Cancellation));
        await Provider.ReleaseAsync(stale);

        Assert.Empty(await Provider.FetchTurnsAsync());
        await Provider.CommitAsync(turn.Running());
    }

    [Fact]
    public async Task The_holder_before_cannot_park_the_instance()
    {
        await Provider.CreateAsync("stolen");
        var stale = await Provider.TakeTurnAsync("stolen");
        await PassAsync(Lease);
        var turn = await Provider.TakeTurnAsync("stolen");

        await Provider.ParkAsync(stale, "too late");

        Assert.Empty(await Management.ListParkedAsync(new() { Limit = 10 }, Cancellation));
        await Provider.CommitAsync(turn.Running());
    }

    [Fact]
    public async Task The_worker_before_cannot_complete_renew_release_or_park()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1));
        var stale = await Provider.TakeWorkAsync();
        await PassAsync(Lease);
        var item = await Provider.TakeWorkAsync();

        Assert.False(await Provider.CompleteAsync(stale, "stale"));
        Assert.False(await Provider.RenewAsync(stale, Lease));
        await Provider.ReleaseAsync(stale);
        await Provider.ParkAsync(stale, "too late");

        Assert.Empty(await Provider.FetchWorkAsync());
        Assert.True(await Provider.CompleteAsync(item, "fresh"));
        Assert.Equal(["fresh"], Texts(await Provider.TakeTurnAsync("worker")));
    }

    [Fact]
    public async Task A_commit_after_the_deletion_brings_nothing_back()
    {
        await Provider.CreateAsync("zombie");
        var turn = await Provider.TakeTurnAsync("zombie");
        await Management.DeleteInstancesAsync(["zombie"], DeletionForce.Trees, Cancellation);
        var commit = turn.Running() with
        {
            Activities = [Work.Activity(1)],
            Starts = [new NewInstance("child", "test/child", Bytes("header")) { Parent = "zombie" }],
        };

        Assert.False(await Provider.TryCommitAsync(commit));

        Assert.Null(await Provider.ReadAsync("zombie"));
        Assert.Null(await Provider.ReadAsync("child"));
        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Empty(await Provider.FetchWorkAsync());
    }

    [Fact]
    public async Task A_deletion_ends_leases()
    {
        await Provider.ScheduleAsync("gone", Work.Activity(1));
        await Provider.SendAsync("gone", "hello");
        var turn = await Provider.TakeTurnAsync("gone");
        var item = await Provider.TakeWorkAsync();
        await Management.DeleteInstancesAsync(["gone"], DeletionForce.Trees, Cancellation);

        Assert.False(await Provider.RenewAsync(turn, Lease));
        Assert.Empty(await Provider.LoadAsync([turn.Lease], Cancellation));
        Assert.False(await Provider.RenewAsync(item, Lease));
        Assert.False(await Provider.CompleteAsync(item));
    }

    [Fact]
    public async Task A_stale_turn_does_not_touch_an_instance_created_anew_under_its_id()
    {
        await Provider.CreateAsync("phoenix");
        var stale = await Provider.TakeTurnAsync("phoenix");
        await Management.DeleteInstancesAsync(["phoenix"], DeletionForce.Trees, Cancellation);
        await Provider.CreateAsync("phoenix");
        var turn = await Provider.TakeTurnAsync("phoenix");

        Assert.NotEqual(stale.Lease, turn.Lease);
        Assert.False(await Provider.TryCommitAsync(stale.Ending()));
        await Provider.ReleaseAsync(stale);
        Assert.Empty(await Provider.FetchTurnsAsync());
        await Provider.CommitAsync(turn.Running());
    }

    [Fact]
    public async Task A_stale_activity_does_not_answer_an_instance_created_anew_under_its_id()
    {
        await Provider.ScheduleAsync("phoenix", Work.Activity(1));
        var stale = await Provider.TakeWorkAsync();
        await Management.DeleteInstancesAsync(["phoenix"], DeletionForce.Trees, Cancellation);
        await Provider.ScheduleAsync("phoenix", Work.Activity(1));
        var item = await Provider.TakeWorkAsync();

        Assert.NotEqual(stale.Lease, item.Lease);
        Assert.False(await Provider.CompleteAsync(stale, "stale"));
        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.True(await Provider.CompleteAsync(item, "fresh"));
    }

    [Fact]
    public async Task Whichever_comes_first_a_commit_racing_a_deletion_leaves_nothing_behind()
    {
        for (var round = 0; round < 20; round++)
        {
            await Provider.CreateAsync("raced");
            var turn = await Provider.TakeTurnAsync("raced");
            var commit = turn.Running() with { Activities = [Work.Activity(1)] };

            await Task.WhenAll(
                Task.Run(() => Provider.TryCommitAsync(commit)),
                Task.Run(() => Management.DeleteInstancesAsync(["raced"], DeletionForce.Trees, Cancellation))
            );

            Assert.Null(await Provider.ReadAsync("raced"));
            Assert.Empty(await Provider.FetchTurnsAsync());
            Assert.Empty(await Provider.FetchWorkAsync());
        }
    }
}
