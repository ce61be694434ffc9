using System.CommandLine;

namespace Duroxide.Bench;

/// <summary>The options of the benchmark.</summary>
static class CommandLine
{
    public static RootCommand Create(Func<Settings, Task> run)
    {
        var workloads = new Argument<string[]>("workloads")
        {
            Description = "What to measure; all of it when nothing is named.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        workloads.AcceptOnlyFromAmong([.. Workloads.Names]);
        var store = new Option<Store>("--store") { DefaultValueFactory = _ => Store.Sqlite };
        var sync = new Option<Sync>("--sync") { DefaultValueFactory = _ => Sync.Full };
        var json = new Option<bool>("--json") { Description = "Print one line of JSON a workload." };
        var command = new RootCommand("Measures Duroxide.") { workloads, store, sync, json };
        command.SetAction(parsed =>
            run(
                new(
                    parsed.GetValue(workloads) is { Length: > 0 } named ? named : Workloads.Names,
                    parsed.GetValue(store),
                    parsed.GetValue(sync),
                    parsed.GetValue(json)
                )
            )
        );
        return command;
    }
}
