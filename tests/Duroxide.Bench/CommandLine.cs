using System.CommandLine;

namespace Duroxide.Bench;

/// <summary>What a command line may ask of the benchmark.</summary>
/// <param name="MeasureAsync">Measures workloads.</param>
/// <param name="CompareAsync">Compares two files of results.</param>
/// <param name="AlternateAsync">Measures in turns with another build.</param>
/// <param name="ListenAsync">Measures in turns with nobody listening to telemetry and with a listener.</param>
/// <param name="ProbeAsync">Measures a runtime over a file, for another process.</param>
/// <param name="WorkAsync">Works over a database, for another process.</param>
sealed record Commands(
    Func<Settings, Task<int>> MeasureAsync,
    Func<string, string, bool, Task<int>> CompareAsync,
    Func<Settings, string, int, Task<int>> AlternateAsync,
    Func<Settings, int, Task<int>> ListenAsync,
    Func<Settings, string, int, Task<int>> ProbeAsync,
    Func<Task<int>> WorkAsync
);

/// <summary>The options of the benchmark.</summary>
static class CommandLine
{
    const string All = "all";

    static readonly Option<Store> Where = new("--store")
    {
        Description = "Where state is kept.",
        DefaultValueFactory = _ => Store.Sqlite,
    };

    static readonly Option<Sync> HowFar = new("--sync")
    {
        Description = "What a commit to a file waits for.",
        DefaultValueFactory = _ => Sync.Full,
    };

    static readonly Option<bool> Json = new("--json") { Description = "Print lines of JSON." };
    static readonly Option<bool> Short = new("--short") { Description = "Take seconds instead of minutes." };

    static readonly Option<Listening> Listening = new("--listen")
    {
        Description = "Who listens to traces and metrics.",
        DefaultValueFactory = _ => Bench.Listening.None,
    };

    static readonly Option<int?> Preload = new("--preload")
    {
        Description = "How many finished instances, and as many that wait, are in the store before.",
    };

    static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "How often each build is measured.",
        DefaultValueFactory = _ => 5,
    };

    public static RootCommand Create(Commands commands)
    {
        var workloads = WorkloadsArgument();
        var root = new RootCommand("Measures Duroxide.") { workloads, Where, HowFar, Json, Short, Listening, Preload };
        root.SetAction(parsed => commands.MeasureAsync(Read(parsed, workloads)));
        root.Add(Compare(commands));
        root.Add(Versus(commands));
        root.Add(Listen(commands));
        root.Add(ProbeCommand(commands));
        root.Add(NodeCommand(commands));
        return root;
    }

    static Command Compare(Commands commands)
    {
        var old = new Argument<string>("old") { Description = "Results of the old build." };
        var current = new Argument<string>("new") { Description = "Results of the new build." };
        var compare = new Command("compare", "Prints the ratios of two files of results.") { old, current, Json };
        compare.SetAction(parsed =>
            commands.CompareAsync(parsed.GetRequiredValue(old), parsed.GetRequiredValue(current), parsed.GetValue(Json))
        );
        return compare;
    }

    static Command Versus(Commands commands)
    {
        var path = new Argument<string>("path") { Description = "The other build: its folder, or its assembly." };
        var workloads = WorkloadsArgument();
        var versus = new Command("versus", "Measures this build and another one in turns, and prints the ratios.")
        {
            path,
            workloads,
            Rounds,
            Where,
            HowFar,
            Json,
            Short,
            Preload,
        };
        versus.SetAction(parsed =>
            commands.AlternateAsync(Read(parsed, workloads), parsed.GetRequiredValue(path), parsed.GetValue(Rounds))
        );
        return versus;
    }

    static Command Listen(Commands commands)
    {
        var workloads = WorkloadsArgument();
        var who = new Option<Listening>("--listen")
        {
            Description = "Who listens.",
            DefaultValueFactory = _ => Bench.Listening.Both,
        };
        var listen = new Command("telemetry", "Measures without and with a listener in turns, and prints the ratios.")
        {
            workloads,
            Rounds,
            Where,
            HowFar,
            Json,
            Short,
            Preload,
            who,
        };
        listen.SetAction(parsed =>
            commands.ListenAsync(
                Read(parsed, workloads) with
                {
                    Listening = parsed.GetValue(who),
                },
                parsed.GetValue(Rounds)
            )
        );
        return listen;
    }

    static Command ProbeCommand(Commands commands)
    {
        var path = new Argument<string>("path");
        var naps = new Option<int>("--naps");
        var probe = new Command(Probe.Command, "Measures a runtime over a file.") { path, HowFar, naps };
        probe.Hidden = true;
        probe.SetAction(parsed =>
            commands.ProbeAsync(
                new([], Store.Sqlite, parsed.GetValue(HowFar)),
                parsed.GetRequiredValue(path),
                parsed.GetValue(naps)
            )
        );
        return probe;
    }

    static Command NodeCommand(Commands commands)
    {
        var node = new Command(Node.Command, "Works over a database until its input ends.") { Hidden = true };
        node.SetAction(_ => commands.WorkAsync());
        return node;
    }

    static Argument<string[]> WorkloadsArgument()
    {
        var workloads = new Argument<string[]>("workloads")
        {
            Description = "What to measure; all of it when nothing is named.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        workloads.AcceptOnlyFromAmong([All, .. Workloads.All]);
        return workloads;
    }

    static Settings Read(ParseResult parsed, Argument<string[]> workloads)
    {
        var named = parsed.GetValue(workloads) ?? [];
        return new(
            named.Length == 0
                ? Workloads.Everything
                : [.. named.SelectMany(name => name == All ? Workloads.Everything : [name])],
            parsed.GetValue(Where),
            parsed.GetValue(HowFar)
        )
        {
            Json = parsed.GetValue(Json),
            Short = parsed.GetValue(Short),
            Listening = parsed.GetValue(Listening),
            Preload = parsed.GetValue(Preload),
        };
    }
}
