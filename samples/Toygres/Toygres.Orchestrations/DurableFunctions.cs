using System.Data.Common;
using System.Text.Json;

namespace Toygres.Orchestrations;

/// <summary>What can be looked at of one durable function.</summary>
public enum DurableLook
{
    /// <summary>What it is, and how far.</summary>
    Info,

    /// <summary>Its steps.</summary>
    Nodes,

    /// <summary>Its last executions.</summary>
    Executions,

    /// <summary>A drawing of how far it is.</summary>
    Explain,

    /// <summary>How it ended, and what it gave.</summary>
    Result,
}

/// <summary>A durable function that is to begin.</summary>
/// <param name="Statement">A statement of SQL, or a function of <c>pg_durable</c> as the text that its own functions give.</param>
/// <param name="Label">What people call it; null for nothing.</param>
/// <param name="Variables">What stands in it as <c>{name}</c>; null for nothing.</param>
public sealed record DurableStart(
    string Statement,
    string? Label = null,
    IReadOnlyDictionary<string, string>? Variables = null
);

/// <summary>How far a durable function is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">pending, running, completed, failed or cancelled.</param>
/// <param name="Result">What it gave, as JSON; null for nothing, or before its end.</param>
public sealed record DurableRun(string Id, string Status, string? Result)
{
    private static readonly string[] Ends = ["completed", "failed", "cancelled"];

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => Ends.Contains(Status, StringComparer.OrdinalIgnoreCase);
}

/// <summary>
/// The durable functions within instances that run <c>pg_durable</c>. What a caller says is a parameter, and never a part of a
/// statement. A refusal is an <see cref="Answer"/> with an error.
/// </summary>
public sealed class DurableFunctions(FleetServices fleet, TimeProvider time)
{
    private const int MostRows = 1000;

    // All in one transaction: who cannot begin leaves no variables, and two who begin at once do not mix theirs.
    private const string Begin = """
        WITH told AS MATERIALIZED (SELECT count(df.setvar(key, value)) FROM jsonb_each_text($3::text::jsonb))
        SELECT df.start($1, $2::text) AS instance_id FROM told
        """;

    private const string Ended = "SELECT df.status($1) AS status, df.result($1) AS result";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Lists those of an instance.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="status">In which status; null for any.</param>
    /// <param name="limit">How many at most, from 1 to 1000.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<Answer> ListAsync(InstanceName instance, string? status, int limit, CancellationToken cancel) =>
        AskAsync(
            instance,
            "SELECT * FROM df.list_instances($1::text, $2)",
            [status, Math.Clamp(limit, 1, MostRows)],
            cancel
        );

    /// <summary>Counts those of an instance.</summary>
    public Task<Answer> CountAsync(InstanceName instance, CancellationToken cancel) =>
        AskAsync(instance, "SELECT * FROM df.metrics()", [], cancel);

    /// <summary>Looks at one.</summary>
    public Task<Answer> LookAsync(InstanceName instance, string id, DurableLook look, CancellationToken cancel) =>
        AskAsync(
            instance,
            look switch
            {
                DurableLook.Info => "SELECT * FROM df.instance_info($1)",
                DurableLook.Nodes => "SELECT * FROM df.instance_nodes($1)",
                DurableLook.Executions => "SELECT * FROM df.instance_executions($1, 20)",
                DurableLook.Explain => "SELECT df.explain($1) AS explain",
                DurableLook.Result => Ended,
                _ => throw new ArgumentOutOfRangeException(nameof(look), look, "There is no such look."),
            },
            [id],
            cancel
        );

    /// <summary>Begins one. The answer is one value, its id.</summary>
    public Task<Answer> StartAsync(InstanceName instance, DurableStart start, CancellationToken cancel) =>
        AskAsync(
            instance,
            Begin,
            [
                start.Statement,
                start.Label,
                JsonSerializer.Serialize(start.Variables ?? new Dictionary<string, string>()),
            ],
            cancel
        );

    /// <summary>Begins one, and waits for its end.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="start">What is to begin.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancel">Ends the wait; what has begun goes on.</param>
    /// <returns>How far it is when the wait is over, or why it did not begin or cannot be asked.</returns>
    public async Task<(DurableRun? Run, string? Refused)> RunAsync(
        InstanceName instance,
        DurableStart start,
        TimeSpan patience,
        CancellationToken cancel
    )
    {
        var began = time.GetTimestamp();
        var begun = await StartAsync(instance, start, cancel);
        if (begun is not { Result.Rows: [[{ } id], ..] })
        {
            return (null, begun.Error ?? "It did not say what it began.");
        }
        while (true)
        {
            // It is asked again and again, so that no connection is kept for as long as it takes.
            var asked = await LookAsync(instance, id, DurableLook.Result, cancel);
            if (asked is not { Result.Rows: [[var status, var result], ..] })
            {
                return (null, $"{id} has begun, and cannot be asked how far it is: {asked.Error}");
            }
            var run = new DurableRun(id, status ?? "pending", result);
            if (run.HasEnded || time.GetElapsedTime(began) >= patience)
            {
                return (run, null);
            }
            await Task.Delay(Pause, time, cancel);
        }
    }

    /// <summary>Asks one to end.</summary>
    public Task<Answer> CancelAsync(InstanceName instance, string id, string reason, CancellationToken cancel) =>
        AskAsync(instance, "SELECT df.cancel($1, $2) AS cancel", [id, reason], cancel);

    /// <summary>Tells one something.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="id">Which one.</param>
    /// <param name="signal">The name of the signal.</param>
    /// <param name="data">What it brings: JSON, or a text.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<Answer> SignalAsync(
        InstanceName instance,
        string id,
        string signal,
        string data,
        CancellationToken cancel
    ) => AskAsync(instance, "SELECT df.signal($1, $2, $3) AS signal", [id, signal, data], cancel);

    private async Task<Answer> AskAsync(
        InstanceName name,
        string statement,
        IReadOnlyList<object?> values,
        CancellationToken cancel
    )
    {
        var row = await fleet.Cms.FindAsync(name, cancel);
        if (row is not { State: InstanceState.Running, Endpoint: { } endpoint, Password: { } password })
        {
            return new Answer(null, $"{name} does not run. Start it.");
        }
        try
        {
            return new Answer(await fleet.Sessions.QueryAsync(endpoint, password, statement, values, cancel), null);
        }
        // No such schema, or no such function.
        catch (DbException missing) when (missing.SqlState is "3F000" or "42883")
        {
            return new Answer(
                null,
                $"{name} has no pg_durable. Make an instance of a runtime image of the kind pg_durable, and run CREATE EXTENSION pg_durable in it."
            );
        }
        catch (DbException refused)
        {
            return new Answer(null, $"{name} refuses it: {refused.Message}");
        }
    }
}
