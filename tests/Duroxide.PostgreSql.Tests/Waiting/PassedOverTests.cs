using Duroxide.PostgreSql.Tests.Faults;
using Npgsql;

namespace Duroxide.PostgreSql.Tests.Waiting;

/// <summary>What another node has locked is passed over; should that node lease it and die, nobody tells that the lease runs out.</summary>
public sealed class PassedOverTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Looks looks = new();
    private TestSchema schema = null!;
    private PostgreSqlProvider node = null!;

    public async ValueTask InitializeAsync()
    {
        schema = await TestSchema.RentAsync();
        // So that it finds nothing by looking again by itself.
        node = new(schema.Options with { PollInterval = TimeSpan.FromHours(1), Faults = looks });
        await node.InitializeAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        await schema.DisposeAsync();
    }

    [Fact]
    public async Task A_turn_whose_lease_begins_unseen_is_taken_when_the_lease_is_over()
    {
        await node.CreateAsync("left");

        var turn = await WhileLockedAsync(
            "UPDATE {schema}.turns SET due = due + 300, fence = 1",
            () => node.TakeTurnAsync(TimeSpan.FromMinutes(5))
        );

        Assert.Equal("left", turn.Instance.Value);
    }

    [Fact]
    public async Task An_activity_whose_lease_begins_unseen_is_taken_when_the_lease_is_over()
    {
        await node.CreateAsync("left");
        await node.CommitAsync((await node.TakeTurnAsync()).Working());

        var activities = await WhileLockedAsync(
            "UPDATE {schema}.activities SET due = due + 300, fence = 1",
            () =>
                node.FetchActivitiesAsync(
                    new ActivityFetch(1, Nodes.Lease, TimeSpan.FromMinutes(5), new TagFilter.Any()),
                    CancellationToken.None
                )
        );

        Assert.Equal("left", Assert.Single(activities).Instance.Value);
    }

    [Fact]
    public async Task A_start_that_one_begins_to_take_in_who_dies_is_taken_in_by_another()
    {
        await using (var connection = await (await TestServer.SharedAsync()).DataSource.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            NewInstance start = new("left", "test", Nodes.Bytes("header"));
            await node.AddAsync(transaction, [start], [], CancellationToken.None);
            await transaction.CommitAsync();
        }

        var turn = await WhileLockedAsync(
            "SELECT FROM {schema}.inbox FOR UPDATE",
            () => node.TakeTurnAsync(TimeSpan.FromMinutes(5))
        );

        Assert.Equal("left", turn.Instance.Value);
    }

    // The statement is that of a node which dies as soon as it has committed.
    private async Task<T> WhileLockedAsync<T>(string statement, Func<Task<T>> fetch)
    {
        await using var connection = await (await TestServer.SharedAsync()).DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(schema.Sql(statement), connection, transaction);
        await command.ExecuteNonQueryAsync();
        var looked = looks.Next();
        var fetched = fetch();
        await looked.WaitAsync(Patience);

        await transaction.CommitAsync();

        return await fetched.WaitAsync(Patience);
    }

    /// <summary>Tells when the node has looked for something.</summary>
    private sealed class Looks : IPostgreSqlFaults
    {
        private TaskCompletionSource next = New();

        public Task Next() => (next = New()).Task;

        public void Answered(string operation, NpgsqlConnection connection)
        {
            if (operation is nameof(IProvider.FetchTurnsAsync) or nameof(IProvider.FetchActivitiesAsync))
            {
                next.TrySetResult();
            }
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
