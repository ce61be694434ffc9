namespace Duroxide.Testing.Conformance;

/// <summary>A deletion that comes at the same moment as a write leaves nothing behind, whichever is first.</summary>
public abstract class DeletionRaceConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    private const int Rounds = 10;

    [Fact]
    public async Task A_turn_that_was_fetched() =>
        await RaceAsync(async node =>
        {
            await Provider.CreateAsync("raced");
            var commit = Busy((await Provider.TakeTurnAsync("raced")).Running());
            return () => node.TryCommitAsync(commit);
        });

    [Fact]
    public async Task A_turn_that_takes_answers() =>
        await RaceAsync(async node =>
        {
            var commit = Busy((await Provider.WaitAsync("raced", Work.Activity(1))).Running());
            return () => node.TryCommitAsync(commit);
        });

    [Fact]
    public async Task A_turn_that_continues_as_new() =>
        await RaceAsync(async node =>
        {
            await Provider.CreateAsync("raced");
            var commit = (await Provider.TakeTurnAsync("raced")).Continuing();
            return () => node.TryCommitAsync(commit);
        });

    [Fact]
    public async Task A_completion_of_an_activity() =>
        await RaceAsync(async node =>
        {
            await Provider.ScheduleAsync("raced", Work.Activity(1));
            var item = await Provider.TakeWorkAsync();
            return () => node.CompleteAsync(item);
        });

    [Fact]
    public async Task A_message() =>
        await RaceAsync(async node =>
        {
            await Provider.BeginAsync("raced");
            return () => node.TrySendAsync("raced", "hello");
        });

    [Fact]
    public async Task A_fetch() =>
        await RaceAsync(async node =>
        {
            await Provider.ScheduleAsync("raced", Work.Activity(1));
            await Provider.SendAsync("raced", "hello");
            return async () =>
            {
                await node.FetchTurnsAsync();
                await node.FetchWorkAsync();
            };
        });

    [Fact]
    public async Task A_start_of_the_same_id_makes_a_whole_instance_or_none()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await Provider.EndAsync("raced");
            var start = new NewInstance("raced", "test/orchestration", Bytes("anew"));

            var creating = Task.Run(() => Provider.CreateInstancesAsync([start], Cancellation));
            await Task.WhenAll(creating, Task.Run(() => DeleteAsync()));

            var isCreated = Assert.Single(await creating);
            Assert.Equal(isCreated, await Provider.ReadAsync("raced") is not null);
            if (isCreated)
            {
                Assert.Equal("anew", Text((await Provider.TakeTurnAsync("raced")).Start!.Header));
                await DeleteAsync();
            }
        }
    }

    /// <summary>Deletes an instance while another node writes to it, and looks for what is left.</summary>
    private async Task RaceAsync(Func<IProvider, Task<Func<Task>>> prepare)
    {
        Needs(Feature.Management);
        var node = await OpenNodeAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var write = await prepare(node);

            await Task.WhenAll(Task.Run(write), Task.Run(DeleteAsync));

            Assert.Null(await Provider.ReadAsync("raced"));
            Assert.Null(await Provider.HistoryAsync("raced", 1));
            await PassAsync(2 * Lease);
            Assert.Empty(await Provider.FetchTurnsAsync());
            Assert.Empty(await Provider.FetchWorkAsync());
            Assert.Null(await Provider.ReadAsync("child"));
        }
        Assert.Equal(new StoreMetrics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), await Management.GetMetricsAsync(Cancellation));
    }

    private static TurnCommit Busy(TurnCommit commit) =>
        commit with
        {
            Activities = [Work.Activity(7)],
            Timers = [new NewTimer(new EventId(8), new Timestamp(0), Bytes("tick"))],
            Starts = [new NewInstance("child", "test/child", Bytes("header")) { Parent = "raced" }],
            Values = [new ValueChange("colour", new StoredValue("blue", new Timestamp(0)))],
        };

    private Task<Deleted> DeleteAsync() =>
        Management.DeleteInstancesAsync(["raced"], DeletionForce.Trees, Cancellation);
}
