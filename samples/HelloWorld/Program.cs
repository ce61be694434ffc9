using Duroxide;
using Duroxide.Sqlite;

var greet = new Activity<string, string>("greet", (_, name) => Task.FromResult($"Hello, {name}!"));

var hello = new Orchestration<string, string>(
    "hello",
    async (ctx, name) => await ctx.ScheduleActivity(greet, name) + " " + await ctx.ScheduleActivity(greet, "world")
);

await using var provider = new SqliteProvider("hello.db");
await using var runtime = await DuroxideRuntime.StartAsync(
    provider,
    new RegistryBuilder().Add(greet).Add(hello).Build()
);

await runtime.Client.StartOrchestrationAsync(hello, instance: "hello-1", "reader");
Console.WriteLine(await runtime.Client.WaitForCompletionAsync(hello, "hello-1"));
