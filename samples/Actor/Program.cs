using Actor;
using Duroxide;
using Duroxide.Core;
using Duroxide.Runtime;
using Duroxide.Sqlite;

const int Hours = 55;
InstanceId cellar = "thermometer-cellar";
var patience = TimeSpan.FromMinutes(1);

await using var provider = new SqliteProvider(new SqliteOptions(SqliteOptions.InMemory));
await using var runtime = await DuroxideRuntime.StartAsync(
    provider,
    new RegistryBuilder().Add(Thermometer.Orchestration).Add(Thermometer.Prune).Build()
);
var client = runtime.Client;

await client.StartOrchestrationAsync(Thermometer.Orchestration, cellar, Summary.Empty);
for (var hour = 0; hour < Hours; hour++)
{
    await client.EnqueueEventAsync(cellar, Thermometer.Queue, new Message(Celsius: 10 + hour % 7));
}

// The queue keeps its order, so the answer knows of all that was sent before the question.
await client.EnqueueEventAsync(cellar, Thermometer.Queue, new Message(ReplyTo: "report-1"));
var summary = await client.WaitForValueAsync<Summary>(cellar, "report-1", patience);
Console.WriteLine($"{summary.Count} readings from {summary.Lowest} to {summary.Highest} degrees");

var executions = await client.Management.ListExecutionsAsync(cellar);
Console.WriteLine($"execution {executions[^1].Execution} runs, {executions.Count} are kept");

// An actor has no end of its own.
await client.CancelAsync(cellar, "the cellar is sold");
var end = await client.WaitForEndAsync(cellar, patience);
Console.WriteLine(end is OrchestrationStatus.Failed { Failure: var failure } ? failure.Display : end);
