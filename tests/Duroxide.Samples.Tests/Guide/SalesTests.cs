using System.Data.Common;
using Duroxide.Sqlite;
using Microsoft.Data.Sqlite;

namespace Duroxide.Samples.Tests.Guide;

/// <summary>What docs/transactions.md shows, in both languages, does what it says.</summary>
public sealed class SalesTests : IAsyncDisposable
{
    static readonly TimeSpan Generous = TimeSpan.FromMinutes(1);

    readonly TestFolder folder = new();
    readonly DbDataSource shop;
    readonly SqliteProvider store;

    public SalesTests()
    {
        var file = Path.Combine(folder.Path, "shop.db");
        store = new(file);
        shop = SqliteFactory.Instance.CreateDataSource($"Data Source={file};Pooling=False");
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await shop.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task An_order_is_placed_and_shipped_in_transactions()
    {
        var sales = new Sales(shop);
        await SellAsync(sales.Sell, sales.Ship, client => sales.PlaceAsync(client, "order-1"));
    }

    [Fact]
    public async Task In_FSharp_too()
    {
        var ship = Tour.FSharp.Sales.ship(shop);
        var sell = Tour.FSharp.Sales.sell(ship);
        await SellAsync(sell, ship, client => Tour.FSharp.Sales.place(client, shop, sell, "order-1"));
    }

    async Task SellAsync(
        Orchestration<string, string> sell,
        Activity<string, string> ship,
        Func<DuroxideClient, Task> placeAsync
    )
    {
        await using var runtime = await DuroxideRuntime.StartAsync(
            store,
            new RegistryBuilder().Add(sell).Add(ship).Build()
        );
        await using (
            var create = shop.CreateCommand("CREATE TABLE orders (name text); CREATE TABLE parcels (name text)")
        )
        {
            await create.ExecuteNonQueryAsync();
        }

        await placeAsync(runtime.Client);

        Assert.Equal("parcel of order-1", await runtime.Client.WaitForCompletionAsync(sell, "order-1", Generous));
        await using var read = shop.CreateCommand(
            "SELECT group_concat(name) FROM (SELECT * FROM orders UNION ALL SELECT * FROM parcels)"
        );
        Assert.Equal("order-1,parcel of order-1", await read.ExecuteScalarAsync());
    }
}
