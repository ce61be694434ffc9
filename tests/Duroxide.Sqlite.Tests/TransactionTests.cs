using System.Data.Common;
using Duroxide.Transactions;
using Microsoft.Data.Sqlite;

namespace Duroxide.Sqlite.Tests;

public sealed class TransactionTests : TransactionContract
{
    private readonly TemporaryFile file = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        file.Dispose();
    }

    protected override bool CanWriteBeside => false;

    protected override string UnknownEntry => "INSERT INTO inbox (kind, instance, payload) VALUES (9, 'known', x'00')";

    protected override async Task<IProvider> OpenAsync() =>
        await Stores.OpenAsync(new SqliteOptions(file.Path) { PollInterval = TimeSpan.FromMilliseconds(20) });

    protected override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={file.Path}");
        await connection.OpenAsync();
        return connection;
    }
}
