using Duroxide;
using Duroxide.Runtime;
using Duroxide.Sqlite;

// Activities that block their threads for several times their lease, in a pool of two threads that has to grow. The tests
// start it as a process of its own, for a pool belongs to its process. Prints how many instances completed and how many
// activities were begun.
const int count = 16;
var begun = 0;
using var never = new ManualResetEventSlim();
var block = new Activity<int, int>(
    "block",
    (_, number) =>
    {
        Interlocked.Increment(ref begun);
        never.Wait(TimeSpan.FromSeconds(4));
        return Task.FromResult(number);
    }
);
var calling = new Orchestration<int, int>("calling", async (ctx, number) => await ctx.ScheduleActivity(block, number));

await using var store = new SqliteProvider(args[0]);
await using var runtime = await DuroxideRuntime.StartAsync(
    store,
    new RegistryBuilder().Add(block).Add(calling).Build(),
    new RuntimeOptions
    {
        ActivityLease = TimeSpan.FromSeconds(1),
        TurnLease = TimeSpan.FromSeconds(1),
        MaxAttempts = 3,
    }
);
foreach (var number in Enumerable.Range(0, count))
{
    await runtime.Client.StartOrchestrationAsync(calling, $"i-{number}", number);
}
var completed = 0;
foreach (var number in Enumerable.Range(0, count))
{
    completed += await runtime.Client.WaitForCompletionAsync<int>($"i-{number}") == number ? 1 : 0;
}
Console.WriteLine($"{completed} completed, {begun} begun");
