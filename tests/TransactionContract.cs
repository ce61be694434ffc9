using System.Data.Common;
using Duroxide.Providers;
using Duroxide.Testing;
using Xunit;

namespace Duroxide.Transactions;

/// <summary>What holds for orchestrations that are started, signalled and answered in transactions of one's own.</summary>
public abstract class TransactionContract : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly Orchestration<string, string> Echo = new(
        "transactions/echo",
        async (ctx, word) => $"{word} {await ctx.ReceiveMessage<string>("words")}"
    );

    private readonly TaskCompletionSource reached = new();
    private readonly TaskCompletionSource met = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource never = new();
    private IProvider provider = null!;
    private int runs;

    /// <summary>Writes an entry of a later build into the inbox.</summary>
    protected abstract string UnknownEntry { get; }

    /// <summary>Opens the store of this test once more.</summary>
    protected abstract Task<IProvider> OpenAsync();

    /// <summary>Opens a connection of one's own to its database.</summary>
    protected abstract Task<DbConnection> ConnectAsync();

    public virtual async ValueTask InitializeAsync()
    {
        provider = await OpenAsync();
        await RunAsync("DROP TABLE IF EXISTS entries", "CREATE TABLE entries (word text NOT NULL)");
    }

    public virtual async ValueTask DisposeAsync()
    {
        await RunAsync("DROP TABLE entries");
        await provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_this_build_does_not_know_stays_for_one_that_does_and_holds_up_nobody()
    {
        await using var runtime = await StartAsync(provider);
        await RunAsync(UnknownEntry);

        await using var connection = await ConnectAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await runtime.Client.Within(transaction).StartOrchestrationAsync(Echo, "known", "hello");
            await transaction.CommitAsync();
        }
        await runtime.Client.SendMessageAsync("known", "words", "world");

        Assert.Equal("hello world", await runtime.Client.WaitForCompletionAsync(Echo, "known", Patience));
        Assert.Equal(["known"], await ReadAsync("SELECT instance FROM inbox"));
    }

    [Fact]
    public async Task What_is_committed_starts_and_is_heard_by_a_node_that_waits()
    {
        await using var runtime = await StartAsync(provider);
        await using var connection = await ConnectAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await EnterAsync(transaction, "order");
            var within = runtime.Client.Within(transaction);
            var options = new StartOptions { Tags = Core.ValueMap<string, string>.Empty.Set("color", "red") };
            await within.StartOrchestrationAsync(Echo, "one", "hello", options);
            await within.SendMessageAsync("one", "words", "world");
            await transaction.CommitAsync();
        }

        Assert.Equal("hello world", await runtime.Client.WaitForCompletionAsync(Echo, "one", Patience));
        Assert.Equal(["order"], await EntriesAsync());
    }

    [Fact]
    public async Task What_is_rolled_back_never_was()
    {
        await using var runtime = await StartAsync(provider);
        await using var connection = await ConnectAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await EnterAsync(transaction, "order");
            await runtime.Client.Within(transaction).StartOrchestrationAsync(Echo, "gone", "hello");
            await transaction.RollbackAsync();
        }
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await runtime.Client.Within(transaction).StartOrchestrationAsync(Echo, "later", "good");
            await runtime.Client.Within(transaction).SendMessageAsync("later", "words", "bye");
            await transaction.CommitAsync();
        }

        Assert.Equal("good bye", await runtime.Client.WaitForCompletionAsync(Echo, "later", Patience));
        Assert.IsType<OrchestrationStatus.NotFound>(await runtime.Client.GetStatusAsync("gone"));
        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public async Task An_open_transaction_holds_up_nobody()
    {
        await using var runtime = await StartAsync(provider);
        await runtime.Client.StartOrchestrationAsync(Echo, "busy", "first");
        await using var connection = await ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await runtime.Client.Within(transaction).SendMessageAsync("busy", "words", "late");
        if (CanWriteBeside)
        {
            await runtime.Client.SendMessageAsync("busy", "words", "early");
            Assert.Equal("first early", await runtime.Client.WaitForCompletionAsync(Echo, "busy", Patience));
        }
        await transaction.CommitAsync();
    }

    [Fact]
    public async Task What_is_committed_stands_before_what_is_asked_for_afterwards()
    {
        var client = new DuroxideClient(provider);
        await using (var connection = await ConnectAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await client.Within(transaction).StartOrchestrationAsync(Echo, "one", "first");
            await client.Within(transaction).StartOrchestrationAsync(Echo, "two", "first");
            await transaction.CommitAsync();
        }

        Assert.Equal(2, (await client.Management.GetMetricsAsync()).Messages);
        Assert.False(await client.StartOrchestrationAsync(Echo, "one", "second"));
        Assert.True(await client.SendMessageAsync("one", "words", "come"));
        Assert.True(await client.CancelAsync("two", "nobody wants it"));

        await using var runtime = await StartAsync(provider);
        Assert.Equal("first come", await runtime.Client.WaitForCompletionAsync(Echo, "one", Patience));
        Assert.IsType<OrchestrationStatus.Failed>(await runtime.Client.WaitForEndAsync("two", Patience));
    }

    [Fact]
    public async Task A_result_of_another_type_is_refused_before_anything_is_committed()
    {
        var order = new Activity<string, string>(
            "transactions/order",
            async (ctx, _) =>
            {
                await using var connection = await ConnectAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                await EnterAsync(transaction, "seventeen");
                return $"{await ctx.CommitAsync(transaction, 17)}";
            }
        );
        await using var runtime = await StartAsync(provider, order);
        await runtime.Client.StartOrchestrationAsync("transactions/calling", "order", "x");

        var ended = Assert.IsType<OrchestrationStatus.Failed>(await runtime.Client.WaitForEndAsync("order", Patience));
        Assert.Contains("returns String, and CommitAsync was given a Int32", ended.Failure.Display);
        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public async Task An_activity_that_dies_after_its_commit_is_not_run_again()
    {
        var order = Ordering(beforeCommit: null, afterCommit: HangAsync);
        await DieAsync(order);
        await using var again = await OpenAsync();
        await using var runtime = await StartAsync(again, order);

        Assert.Equal("run 1", await runtime.Client.WaitForCompletionAsync<string>("order", Patience));
        Assert.Equal(["run 1"], await EntriesAsync());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task An_activity_that_dies_before_its_commit_left_nothing_and_is_run_again()
    {
        var order = Ordering(beforeCommit: HangAsync, afterCommit: null);
        await DieAsync(order);
        await using var again = await OpenAsync();
        await using var runtime = await StartAsync(again, order);

        Assert.Equal("run 2", await runtime.Client.WaitForCompletionAsync<string>("order", Patience));
        Assert.Equal(["run 2"], await EntriesAsync());
    }

    [Fact]
    public async Task Of_two_workers_with_one_activity_the_one_that_lost_its_lease_cannot_commit()
    {
        using var both = new CountdownEvent(2);
        var refused = new TaskCompletionSource<Exception>();
        Activity<string, string> Meeting(string worker) =>
            new(
                "transactions/order",
                async (ctx, _) =>
                {
                    await MeetAsync(both);
                    await using var connection = await ConnectAsync();
                    await using var transaction = await connection.BeginTransactionAsync();
                    await EnterAsync(transaction, worker);
                    try
                    {
                        return await ctx.CommitAsync(transaction, worker);
                    }
                    catch (InvalidOperationException refusal)
                    {
                        refused.TrySetResult(refusal);
                        throw;
                    }
                }
            );
        // On a clock that stands still no lease is renewed. With its one place in use it does not take its own work again,
        // which would only go on under another lease.
        await using var frozen = await StartAsync(provider, Meeting("frozen"), new VirtualTimeProvider(), places: 1);
        await frozen.Client.StartOrchestrationAsync("transactions/calling", "order", "x");
        await reached.Task.WaitAsync(Patience);
        await using var other = await OpenAsync();
        await using var alive = await StartAsync(other, Meeting("alive"));

        Assert.Equal("alive", await alive.Client.WaitForCompletionAsync<string>("order", Patience));
        Assert.Contains("another worker has it", (await refused.Task.WaitAsync(Patience)).Message);
        Assert.Equal(["alive"], await EntriesAsync());
    }

    /// <summary>Whether others may write while a transaction is open; a file has one writer.</summary>
    protected virtual bool CanWriteBeside => true;

    private Activity<string, string> Ordering(Func<Task>? beforeCommit, Func<Task>? afterCommit) =>
        new(
            "transactions/order",
            async (ctx, _) =>
            {
                var run = Interlocked.Increment(ref runs);
                await using var connection = await ConnectAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                await EnterAsync(transaction, $"run {run}");
                if (run == 1 && beforeCommit is not null)
                {
                    await beforeCommit();
                }
                var result = await ctx.CommitAsync(transaction, $"run {run}");
                if (run == 1 && afterCommit is not null)
                {
                    await afterCommit();
                }
                return result;
            }
        );

    private async Task HangAsync()
    {
        reached.TrySetResult();
        await never.Task;
    }

    // A node whose leases nobody renews any more, as after a kill.
    private async Task DieAsync(Activity<string, string> order)
    {
        var mortal = await OpenAsync();
        var runtime = await StartAsync(mortal, order);
        await runtime.Client.StartOrchestrationAsync("transactions/calling", "order", "x");
        await reached.Task.WaitAsync(Patience);
        // It hears nothing more from its store before its code goes on.
        var closing = mortal.DisposeAsync();
        never.TrySetException(new IOException("The process is gone."));
        await closing;
    }

    // The first one waits for the second, and then both go on at once.
    private Task MeetAsync(CountdownEvent both)
    {
        reached.TrySetResult();
        if (both.Signal())
        {
            met.TrySetResult();
        }
        return met.Task;
    }

    private static Task<DuroxideRuntime> StartAsync(
        IProvider store,
        Activity<string, string>? order = null,
        TimeProvider? time = null,
        int places = 256
    )
    {
        var registry = new RegistryBuilder().Add(Echo);
        if (order is not null)
        {
            registry
                .Add(order)
                .Add(
                    new Orchestration<string, string>(
                        "transactions/calling",
                        async (ctx, input) => await ctx.ScheduleActivity(order, input)
                    )
                );
        }
        var lease = TimeSpan.FromSeconds(1);
        return DuroxideRuntime.StartAsync(
            store,
            registry.Build(),
            new RuntimeOptions
            {
                TurnLease = lease,
                ActivityLease = lease,
                // It does not ask again by itself whether there is something to do.
                LongPoll = TimeSpan.FromHours(1),
                WorkerConcurrency = places,
                // A test that fails leaves code that nothing ends, perhaps on a clock that stands still.
                ShutdownTimeout = TimeSpan.Zero,
                Time = time ?? TimeProvider.System,
            }
        );
    }

    private static async Task EnterAsync(DbTransaction transaction, string word)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO entries (word) VALUES ('{word}')";
        await command.ExecuteNonQueryAsync();
    }

    private async Task RunAsync(params string[] statements)
    {
        await using var connection = await ConnectAsync();
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }

    private async Task<List<string>> EntriesAsync() => await ReadAsync("SELECT word FROM entries");

    private async Task<List<string>> ReadAsync(string select)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = select;
        await using var rows = await command.ExecuteReaderAsync();
        List<string> words = [];
        while (await rows.ReadAsync())
        {
            words.Add(rows.GetString(0));
        }
        return words;
    }
}
