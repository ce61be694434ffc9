using System.Collections.Concurrent;
using Duroxide.PostgreSql.Tests.Faults;
using Npgsql;

namespace Duroxide.PostgreSql.Tests.Waiting;

public sealed class CompanyTests : IAsyncLifetime
{
    private TestSchema schema = null!;

    // A connection that another test has used may still have something to tell of that.
    private NpgsqlDataSource source = null!;

    private CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        schema = await TestSchema.RentAsync();
        source = (await TestServer.SharedAsync()).Source("company");
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await schema.DisposeAsync();
    }

    [Fact]
    public async Task A_node_that_is_alone_speaks_only_when_it_comes_and_when_it_goes()
    {
        await using var eavesdropper = await EavesdropAsync();
        await using var node = Node();
        await node.CreateAsync("one");
        await node.CreateAsync("two");
        await node.DisposeAsync();

        // Notifications come in order, so this one is behind all that the node may have said.
        var heard = await eavesdropper.HearUntilAsync("the end");

        Assert.Equal(["h", "a"], heard.Select(text => text.Split(' ')[1]));
    }

    [Fact]
    public async Task Nodes_that_know_of_each_other_are_woken_at_once_whoever_came_first()
    {
        await using var first = Node();
        await first.InitializeAsync(Cancellation);
        await using var second = Node();
        await second.InitializeAsync(Cancellation);

        foreach (var (asks, writes, id) in new[] { (first, second, "one"), (second, first, "two") })
        {
            var taken = asks.TakeTurnAsync(TimeSpan.FromMinutes(5));
            await writes.CreateAsync(id);
            Assert.Equal(id, (await taken).Instance.Value);
        }
    }

    [Fact]
    public async Task What_was_written_before_a_node_knew_of_others_is_told_when_it_hears_of_one()
    {
        await using var writes = Node();
        await writes.InitializeAsync(Cancellation);
        await using var asks = Node();
        await asks.InitializeAsync(Cancellation);
        var taken = asks.TakeTurnAsync(TimeSpan.FromMinutes(5));

        // Whoever of the two was still unknown to the other: this is written at once after both have greeted.
        await writes.CreateAsync("one");

        Assert.Equal("one", (await taken).Instance.Value);
    }

    // A look by themselves would come after the test has given up.
    private PostgreSqlProvider Node() =>
        new(new PostgreSqlOptions(source) { Schema = schema.Name, PollInterval = TimeSpan.FromHours(1) });

    private async Task<Eavesdropper> EavesdropAsync() =>
        await Eavesdropper.BeginAsync(
            await source.OpenConnectionAsync(Cancellation),
            Store.ChannelOf(schema.Name),
            Cancellation
        );

    private sealed class Eavesdropper(NpgsqlConnection connection, string channel, CancellationToken cancellation)
        : IAsyncDisposable
    {
        private readonly ConcurrentQueue<string> heard = new();

        public static async Task<Eavesdropper> BeginAsync(
            NpgsqlConnection connection,
            string channel,
            CancellationToken cancellation
        )
        {
            var self = new Eavesdropper(connection, channel, cancellation);
            connection.Notification += (_, notification) => self.heard.Enqueue(notification.Payload);
            await self.RunAsync($"LISTEN \"{channel}\"");
            return self;
        }

        public async Task<IReadOnlyList<string>> HearUntilAsync(string last)
        {
            await RunAsync($"NOTIFY \"{channel}\", '{last}'");
            while (!heard.Contains(last))
            {
                await connection.WaitAsync(cancellation);
            }
            return [.. heard.Where(text => text != last)];
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();

        private async Task RunAsync(string text)
        {
            await using var command = new NpgsqlCommand(text, connection);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
