using Duroxide;
using Duroxide.Sqlite;
using Generated;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateEmptyApplicationBuilder(new());
builder.Services.AddSingleton<IBank, EasyBank>();
builder.Services.AddDuroxide(duroxide =>
    duroxide
        .UseProvider(_ => new SqliteProvider(Path.Combine(AppContext.BaseDirectory, "generated.db")))
        .Configure(options => options with { Payloads = JsonPayloadConverter.Web(ShopJson.Default) })
        .AddFromAssembly()
);
using var host = builder.Build();
await host.StartAsync();

var order = host.Services.GetRequiredService<DuroxideClient>().PlaceOrder("order-1");
await order.StartAsync(new("order-1", [new("teapot", 1), new("cup", 2)]));
var total = await order.WaitForTotalAsync();
await order.RaisePaidAsync(new("4711"));
var receipt = await order.WaitForCompletionAsync();
Console.WriteLine($"{receipt.Order}: {total} asked for, {receipt.Amount} paid by {receipt.By}");
await host.StopAsync();
