using System.Data.Common;

namespace Duroxide.Samples.Tests.Guide;

/// <summary>A shop whose data lies in the database of the store.</summary>
public sealed class Sales(DbDataSource shop)
{
    public Orchestration<string, string> Sell =>
        new(
            "shop/sell",
            async (ctx, order) =>
            {
                await ctx.ReceiveMessage<decimal>("paid");
                return await ctx.ScheduleActivity(Ship, order);
            }
        );

    public async Task PlaceAsync(DuroxideClient client, string order)
    {
        await using var connection = await shop.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await InsertAsync(transaction, "orders", order);
        var within = client.Within(transaction);
        await within.StartOrchestrationAsync(Sell, order, order);
        await within.SendMessageAsync(order, "paid", 12.50m);
        await transaction.CommitAsync();
    }

    public Activity<string, string> Ship =>
        new(
            "shop/ship",
            async (ctx, order) =>
            {
                await using var connection = await shop.OpenConnectionAsync(ctx.CancellationToken);
                await using var transaction = await connection.BeginTransactionAsync(ctx.CancellationToken);
                var parcel = $"parcel of {order}";
                await InsertAsync(transaction, "parcels", parcel);
                return await ctx.CommitAsync(transaction, parcel);
            }
        );

    static async Task InsertAsync(DbTransaction transaction, string table, string text)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {table} (name) VALUES (@name)";
        var name = command.CreateParameter();
        (name.ParameterName, name.Value) = ("@name", text);
        command.Parameters.Add(name);
        await command.ExecuteNonQueryAsync();
    }
}
