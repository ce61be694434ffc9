using System.CommandLine;
using Duroxide.Nodes;

// A library for command lines would answer the signal that stops a worker.
if (args is ["worker", var told])
{
    return await Worker.RunAsync(WorkerSettings.Parse(told));
}
var orchestrations = new Option<int>("--orchestrations")
{
    Description = "How many.",
    DefaultValueFactory = _ => 10_000,
};
var nodes = new Option<int>("--nodes") { Description = "How many worker processes.", DefaultValueFactory = _ => 3 };
var troubles = new Option<int?>("--troubles")
{
    Description = "How many troubles befall them; one for 50 orchestrations.",
};
var seed = new Option<int?>("--seed") { Description = "Repeats what befalls whom." };
var soak = new Command(
    "soak",
    "Runs orchestrations on nodes that die, freeze, leave and lose their connections, and proves that each was done once."
)
{
    orchestrations,
    nodes,
    troubles,
    seed,
};
soak.SetAction(async parsed =>
{
    var count = parsed.GetValue(orchestrations);
    var settings = new SoakSettings(
        count,
        parsed.GetValue(troubles) ?? Math.Max(4, count / 50),
        parsed.GetValue(nodes),
        parsed.GetValue(seed) ?? Random.Shared.Next()
    );
    Console.WriteLine($"seed {settings.Seed}");
    var report = await Soak.RunAsync(settings);
    Console.Write(report);
    return report.Faults.Count == 0 ? 0 : 1;
});
return await new RootCommand("Tries Duroxide on many nodes.") { soak }
    .Parse(args)
    .InvokeAsync();
