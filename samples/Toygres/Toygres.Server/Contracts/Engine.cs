using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Toygres.Server.Contracts;

/// <summary>An orchestration, with its history if it is asked for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name of its code.</param>
/// <param name="Version">The version of its code; null before it began.</param>
/// <param name="Status">running, completed, failed or continuedasnew.</param>
/// <param name="Execution">The number of its execution.</param>
/// <param name="CustomStatus">What it says of itself; null for nothing.</param>
/// <param name="Created">When it was asked for.</param>
/// <param name="Updated">When it was changed last.</param>
public sealed record OrchestrationView(
    string Id,
    string Name,
    string? Version,
    string Status,
    long Execution,
    string? CustomStatus,
    DateTimeOffset Created,
    DateTimeOffset Updated
)
{
    /// <summary>The orchestration that started it and waits for it; null for none.</summary>
    public string? Parent { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>What happened in its execution, oldest first; null when it was not asked for.</summary>
    public IReadOnlyList<HistoryView>? History { get; init; }
}

/// <summary>Something that happened in an orchestration.</summary>
/// <param name="Id">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Text">What.</param>
public sealed record HistoryView(long Id, DateTimeOffset At, string Text);

/// <summary>An orchestration with those that it started.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name of its code.</param>
/// <param name="Status">running, completed, failed or continuedasnew.</param>
/// <param name="Children">Those that it started.</param>
public sealed record TreeView(string Id, string Name, string Status, IReadOnlyList<TreeView> Children);

/// <summary>An event to raise.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Data">What it brings; null for nothing.</param>
public sealed record RaiseRequest([property: Required] string Name, JsonElement? Data);

/// <summary>A picture of an execution.</summary>
/// <param name="Mermaid">The picture, for Mermaid.</param>
public sealed record DiagramView(string Mermaid);

/// <summary>How many things were taken away.</summary>
/// <param name="Orchestrations">Orchestrations.</param>
/// <param name="Executions">Executions.</param>
/// <param name="Events">Events.</param>
public sealed record DeletedView(long Orchestrations, long Executions, long Events);

/// <summary>What the engine has to do.</summary>
/// <param name="Running">How many orchestrations run.</param>
/// <param name="Completed">How many have completed.</param>
/// <param name="Failed">How many have failed.</param>
/// <param name="Executions">How many executions are kept.</param>
/// <param name="Events">How many events are kept.</param>
/// <param name="Messages">How many messages wait.</param>
/// <param name="Activities">How many activities wait or run.</param>
/// <param name="Timers">How many timers are set.</param>
/// <param name="Parked">How many pieces of work are parked.</param>
public sealed record StatsView(
    long Running,
    long Completed,
    long Failed,
    long Executions,
    long Events,
    long Messages,
    long Activities,
    long Timers,
    long Parked
);

/// <summary>The fleet as a whole.</summary>
/// <param name="Version">The version of the server.</param>
/// <param name="Driver">What runs the instances.</param>
/// <param name="Role">What this process does.</param>
/// <param name="Database">sqlite or postgresql.</param>
/// <param name="Instances">How many instances there are in each state.</param>
/// <param name="Unhealthy">How many of those that run did not answer last.</param>
/// <param name="Images">How many images there are.</param>
/// <param name="Upkeep">What lives for ever, and what it says of itself.</param>
public sealed record SystemView(
    string Version,
    string Driver,
    string Role,
    string Database,
    IReadOnlyDictionary<string, int> Instances,
    int Unhealthy,
    int Images,
    IReadOnlyList<UpkeepView> Upkeep
);

/// <summary>Something that lives for ever.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">running, completed, failed or missing.</param>
/// <param name="Says">What it says of itself; null for nothing.</param>
public sealed record UpkeepView(string Id, string Status, string? Says);

/// <summary>Whether this process works.</summary>
/// <param name="Status">healthy, degraded or unhealthy.</param>
/// <param name="Checks">What was looked at, and what was found.</param>
public sealed record ServerHealthView(string Status, IReadOnlyDictionary<string, string> Checks);

/// <summary>A process of the fleet manager.</summary>
/// <param name="Machine">The name of its machine.</param>
/// <param name="Process">Its number there.</param>
/// <param name="Role">all, api or worker.</param>
/// <param name="Started">When it started.</param>
/// <param name="Seen">When it said last that it is there.</param>
public sealed record ProcessView(string Machine, int Process, string Role, DateTimeOffset Started, DateTimeOffset Seen);

/// <summary>One option.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it is; of a secret only whether it is set.</param>
/// <param name="Variable">The variable of the environment that sets it.</param>
public sealed record SettingView(string Name, string? Value, string Variable);
