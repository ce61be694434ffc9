namespace Duroxide.Testing.Conformance;

/// <summary>A store outlives its nodes, and several nodes share it.</summary>
public abstract class NodeConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task After_a_restart_everything_is_there()
    {
        await Provider.CreateAsync("kept");
        var turn = await Provider.TakeTurnAsync("kept");
        await Provider.CommitAsync(
            turn.Running() with
            {
                Version = Version("1.2.3-beta"),
                Pin = Version("0.1.0"),
                Values = [new ValueChange("colour", new StoredValue("blue", Now))],
                CustomStatus = new StatusChange("halfway"),
                Activities = [Work.Activity(2) with { Session = "s", Tag = "gpu" }],
                Timers = [new NewTimer(new EventId(3), Now.Plus(Second), Bytes("tick"))],
                Starts = [new NewInstance("child", "test/child", Bytes("header")) { Parent = "kept" }],
            }
        );
        await Provider.SendAsync("kept", "hello");
        var before = await Provider.ReadAsync("kept");

        await RestartAsync();

        Assert.Equal(before, await Provider.ReadAsync("kept"));
        Assert.Equal(["event 1"], await Provider.HistoryAsync("kept"));
        Assert.Equal("blue", (await Provider.ReadValuesAsync("kept", null, Cancellation))["colour"].Data);
        var item = await Provider.TakeWorkAsync(new TagFilter.Any(), new SessionClaim("owner", Lease, 1));
        Assert.Equal(("gpu", "s"), (item.Tag, item.Session));
        await PassAsync(Second);
        var turns = await Provider.FetchTurnsAsync();
        Assert.Equal(["hello", "tick"], Texts(turns.Single(ready => ready.Instance.Value == "kept")));
        Assert.NotNull(turns.Single(ready => ready.Instance.Value == "child").Start);
    }

    [Fact]
    public async Task A_lease_outlives_the_node_that_took_it()
    {
        await Provider.CreateAsync("leased");
        var turn = await Provider.TakeTurnAsync("leased");

        await RestartAsync();

        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.True(await Provider.TryCommitAsync(turn.Running()));
    }

    [Fact]
    public async Task What_a_crashed_node_held_is_taken_after_the_expiry_with_its_attempts()
    {
        await Provider.ScheduleAsync("crashed", Work.Activity(1));
        await Provider.SendAsync("crashed", "hello");
        await Provider.TakeTurnAsync("crashed");
        await Provider.TakeWorkAsync();
        await RestartAsync();
        await PassAsync(Lease);

        Assert.Equal(2, (await Provider.TakeTurnAsync("crashed")).Attempt);
        Assert.Equal(2, (await Provider.TakeWorkAsync()).Attempt);
    }

    [Fact]
    public async Task Fences_keep_rising_after_a_restart()
    {
        await Provider.CreateAsync("fenced");
        var first = await Provider.TakeTurnAsync("fenced");
        await Provider.ReleaseAsync(first);
        await RestartAsync();

        var second = await Provider.TakeTurnAsync("fenced");

        Assert.Equal(first.Lease.Key, second.Lease.Key);
        Assert.True(second.Lease.Fence > first.Lease.Fence);
    }

    [Fact]
    public async Task Keys_are_not_used_again_after_a_deletion_and_a_restart()
    {
        await Provider.CreateAsync("phoenix");
        var stale = await Provider.TakeTurnAsync("phoenix");
        await Management.DeleteInstancesAsync(["phoenix"], DeletionForce.Trees, Cancellation);
        await RestartAsync();
        await Provider.CreateAsync("phoenix");

        Assert.NotEqual(stale.Lease, (await Provider.TakeTurnAsync("phoenix")).Lease);
        Assert.False(await Provider.TryCommitAsync(stale.Running()));
    }

    [Fact]
    public async Task Two_nodes_never_hold_the_same()
    {
        var other = await OpenNodeAsync();
        await Provider.CreateAsync(Enumerable.Range(0, 50).Select(index => $"i-{index}"));

        var fetched = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(index => Task.Run(() => (index % 2 == 0 ? Provider : other).FetchTurnsAsync(5)))
        );

        var ids = fetched.SelectMany(turns => turns).Select(turn => turn.Instance).ToList();
        Assert.Equal(50, ids.Count);
        Assert.Equal(50, ids.Distinct().Count());
    }

    [Fact]
    public async Task What_one_node_writes_the_other_reads()
    {
        var other = await OpenNodeAsync();
        await Provider.CreateAsync("shared");
        await other.CommitAsync((await other.TakeTurnAsync("shared")).Running());
        await Provider.SendAsync("shared", "hello");

        Assert.Equal(["event 1"], await Provider.HistoryAsync("shared"));
        Assert.Equal(["hello"], Texts(await other.TakeTurnAsync("shared")));
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task A_node_that_lost_its_lease_to_another_writes_nothing()
    {
        var other = await OpenNodeAsync();
        await Provider.CreateAsync("stolen");
        var stale = await Provider.TakeTurnAsync("stolen");
        await PassAsync(Lease);
        var turn = await other.TakeTurnAsync("stolen");

        Assert.False(await Provider.TryCommitAsync(stale.Running()));
        Assert.True(await other.TryCommitAsync(turn.Running()));
    }

    [Fact]
    public async Task Who_waits_on_one_node_is_woken_by_what_happens_on_another()
    {
        var other = await OpenNodeAsync();
        var fetch = new TurnFetch(1, Lease, TimeSpan.FromMinutes(10));
        var waiting = Provider.FetchTurnsAsync(fetch, Cancellation);
        var watching = Provider.ReadInstanceAsync("news", 0, TimeSpan.FromMinutes(10), Cancellation);

        await other.CreateAsync("news");

        Assert.Equal("news", Assert.Single(await PassUntilAsync(waiting)).Instance.Value);
        Assert.NotNull(await PassUntilAsync(watching));
    }

    [Fact]
    public async Task A_session_held_on_one_node_is_held_on_all()
    {
        var other = await OpenNodeAsync();
        await Provider.ScheduleAsync("worker", InSession(1), InSession(2));
        Assert.Single(await Provider.FetchWorkAsync(1, sessions: new SessionClaim("one", Lease, 1)));

        Assert.Empty(await other.FetchWorkAsync(1, sessions: new SessionClaim("two", Lease, 1)));
    }

    [Fact]
    public async Task A_node_initializes_a_store_that_exists_without_harm()
    {
        await Provider.BeginAsync("kept");

        await Provider.InitializeAsync(Cancellation);
        await OpenNodeAsync();

        Assert.NotNull(await Provider.ReadAsync("kept"));
    }

    [Fact]
    public async Task A_node_that_ends_lets_go_of_who_waits()
    {
        var other = await OpenNodeAsync();
        var waiting = other.FetchTurnsAsync(new TurnFetch(1, Lease, TimeSpan.FromMinutes(10)), Cancellation);

        await other.DisposeAsync();

        await ((Task)waiting)
            .WaitAsync(Generous, TimeProvider.System, Cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.True(waiting.IsCompleted);
        Assert.False(Cancellation.IsCancellationRequested);
    }

    [Fact]
    public async Task Two_nodes_never_run_the_same_activity()
    {
        var other = await OpenNodeAsync();
        await Provider.ScheduleAsync("wide", [.. Enumerable.Range(1, 60).Select(id => Work.Activity(id))]);

        var fetched = await AtOnce(12, index => (index % 2 == 0 ? Provider : other).FetchWorkAsync(5));

        var ids = fetched.SelectMany(items => items).Select(item => item.Id).ToList();
        Assert.Equal(60, ids.Count);
        Assert.Equal(60, ids.Distinct().Count());
    }

    [Fact]
    public async Task Of_two_nodes_that_commit_one_turn_without_events_at_once_one_does()
    {
        var other = await OpenNodeAsync();
        for (var round = 0; round < 10; round++)
        {
            await Provider.BeginAsync($"twice-{round}");
            await Provider.SendAsync($"twice-{round}", "hello");
            var turn = await Provider.TakeTurnAsync($"twice-{round}");
            var commit = turn.Running() with { Events = null, Activities = [Work.Activity(1)] };

            var committed = await AtOnce(2, index => (index == 0 ? Provider : other).TryCommitAsync(commit));

            Assert.Single(committed, won => won);
            var work = await HearOfWorkAsync();
            await Provider.CompleteAsync(Assert.Single(work), answer: null);
        }
    }

    [Fact]
    public async Task Of_two_nodes_that_start_one_id_with_its_first_turn_at_once_one_does()
    {
        var other = await OpenNodeAsync();
        for (var round = 0; round < 10; round++)
        {
            var id = $"same-{round}";
            var stored = await AtOnce(
                2,
                index => (index == 0 ? Provider : other).StoreOneAsync(Start(id, $"header {index}", index))
            );

            var winner = stored.Index().Single(each => each.Item.IsStored).Index;
            var execution = await Provider.ReadExecutionAsync(id, null, Cancellation);
            Assert.Equal($"header {winner}", Text(execution!.Start.Header));
            var work = await HearOfWorkAsync();
            Assert.Equal(new EventId(winner + 2), Assert.Single(work).Id);
        }
    }

    // A node may hear of what another wrote a moment later, unless it waits for it.
    private Task<IReadOnlyList<ActivityItem>> HearOfWorkAsync()
    {
        var fetch = new ActivityFetch(10, Lease, TimeSpan.FromMinutes(10), new TagFilter.DefaultOnly());
        return PassUntilAsync(Provider.FetchActivitiesAsync(fetch, Cancellation));
    }

    private TurnCommit Start(string id, string header, int number) =>
        new(
            new TurnRight.Starting(new NewInstance(id, "test/orchestration", Bytes(header)), Provider.Now),
            ExecutionId.First,
            ExecutionStatus.Running
        )
        {
            Events = new EventBatch(new EventId(1), new EventId(1), Bytes("event 1")),
            Activities = [Work.Activity(number + 2)],
        };

    private static Task<T[]> AtOnce<T>(int count, Func<int, Task<T>> work) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(index => Task.Run(() => work(index))));

    private static NewActivity InSession(long id) => Work.Activity(id) with { Session = "s" };
}
