using System.Text.Json.Serialization;
using Duroxide;
using Duroxide.Sqlite;

var pay = new Activity<Order, Receipt>("pay", (_, order) => Task.FromResult(new Receipt(order.Id, order.Total)));

var checkout = new Orchestration<Order, Receipt>(
    "checkout",
    async (ctx, order) => await ctx.ScheduleActivity(pay, order)
);

await using var provider = new SqliteProvider(Path.Combine(AppContext.BaseDirectory, "native.db"));
await using var runtime = await DuroxideRuntime.StartAsync(
    provider,
    new RegistryBuilder().Add(pay).Add(checkout).Build(),
    new RuntimeOptions { Payloads = JsonPayloadConverter.Web(ShopJson.Default) }
);

await runtime.Client.StartOrchestrationAsync(checkout, instance: "order-1", new Order("order-1", 25.30m));
var receipt = await runtime.Client.WaitForCompletionAsync(checkout, "order-1");
Console.WriteLine($"{receipt.Order} is paid: {receipt.Amount}");

record Order(string Id, decimal Total);

record Receipt(string Order, decimal Amount);

[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Receipt))]
partial class ShopJson : JsonSerializerContext;
