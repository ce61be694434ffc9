using System.CommandLine;
using Duroxide.Nodes;

// A library for command lines would answer the signal that stops a worker.
if (args is ["worker", var told])
{
    return await Worker.RunAsync(WorkerSettings.Parse(told));
}
if (args is ["committer", var asked])
{
    return await Committer.RunAsync(CommitterSettings.Parse(asked));
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
var upgrade = new Option<bool>("--upgrade")
{
    Description = "Nodes are old at first, and are replaced by those with newer code and a newer framework.",
};
var soak = new Command(
    "soak",
    "Runs orchestrations on nodes that die, freeze, leave and lose their connections, and proves that each was done once."
)
{
    orchestrations,
    nodes,
    troubles,
    seed,
    upgrade,
};
soak.SetAction(async parsed =>
{
    var count = parsed.GetValue(orchestrations);
    var settings = new SoakSettings(
        count,
        parsed.GetValue(troubles) ?? Math.Max(4, count / 50),
        parsed.GetValue(nodes),
        parsed.GetValue(seed) ?? Random.Shared.Next()
    )
    {
        Upgrade = parsed.GetValue(upgrade),
    };
    Console.WriteLine($"seed {settings.Seed}");
    var report = await Soak.RunAsync(settings);
    Console.Write(report);
    return report.Faults.Count == 0 ? 0 : 1;
});
var rounds = new Option<int>("--rounds")
{
    Description = "How many processes are killed.",
    DefaultValueFactory = _ => 200,
};
var file = new Option<string?>("--file") { Description = "The SQLite file to use; without it, PostgreSQL." };
var kills = new Command(
    "kills",
    "Kills processes around the commits of their own transactions, and proves that each was done once or not at all."
)
{
    rounds,
    file,
    seed,
};
kills.SetAction(async parsed =>
{
    var settings = new KillSettings(parsed.GetValue(rounds), parsed.GetValue(seed) ?? Random.Shared.Next());
    Console.WriteLine($"seed {settings.Seed}");
    var report = await KillTrial.RunAsync(parsed.GetValue(file), settings);
    Console.WriteLine(report);
    return report.Faults.Count == 0 ? 0 : 1;
});
return await new RootCommand("Tries Duroxide on many nodes.") { soak, kills }
    .Parse(args)
    .InvokeAsync();
