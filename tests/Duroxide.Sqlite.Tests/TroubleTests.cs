using Duroxide.Core;
using Duroxide.Testing;
using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests;

/// <summary>A full disk, a read-only file, a busy neighbour and a bad item lose nothing that was told to anybody.</summary>
public sealed class TroubleTests : IDisposable
{
    private readonly TemporaryFile file = new();

    private SqliteOptions Options => new(file.Path);

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task A_full_disk_refuses_the_write_and_keeps_what_was_there()
    {
        await using var provider = await Stores.OpenAsync(Options);
        await provider.BeginAsync("kept");
        await OnWriterAsync(provider, "PRAGMA max_page_count = 60");
        var large = new NewMessage("kept", new byte[1024 * 1024]);

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            provider.EnqueueAsync([large], CancellationToken.None)
        );

        Assert.True(error.IsRetryable);
        Assert.Contains("is full", error.Message, StringComparison.Ordinal);
        Assert.Contains("free some space", error.Message, StringComparison.Ordinal);
        Assert.Empty(await provider.FetchTurnsAsync());

        await OnWriterAsync(provider, "PRAGMA max_page_count = 100000");
        Assert.Equal([true], await provider.EnqueueAsync([large], CancellationToken.None));
        Assert.Equal(large.Payload.Length, (await provider.TakeTurnAsync("kept")).Messages.Single().Payload.Length);
    }

    [Fact]
    public async Task A_turn_that_found_the_disk_full_is_committed_once_there_is_room()
    {
        await using var provider = await Stores.OpenAsync(Options);
        await provider.CreateAsync("big");
        var turn = await provider.TakeTurnAsync("big");
        var commit = turn.Ending() with { Events = new(new EventId(1), new EventId(1), new byte[1024 * 1024]) };
        await OnWriterAsync(provider, "PRAGMA max_page_count = 60");
        await Assert.ThrowsAsync<ProviderException>(() => provider.TryCommitAsync(commit));
        Assert.Equal(ExecutionStatus.Running, (await provider.ReadAsync("big"))!.Status);

        await OnWriterAsync(provider, "PRAGMA max_page_count = 100000");

        Assert.True(await provider.TryCommitAsync(commit));
    }

    [Fact]
    public async Task What_cannot_be_written_is_told_and_can_still_be_read()
    {
        await using var provider = await Stores.OpenAsync(Options);
        await provider.BeginAsync("kept");
        await OnWriterAsync(provider, "PRAGMA query_only = 1");

        var error = await Assert.ThrowsAsync<ProviderException>(() => provider.TrySendAsync("kept", "hello"));

        Assert.False(error.IsRetryable);
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Equal(["event 1"], await provider.HistoryAsync("kept"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_history_that_lost_a_row_cannot_be_read_and_spoils_no_other(int lost)
    {
        await using var provider = await Stores.OpenAsync(Options);
        await provider.BeginAsync("damaged");
        await provider.SendAsync("damaged", "hello");
        await provider.CommitAsync((await provider.TakeTurnAsync("damaged")).Running());
        await OnWriterAsync(
            provider,
            $"DELETE FROM history WHERE key = (SELECT key FROM history ORDER BY key LIMIT 1 OFFSET {lost})"
        );
        await provider.BeginAsync("sound");
        await provider.SendAsync("sound", "hello");
        await provider.SendAsync("damaged", "hello");
        var turns = await provider.FetchTurnsAsync();

        var errors = new[]
        {
            await Assert.ThrowsAsync<ProviderException>(() => provider.HistoryAsync("damaged")),
            await Assert.ThrowsAsync<ProviderException>(() =>
                provider.LoadAsync([turns.Single(IsDamaged).Lease], CancellationToken.None)
            ),
        };

        Assert.All(errors, error => Assert.False(error.IsRetryable));
        Assert.All(errors, error => Assert.Contains("'damaged', execution 1, does not reach back", error.Message));
        Assert.Equal(["event 1"], await provider.HistoryAsync("sound"));
        Assert.Single(await provider.LoadAsync([turns.Single(turn => !IsDamaged(turn)).Lease], CancellationToken.None));

        static bool IsDamaged(TurnItem turn) => turn.Instance.Value == "damaged";
    }

    [Fact]
    public async Task A_neighbour_that_keeps_the_lock_makes_the_call_fail_as_retryable()
    {
        await using var provider = await Stores.OpenAsync(Options with { BusyTimeout = TimeSpan.FromMilliseconds(50) });
        using var neighbour = Connection.Open(file.Path, Access.Write, faults: null);
        neighbour.Execute("BEGIN IMMEDIATE", "test");

        var error = await Assert.ThrowsAsync<ProviderException>(() => provider.CreateAsync("late"));

        Assert.True(error.IsRetryable);
        Assert.Contains("Another process held the lock", error.Message, StringComparison.Ordinal);
        Assert.Matches("waited for 0[.][0-9]+ s", error.Message);
        neighbour.Execute("ROLLBACK", "test");
        await provider.CreateAsync("late");
    }

    [Fact]
    public async Task A_fetch_hears_of_a_transaction_that_cannot_begin()
    {
        await using var provider = await Stores.OpenAsync(Options with { BusyTimeout = TimeSpan.Zero });
        using var neighbour = Connection.Open(file.Path, Access.Write, faults: null);
        neighbour.Execute("BEGIN IMMEDIATE", "test");
        var turns = new TurnFetch(1, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));
        var work = new ActivityFetch(1, turns.Lease, turns.Wait, new TagFilter.Any());

        var busy = await Assert.ThrowsAsync<ProviderException>(() =>
            provider.FetchTurnsAsync(turns, CancellationToken.None)
        );
        await Assert.ThrowsAsync<ProviderException>(() => provider.FetchActivitiesAsync(work, CancellationToken.None));

        Assert.True(busy.IsRetryable);
        Assert.Contains(nameof(provider.FetchTurnsAsync), busy.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_neighbour_that_keeps_the_lock_for_a_moment_is_waited_for()
    {
        await using var provider = await Stores.OpenAsync(Options);
        using var neighbour = Connection.Open(file.Path, Access.Write, faults: null);
        neighbour.Execute("BEGIN IMMEDIATE", "test");
        var creation = provider.CreateAsync("patient");

        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        Assert.False(creation.IsCompleted);
        neighbour.Execute("ROLLBACK", "test");

        await creation;
    }

    [Fact]
    public async Task A_lease_that_was_granted_after_a_wait_for_the_lock_is_as_long_as_any()
    {
        var time = new VirtualTimeProvider();
        var wait = new SlowLock(time);
        await using var provider = await Stores.OpenAsync(Options with { Time = time, Faults = wait });
        await provider.CreateAsync("late");

        wait.Next = TimeSpan.FromMinutes(1);
        var turn = await provider.TakeTurnAsync("late");

        Assert.True(await provider.RenewAsync(turn, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_bad_item_is_refused_and_spoils_no_other()
    {
        await using var provider = await Stores.OpenAsync(Options);
        var bad = new NewInstance("bad", null!, default);

        var calls = new List<Task<IReadOnlyList<bool>>>
        {
            provider.CreateInstancesAsync([Instance("one"), bad, Instance("two")], CancellationToken.None),
        };
        calls.AddRange(
            Enumerable
                .Range(0, 20)
                .Select(number => provider.CreateInstancesAsync([Instance($"n{number}")], CancellationToken.None))
        );

        var error = await Assert.ThrowsAsync<ProviderException>(() => calls[0]);
        Assert.False(error.IsRetryable);
        Assert.Contains("An item was refused", error.Message, StringComparison.Ordinal);
        Assert.All(await Task.WhenAll(calls.Skip(1)), created => Assert.Equal([true], created));
        Assert.Null(await provider.ReadAsync("bad"));
        Assert.Equal(22, (await provider.FetchTurnsAsync()).Count);
    }

    [Fact]
    public async Task A_bad_turn_leaves_no_trace_and_the_others_of_its_call_are_committed()
    {
        await using var provider = await Stores.OpenAsync(Options);
        await provider.CreateAsync("bad", "good");
        var turns = await provider.FetchTurnsAsync();
        var bad = turns[0].Running() with { Starts = [Instance("child"), new NewInstance("nameless", null!, default)] };

        await Assert.ThrowsAsync<ProviderException>(() =>
            provider.CommitTurnsAsync([bad, turns[1].Ending()], CancellationToken.None)
        );

        Assert.Empty((await provider.HistoryAsync("bad"))!);
        Assert.Null(await provider.ReadAsync("child"));
        Assert.Equal(ExecutionStatus.Completed, (await provider.ReadAsync("good"))!.Status);
        await provider.CommitAsync(turns[0].Running());
    }

    [Fact]
    public async Task A_call_that_makes_no_sense_is_refused_and_spoils_no_other()
    {
        await using var provider = await Stores.OpenAsync(Options);

        var deletion = provider.Management!.DeleteInstancesAsync(null!, DeletionForce.Trees, CancellationToken.None);
        var creations = Enumerable.Range(0, 10).Select(number => provider.CreateAsync($"n{number}")).ToList();

        var error = await Assert.ThrowsAsync<ProviderException>(() => deletion);
        Assert.False(error.IsRetryable);
        await Task.WhenAll(creations);
        Assert.Equal(10, (await provider.FetchTurnsAsync()).Count);
    }

    [Theory]
    [InlineData(14, "cannot open", true)]
    [InlineData(15, "locking protocol", true)]
    [InlineData(9, "interrupted", true)]
    [InlineData(1, "error", true)]
    [InlineData(1, "no such table: turns", false)]
    [InlineData(11, "corrupt", false)]
    [InlineData(8, "read only", false)]
    public void Trouble_that_nobody_knows_to_last_may_pass(int code, string text, bool mayPass)
    {
        var failure = new SqliteFailure(code, code, text, "turns/claim");

        Assert.Equal(mayPass, SqliteErrors.Explain("Fetch", Options, failure, TimeSpan.Zero).IsRetryable);
    }

    private static NewInstance Instance(string id) => new(id, "test/orchestration", default);

    private static Task OnWriterAsync(SqliteProvider provider, string sql) =>
        provider.Store.Write(
            "Test",
            isPromise: false,
            transaction =>
            {
                transaction.Connection.Execute(sql, "test");
                return true;
            },
            CancellationToken.None
        );

    // Another process holds the lock for a while.
    private sealed class SlowLock(VirtualTimeProvider time) : ISqliteFaults
    {
        public TimeSpan Next { get; set; }

        public void Reach(string write, bool before)
        {
            if (write == "transaction/begin" && before)
            {
                time.Advance(Next);
                Next = TimeSpan.Zero;
            }
        }
    }
}
