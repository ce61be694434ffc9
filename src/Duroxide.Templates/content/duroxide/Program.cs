using APP_NAMESPACE;
using Duroxide;
using Duroxide.Sqlite;

// All that is under way is in this file: stop the program at any moment, start it again, and it goes on.
await using var provider = new SqliteProvider("orders.db");
await using var runtime = await DuroxideRuntime.StartAsync(provider, new Code().CreateRegistry());

var order = runtime.Client.Fulfil(args is [var given, ..] ? given : "order-1");
await order.StartAsync(new("a lamp", 39.90m));
Console.WriteLine(await order.WaitForCompletionAsync());
