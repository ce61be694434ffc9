using System.Data.Common;
using Duroxide.Transactions;

namespace Duroxide.PostgreSql.Tests.Transactions;

public sealed class TransactionTests : TransactionContract
{
    private TestSchema schema = null!;
    private NpgsqlDataSource own = null!;

    public override async ValueTask InitializeAsync()
    {
        schema = await TestSchema.RentAsync();
        var server = await TestServer.SharedAsync();
        own = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(server.ConnectionString) { SearchPath = Statement.Quoted(schema.Name) }
        );
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await own.DisposeAsync();
        await schema.DisposeAsync();
    }

    protected override string UnknownEntry =>
        "INSERT INTO inbox (id, kind, instance, cancels, payload) VALUES (0, 9, 'known', false, '\\x00')";

    protected override async Task<IProvider> OpenAsync()
    {
        // So that what a node hears of, it hears by a notification.
        var provider = new PostgreSqlProvider(schema.Options with { PollInterval = TimeSpan.FromHours(1) });
        await provider.InitializeAsync(CancellationToken.None);
        return provider;
    }

    protected override async Task<DbConnection> ConnectAsync() => await own.OpenConnectionAsync();
}
