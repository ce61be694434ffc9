using static Duroxide.PostgreSql.Tests.Faults.Nodes;

namespace Duroxide.PostgreSql.Tests.Faults;

/// <summary>What passes is told as such, and nothing is lost or done twice by it.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string Others =
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid()";

    private TestSchema schema = null!;
    private NpgsqlDataSource source = null!;
    private string application = "";

    public async ValueTask InitializeAsync()
    {
        schema = await TestSchema.RentAsync();
        application = $"faults {Guid.NewGuid():N}";
        source = (await TestServer.SharedAsync()).Source(application);
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await schema.DisposeAsync();
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_stored_once_and_says_so_when_asked_again()
    {
        var faults = new LostAnswers();
        await using var node = new PostgreSqlProvider(Options with { Faults = faults });
        await node.CreateAsync("lossy");
        var turn = (await node.TakeTurnAsync()).Working();

        faults.LoseNext(nameof(IProvider.CommitTurnsAsync));
        var trouble = await Assert.ThrowsAsync<ProviderException>(() => node.CommitAsync(turn));
        var stored = await InsistAsync(() => node.CommitAsync(turn));

        Assert.True(trouble.IsRetryable);
        Assert.True(stored.IsStored);
        Assert.Equal(1L, await schema.AskAsync<long>("SELECT count(*) FROM {schema}.activities"));
        Assert.Equal(1L, await schema.AskAsync<long>("SELECT count(*) FROM {schema}.history"));
    }

    [Fact]
    public async Task A_node_goes_on_after_all_its_connections_are_killed()
    {
        await using var node = new PostgreSqlProvider(Options);
        await node.CreateAsync("hardy");
        var turn = await node.TakeTurnAsync();

        await schema.AskAsync<long>($"{Others} AND application_name = '{application}'");
        var stored = await InsistAsync(() => node.CommitAsync(turn.Working()));

        Assert.True(stored.IsStored);
        Assert.Equal(1L, await schema.AskAsync<long>("SELECT count(*) FROM {schema}.activities"));
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_may_be_asked_again()
    {
        await using var node = new PostgreSqlProvider(Options);
        await using var hasty = new PostgreSqlProvider(Options with { CommandTimeout = TimeSpan.FromSeconds(1) });
        await node.CreateAsync("blocked");
        var turn = await node.TakeTurnAsync();
        await using (var blocker = await source.OpenConnectionAsync())
        {
            await using var transaction = await blocker.BeginTransactionAsync();
            await using var take = new NpgsqlCommand(schema.Sql("SELECT 1 FROM {schema}.turns FOR UPDATE"), blocker);
            await take.ExecuteNonQueryAsync();

            var trouble = await Assert.ThrowsAsync<ProviderException>(() => hasty.CommitAsync(turn.Working()));
            Assert.True(trouble.IsRetryable);
        }

        Assert.True((await InsistAsync(() => hasty.CommitAsync(turn.Working()))).IsStored);
    }

    [Fact]
    public async Task A_pool_without_a_free_connection_may_be_asked_again()
    {
        var builder = new NpgsqlConnectionStringBuilder((await TestServer.SharedAsync()).ConnectionString)
        {
            MaxPoolSize = 1,
            Timeout = 1,
        };
        await using var small = NpgsqlDataSource.Create(builder);
        await using var node = new PostgreSqlProvider(new PostgreSqlOptions(small) { Schema = schema.Name });

        // The one connection listens.
        var trouble = await Assert.ThrowsAsync<ProviderException>(() => node.CreateAsync("waiting"));

        Assert.True(trouble.IsRetryable);
    }

    [Fact]
    public async Task One_item_that_cannot_be_stored_harms_no_other()
    {
        await using var node = new PostgreSqlProvider(Options);
        await node.InitializeAsync(CancellationToken.None);
        var unstorable = Unlike(20_000);

        var calls = Enumerable
            .Range(0, 20)
            .Select(index => node.CreateAsync(index == 7 ? unstorable : $"fine {index}"))
            .ToList();

        await Task.WhenAny(Task.WhenAll(calls));
        var trouble = Assert.IsType<ProviderException>(
            Assert.Single(calls, call => call.IsFaulted).Exception!.InnerException
        );
        Assert.False(trouble.IsRetryable);
        Assert.Equal(19L, await schema.AskAsync<long>("SELECT count(*) FROM {schema}.instances"));
    }

    [Fact]
    public async Task Who_waits_on_one_node_is_woken_by_another_though_its_listening_connection_was_killed()
    {
        var patient = Options with { PollInterval = TimeSpan.FromHours(1) };
        await using var one = new PostgreSqlProvider(patient);
        await using var other = new PostgreSqlProvider(patient);
        await one.InitializeAsync(CancellationToken.None);
        await other.InitializeAsync(CancellationToken.None);
        var waiting = one.TakeTurnAsync(TimeSpan.FromMinutes(1));
        var watching = one.ReadInstanceAsync("news", 0, TimeSpan.FromMinutes(1), CancellationToken.None);

        await schema.AskAsync<long>($"{Others} AND application_name = '{application}' AND query LIKE 'LISTEN%'");
        await other.CreateAsync("news");

        Assert.Equal("news", (await waiting).Instance.Value);
        Assert.NotNull(await watching);
    }

    [Fact]
    public async Task Nodes_that_write_to_the_same_instances_in_any_order_do_not_fail()
    {
        await using var one = new PostgreSqlProvider(Options);
        await using var other = new PostgreSqlProvider(Options);
        var ids = Enumerable.Range(0, 20).Select(index => $"crowd {index}").ToList();
        await Task.WhenAll(ids.Select(one.CreateAsync));
        var shuffle = new Random(7);

        await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(index =>
                {
                    var order = ids.OrderBy(_ => shuffle.Next())
                        .Select(id => new NewMessage(id, Bytes("hello")))
                        .ToList();
                    return Task.Run(() => (index % 2 == 0 ? one : other).EnqueueAsync(order, CancellationToken.None));
                })
        );

        Assert.Equal(800L, await schema.AskAsync<long>("SELECT count(*) FROM {schema}.messages"));
    }

    private PostgreSqlOptions Options => new(source) { Schema = schema.Name };

    // Repetition would be compressed, and fit into an index after all.
    private static string Unlike(int length)
    {
        var chance = new Random(1);
        return string.Concat(Enumerable.Range(0, length).Select(_ => (char)chance.Next('!', '~')));
    }
}
