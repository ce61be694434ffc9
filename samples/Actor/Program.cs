using Actor;
using Duroxide;
using Duroxide.Sqlite;

const int Hours = 55;
InstanceId cellar = "thermometer-cellar";
var patience = TimeSpan.FromMinutes(1);

if (args is [['-', ..], ..])
{
    Console.WriteLine("Usage: Actor [file] [sold]. The file keeps the actor; sold ends it.");
    return;
}

await using var provider = new SqliteProvider(args.FirstOrDefault() ?? "cellar.db");
await using var runtime = await DuroxideRuntime.StartAsync(
    provider,
    new RegistryBuilder().Add(Thermometer.Orchestration).Add(Thermometer.Prune).Build()
);
var client = runtime.Client;

// The thermometer of an earlier run lives on, and knows what it measured then.
await client.StartOrchestrationAsync(Thermometer.Orchestration, cellar, Summary.Empty);
for (var hour = 0; hour < Hours; hour++)
{
    await client.SendMessageAsync(cellar, Thermometer.Queue, new Message(Celsius: 10 + hour % 7));
}

// The queue keeps its order, so the answer knows of all that was sent before the question. The key is new, so that the
// answer to an earlier question is not taken for it.
var report = $"report-{Guid.NewGuid()}";
await client.SendMessageAsync(cellar, Thermometer.Queue, new Message(ReplyTo: report));
var summary = await client.WaitForValueAsync<Summary>(cellar, report, patience);
Console.WriteLine($"{summary.Count} readings from {summary.Lowest} to {summary.Highest} degrees");

var executions = await client.Management.ListExecutionsAsync(cellar);
Console.WriteLine($"execution {executions[^1].Execution} runs, {executions.Count} are kept");

// An actor has no end of its own. Say sold behind the name of the file to end it, and the next run begins anew.
if (args is [_, "sold"])
{
    await client.CancelAsync(cellar, "the cellar is sold");
    var end = await client.WaitForEndAsync(cellar, patience);
    Console.WriteLine(end is OrchestrationStatus.Failed { Failure: var failure } ? failure.Display : end);
    await client.Management.DeleteInstanceAsync(cellar);
}
