using Duroxide.Core;

namespace Duroxide.PostgreSql.Tests.Waiting;

/// <summary>Who waits for an instance that this process started and ends is given its row without a question to the server.</summary>
public sealed class HandedRowTests : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private TestSchema schema = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => schema = await TestSchema.RentAsync();

    public ValueTask DisposeAsync() => schema.DisposeAsync();

    [Fact]
    public async Task A_row_that_is_handed_over_is_the_row_that_is_read()
    {
        await using var node = Node();
        var (key, lease) = await StartAsync(node, "handed");

        var first = await node.ReadInstanceAsync("handed", seen: -1, Long, Cancellation);
        Assert.Equal(await ReadAsync(node, "handed"), first);
        var waiting = node.ReadInstanceAsync("handed", first!.Revision, Long, Cancellation);
        await EndAsync(node, key, lease);

        var last = await waiting;
        Assert.Equal(ExecutionStatus.Completed, last!.Status);
        var read = await ReadAsync(node, "handed");
        Assert.Equal(read!.Output!.Value.ToArray(), last.Output!.Value.ToArray());
        Assert.Equal(read with { Output = null }, last with { Output = null });
    }

    [Fact]
    public async Task A_change_between_the_start_and_the_wait_is_seen()
    {
        await using var node = Node();
        var (key, lease) = await StartAsync(node, "quick");
        var first = await node.ReadInstanceAsync("quick", seen: -1, Long, Cancellation);
        await EndAsync(node, key, lease);

        var last = await node.ReadInstanceAsync("quick", first!.Revision, Long, Cancellation);

        Assert.Equal(ExecutionStatus.Completed, last!.Status);
        Assert.Equal(last.Revision, (await node.ReadInstanceAsync("quick", seen: -1, Long, Cancellation))!.Revision);
    }

    [Fact]
    public async Task What_another_node_does_to_a_fresh_start_in_silence_is_found_soon()
    {
        await using var node = Node();
        var (key, lease) = await StartAsync(node, "elsewhere");
        var first = await node.ReadInstanceAsync("elsewhere", seen: -1, Long, Cancellation);

        // The other one does not know yet that there is somebody to be told.
        await using var other = Node();
        await EndAsync(other, key, lease);

        var last = await node.ReadInstanceAsync("elsewhere", first!.Revision, Long, Cancellation);
        Assert.Equal(ExecutionStatus.Completed, last!.Status);
    }

    // A look by itself would come after the test has given up.
    private PostgreSqlProvider Node() => new(schema.Options with { PollInterval = TimeSpan.FromHours(1) });

    private static Task<InstanceRecord?> ReadAsync(PostgreSqlProvider node, string id) =>
        node.ReadInstanceAsync(id, seen: -1, TimeSpan.Zero, Cancellation);

    private static async Task<(long Key, Lease Lease)> StartAsync(PostgreSqlProvider node, string id)
    {
        await node.InitializeAsync(Cancellation);
        var start = new TurnCommit(
            new TurnRight.Starting(new NewInstance(id, "test/orchestration", "header"u8.ToArray()), node.Now),
            ExecutionId.First,
            ExecutionStatus.Running
        )
        {
            Events = new EventBatch(new EventId(1), new EventId(2), "events"u8.ToArray()),
            Activities = [new NewActivity(new EventId(2), "work"u8.ToArray()) { Take = Long }],
        };
        var stored = Assert.Single(await node.CommitTurnsAsync([start], Cancellation));
        return (stored.Instance, stored.Taken[0]!.Value);
    }

    private static async Task EndAsync(PostgreSqlProvider node, long key, Lease lease)
    {
        await node.InitializeAsync(Cancellation);
        var end = new TurnCommit(
            new TurnRight.Answering(key, new EventId(2), [new ActivityCompletion(lease, "answer"u8.ToArray())]),
            ExecutionId.First,
            ExecutionStatus.Completed
        )
        {
            Events = new EventBatch(new EventId(3), new EventId(4), "more"u8.ToArray()),
            Output = "output"u8.ToArray(),
        };
        Assert.True(Assert.Single(await node.CommitTurnsAsync([end], Cancellation)).IsStored);
    }
}
