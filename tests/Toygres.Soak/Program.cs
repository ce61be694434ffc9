using System.CommandLine;
using Toygres.Soak;

// A library for command lines would answer the signal that stops a worker.
if (args is ["worker", var connection, var root])
{
    return await Worker.RunAsync(new Place(connection, root));
}
var minutes = new Option<double>("--minutes") { Description = "For how long.", DefaultValueFactory = _ => 60 };
var instances = new Option<int>("--instances")
{
    Description = "How many servers at most.",
    DefaultValueFactory = _ => 30,
};
var workers = new Option<int>("--workers") { Description = "How many worker processes.", DefaultValueFactory = _ => 2 };
var seed = new Option<int?>("--seed") { Description = "Repeats what is asked of whom." };
var command = new RootCommand(
    "Runs a fleet of real servers, does random things with it, kills servers and workers, and proves that it converges."
)
{
    minutes,
    instances,
    workers,
    seed,
};
command.SetAction(async parsed =>
{
    var settings = new SoakSettings(
        TimeSpan.FromMinutes(parsed.GetValue(minutes)),
        parsed.GetValue(instances),
        parsed.GetValue(workers),
        parsed.GetValue(seed) ?? Random.Shared.Next()
    );
    Console.WriteLine(
        $"seed {settings.Seed}, {settings.Duration.TotalMinutes:F0} minutes, {settings.Instances} instances"
    );
    var report = await Soak.RunAsync(settings);
    Console.Write(report);
    return report.Faults.Count == 0 ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
