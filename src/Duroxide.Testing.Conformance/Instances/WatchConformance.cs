namespace Duroxide.Testing.Conformance;

/// <summary>A client that waits is woken by a change of the row it watches.</summary>
public abstract class WatchConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task A_read_that_has_seen_nothing_returns_the_row_at_once()
    {
        await Provider.CreateAsync("there");

        Assert.NotNull(await WatchAsync("there", 0).WaitAsync(Generous, TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task A_read_that_never_waits_returns_nothing_for_nobody()
    {
        Assert.Null(await WatchAsync("nobody", -1).WaitAsync(Generous, TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task A_read_that_never_waits_returns_the_row_as_it_is()
    {
        await Provider.CreateAsync("there");

        Assert.NotNull(await WatchAsync("there", -1).WaitAsync(Generous, TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task A_watcher_of_nobody_is_woken_by_the_creation()
    {
        var watching = WatchAsync("late", 0);

        await Provider.CreateAsync("late");

        Assert.Equal("late", (await watching.WaitAsync(Generous, TimeProvider.System, Cancellation))!.Instance.Value);
    }

    [Fact]
    public async Task A_watcher_is_woken_by_a_start_that_a_turn_asked_for()
    {
        await Provider.CreateAsync("parent");
        var turn = await Provider.TakeTurnAsync("parent");
        var watching = WatchAsync("child", 0);

        await Provider.CommitAsync(
            turn.Running() with
            {
                Starts = [new NewInstance("child", "test/child", Bytes("header"))],
            }
        );

        Assert.NotNull(await watching.WaitAsync(Generous, TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task A_watcher_is_woken_by_the_ending()
    {
        await Provider.BeginAsync("watched");
        await Provider.SendAsync("watched", "hello");
        var turn = await Provider.TakeTurnAsync("watched");
        var watching = WatchAsync("watched", await RevisionAsync("watched"));

        await Provider.CommitAsync(turn.Ending());

        Assert.Equal(
            ExecutionStatus.Completed,
            (await watching.WaitAsync(Generous, TimeProvider.System, Cancellation))!.Status
        );
    }

    [Fact]
    public async Task A_watcher_is_woken_by_a_change_of_the_status()
    {
        await Provider.BeginAsync("watched");
        await Provider.SendAsync("watched", "hello");
        var turn = await Provider.TakeTurnAsync("watched");
        var watching = WatchAsync("watched", await RevisionAsync("watched"));

        await Provider.CommitAsync(turn.Running() with { CustomStatus = new StatusChange("halfway") });

        Assert.Equal("halfway", (await watching.WaitAsync(Generous, TimeProvider.System, Cancellation))!.CustomStatus);
    }

    [Fact]
    public async Task A_watcher_is_woken_by_a_change_of_a_value()
    {
        await Provider.BeginAsync("watched");
        await Provider.SendAsync("watched", "hello");
        var turn = await Provider.TakeTurnAsync("watched");
        var watching = WatchAsync("watched", await RevisionAsync("watched"));
        var change = new ValueChange("colour", new StoredValue("blue", Now));

        await Provider.CommitAsync(turn.Running() with { Values = [change] });

        Assert.NotNull(await watching.WaitAsync(Generous, TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task A_watcher_is_woken_by_continue_as_new()
    {
        await Provider.BeginAsync("watched");
        await Provider.SendAsync("watched", "hello");
        var turn = await Provider.TakeTurnAsync("watched");
        var watching = WatchAsync("watched", await RevisionAsync("watched"));

        await Provider.CommitAsync(turn.Continuing());

        Assert.Equal(
            new ExecutionId(2),
            (await watching.WaitAsync(Generous, TimeProvider.System, Cancellation))!.Execution
        );
    }

    [Fact]
    public async Task A_watcher_is_woken_by_parking()
    {
        await Provider.CreateAsync("watched");
        var turn = await Provider.TakeTurnAsync("watched");
        var watching = WatchAsync("watched", await RevisionAsync("watched"));

        await Provider.ParkAsync(turn, "unreadable");

        Assert.Equal("unreadable", (await watching.WaitAsync(Generous, TimeProvider.System, Cancellation))!.Parked);
    }

    [Fact]
    public async Task A_watcher_is_woken_by_the_deletion()
    {
        await Provider.CreateAsync("watched");
        var watching = WatchAsync("watched", await RevisionAsync("watched"));

        await Management.DeleteInstancesAsync(["watched"], DeletionForce.Trees, Cancellation);

        Assert.Null(await watching.WaitAsync(Generous, TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task A_watcher_that_missed_a_deletion_sees_the_new_instance_with_the_same_id()
    {
        await Provider.CreateAsync("watched");
        for (var times = 0; times < 20; times++)
        {
            await Provider.CommitAsync((await Provider.TakeTurnAsync("watched")).Continuing());
        }
        var seen = await RevisionAsync("watched");
        await Management.DeleteInstancesAsync(["watched"], DeletionForce.Trees, Cancellation);
        await Provider.CreateAsync("watched");

        var row = await WatchAsync("watched", seen).WaitAsync(Generous, TimeProvider.System, Cancellation);

        Assert.Equal(ExecutionId.First, row!.Execution);
    }

    [Fact]
    public async Task A_watcher_gets_the_row_as_it_is_when_its_time_is_over()
    {
        await Provider.CreateAsync("watched");
        var seen = await RevisionAsync("watched");

        var row = await PassUntilAsync(Provider.ReadInstanceAsync("watched", seen, Second, Cancellation));

        Assert.Equal(seen, row!.Revision);
        Assert.Null(await PassUntilAsync(Provider.ReadInstanceAsync("nobody", 0, Second, Cancellation)));
    }

    [Fact]
    public async Task A_cancelled_watcher_stops()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watching = Provider.ReadInstanceAsync("nobody", 0, Long, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            watching.WaitAsync(Generous, TimeProvider.System, Cancellation)
        );
    }

    [Fact]
    public async Task All_watchers_of_an_instance_are_woken()
    {
        await Provider.CreateAsync("watched");
        var turn = await Provider.TakeTurnAsync("watched");
        var seen = await RevisionAsync("watched");
        var watching = Enumerable.Range(0, 10).Select(_ => WatchAsync("watched", seen)).ToList();

        await Provider.CommitAsync(turn.Ending());

        var rows = await Task.WhenAll(watching).WaitAsync(Generous, TimeProvider.System, Cancellation);
        Assert.All(rows, row => Assert.Equal(ExecutionStatus.Completed, row!.Status));
    }

    private Task<InstanceRecord?> WatchAsync(string instance, long seen) =>
        Provider.ReadInstanceAsync(instance, seen, Long, Cancellation);

    private async Task<long> RevisionAsync(string instance) => (await Provider.ReadAsync(instance))!.Revision;
}
