using System.Data.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using Toygres.Orchestrations;
using Toygres.Server.Contracts;
using Told = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Ok<Toygres.Server.Contracts.TableView>,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult
>;

namespace Toygres.Server;

/// <summary>
/// Works on the durable functions within an instance that runs <c>pg_durable</c>. What a caller says is a parameter, and never a
/// part of a statement.
/// </summary>
internal static class DurableEndpoints
{
    private const int MostRows = 1000;

    public static void MapDurable(this RouteGroupBuilder one)
    {
        var all = one.MapGroup("/durable-orchestrations")
            .WithTags("durable orchestrations")
            .RequireAuthorization(Policies.Operator);
        all.MapGet("", ListAsync).WithName("ListDurable").WithSummary("Lists the durable functions of an instance.");
        all.MapPost("/start", StartAsync)
            .WithName("StartDurable")
            .WithSummary("Begins a durable function, and gives its id.");
        Map(all, "/metrics", "GetDurableMetrics", "Counts the durable functions.", "SELECT * FROM df.metrics()");
        Map(all, "/{id}/info", "GetDurable", "Tells of one.", "SELECT * FROM df.instance_info($1)");
        Map(all, "/{id}/nodes", "ListDurableNodes", "Lists its steps.", "SELECT * FROM df.instance_nodes($1)");
        Map(
            all,
            "/{id}/executions",
            "ListDurableExecutions",
            "Lists its last executions.",
            "SELECT * FROM df.instance_executions($1, 20)"
        );
        Map(all, "/{id}/explain", "ExplainDurable", "Draws how far it is.", "SELECT df.explain($1) AS explain");
        all.MapPost("/{id}/cancel", CancelAsync).WithName("CancelDurable").WithSummary("Asks one to end.");
        all.MapPost("/{id}/signal", SignalAsync).WithName("SignalDurable").WithSummary("Tells one something.");
    }

    private static void Map(RouteGroupBuilder all, string path, string name, string summary, string statement)
    {
        var endpoint = path.Contains("{id}", StringComparison.Ordinal)
            ? all.MapGet(
                path,
                Task<Told> (string name, string id, FleetServices fleet, CancellationToken cancel) =>
                    AskAsync(fleet, name, statement, [id], cancel)
            )
            : all.MapGet(
                path,
                Task<Told> (string name, FleetServices fleet, CancellationToken cancel) =>
                    AskAsync(fleet, name, statement, [], cancel)
            );
        endpoint.WithName(name).WithSummary(summary);
    }

    private static Task<Told> ListAsync(
        string name,
        FleetServices fleet,
        CancellationToken cancel,
        string? status = null,
        int limit = 100
    ) =>
        AskAsync(
            fleet,
            name,
            "SELECT * FROM df.list_instances($1::text, $2)",
            [status, Math.Clamp(limit, 1, MostRows)],
            cancel
        );

    private static async Task<Told> StartAsync(
        string name,
        DurableStartRequest request,
        FleetServices fleet,
        CancellationToken cancel
    )
    {
        foreach (var (variable, value) in request.Variables ?? [])
        {
            var set = await AskAsync(fleet, name, "SELECT df.setvar($1, $2)", [variable, value], cancel);
            if (set.Result is ProblemHttpResult)
            {
                return set;
            }
        }
        const string Start = "SELECT df.start($1, $2::text) AS instance_id";
        return await AskAsync(fleet, name, Start, [request.Statement, request.Label], cancel);
    }

    private static Task<Told> CancelAsync(
        string name,
        string id,
        ReasonRequest? request,
        FleetServices fleet,
        CancellationToken cancel
    ) => AskAsync(fleet, name, "SELECT df.cancel($1, $2) AS cancel", [id, (request ?? new()).Reason], cancel);

    private static Task<Told> SignalAsync(
        string name,
        string id,
        DurableSignalRequest request,
        FleetServices fleet,
        CancellationToken cancel
    ) => AskAsync(fleet, name, "SELECT df.signal($1, $2, $3) AS signal", [id, request.Name, request.Data], cancel);

    private static async Task<Told> AskAsync(
        FleetServices fleet,
        string name,
        string statement,
        IReadOnlyList<object?> values,
        CancellationToken cancel
    )
    {
        var row = (await fleet.Cms.FindAsync(InstanceName.Parse(name), cancel))!;
        if (row is not { State: InstanceState.Running, Endpoint: { } endpoint, Password: { } password })
        {
            return Problems.Refused($"{name} does not run. Start it.");
        }
        try
        {
            var result = await fleet.Sessions.QueryAsync(endpoint, password, statement, values, cancel);
            return TypedResults.Ok(new TableView(result.Columns, result.Rows));
        }
        // No such schema, or no such function.
        catch (DbException missing) when (missing.SqlState is "3F000" or "42883")
        {
            return Problems.Refused(
                $"{name} has no pg_durable. Make an instance of a runtime image of the kind pg_durable, and run CREATE EXTENSION pg_durable in it."
            );
        }
        catch (DbException refused)
        {
            return Problems.Refused($"{name} refuses it: {refused.Message}");
        }
    }
}
