using System.Globalization;

namespace Duroxide.Bench;

/// <summary>Where the workloads keep their state.</summary>
enum Store
{
    Memory,
    Sqlite,
    Postgres,
}

/// <summary>How far a SQLite commit goes before it counts.</summary>
enum Sync
{
    Full,
    Normal,
}

/// <summary>Who listens to telemetry while it is measured.</summary>
enum Listening
{
    /// <summary>Nobody.</summary>
    None,

    /// <summary>A listener that looks at every span.</summary>
    Spans,

    /// <summary>A listener that adds up every instrument by its attributes.</summary>
    Instruments,

    /// <summary>A listener that does both.</summary>
    Both,

    /// <summary>OpenTelemetry's SDK, with exporters that read everything and send nothing.</summary>
    Sdk,
}

/// <summary>What is to be measured.</summary>
sealed record Settings(IReadOnlyList<string> Workloads, Store Store, Sync Sync)
{
    /// <summary>Whether to print lines of JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Whether a few seconds must do: fewer runs, and figures that vary more.</summary>
    public bool Short { get; init; }

    /// <summary>How many finished instances, and as many that wait, are in the store before the measured ones; null for what the workload says.</summary>
    public int? Preload { get; init; }

    /// <summary>Who listens to traces and metrics while it is measured.</summary>
    public Listening Listening { get; init; }

    /// <summary>The part of the command line that says who listens.</summary>
    public IReadOnlyList<string> ListenArguments =>
        Listening == Listening.None ? [] : ["--listen", Listening.ToString().ToLowerInvariant()];

    /// <summary>A number of runs, or a tenth of it when it must be short.</summary>
    public int Count(int count) => Short ? Math.Max(1, count / 10) : count;

    /// <summary>The command line by which another build of this program measures one workload.</summary>
    public IReadOnlyList<string> ArgumentsFor(string workload) =>
        [
            workload,
            "--json",
            "--store",
            Store.ToString().ToLowerInvariant(),
            "--sync",
            Sync.ToString().ToLowerInvariant(),
            .. Short ? ["--short"] : Array.Empty<string>(),
            .. ListenArguments,
            .. Preload is { } preload
                ? ["--preload", preload.ToString(CultureInfo.InvariantCulture)]
                : Array.Empty<string>(),
        ];
}
