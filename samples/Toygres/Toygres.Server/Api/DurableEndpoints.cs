using Microsoft.AspNetCore.Http.HttpResults;
using Toygres.Orchestrations;
using Toygres.Server.Contracts;
using Told = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Ok<Toygres.Server.Contracts.TableView>,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult
>;

namespace Toygres.Server;

/// <summary>Works on the durable functions within an instance that runs <c>pg_durable</c>.</summary>
internal static class DurableEndpoints
{
    private const int MostSeconds = 60;

    public static void MapDurable(this RouteGroupBuilder one)
    {
        var all = one.MapGroup("/durable-orchestrations")
            .WithTags("durable orchestrations")
            .RequireAuthorization(Policies.Operator);
        all.MapGet("", ListAsync).WithName("ListDurable").WithSummary("Lists the durable functions of an instance.");
        all.MapGet("/metrics", MetricsAsync).WithName("GetDurableMetrics").WithSummary("Counts the durable functions.");
        all.MapPost("/start", StartAsync)
            .WithName("StartDurable")
            .WithSummary("Begins a durable function, and gives its id.");
        all.MapPost("/run", RunAsync)
            .WithName("RunDurable")
            .WithSummary("Begins a durable function, waits for its end, and gives what it gave.");
        Map(all, DurableLook.Info, "GetDurable", "Tells of one.");
        Map(all, DurableLook.Nodes, "ListDurableNodes", "Lists its steps.");
        Map(all, DurableLook.Executions, "ListDurableExecutions", "Lists its last executions.");
        Map(all, DurableLook.Explain, "ExplainDurable", "Draws how far it is.");
        Map(all, DurableLook.Result, "GetDurableResult", "Tells how it ended, and what it gave.");
        all.MapPost("/{id}/cancel", CancelAsync).WithName("CancelDurable").WithSummary("Asks one to end.");
        all.MapPost("/{id}/signal", SignalAsync).WithName("SignalDurable").WithSummary("Tells one something.");
    }

    private static void Map(RouteGroupBuilder all, DurableLook look, string name, string summary) =>
        all.MapGet(
                $"/{{id}}/{Word.Of(look)}",
                async Task<Told> (string name, string id, DurableFunctions durable, CancellationToken cancel) =>
                    Tell(await durable.LookAsync(InstanceName.Parse(name), id, look, cancel))
            )
            .WithName(name)
            .WithSummary(summary);

    private static async Task<Told> ListAsync(
        string name,
        DurableFunctions durable,
        CancellationToken cancel,
        string? status = null,
        int limit = 100
    ) => Tell(await durable.ListAsync(InstanceName.Parse(name), status, limit, cancel));

    private static async Task<Told> MetricsAsync(string name, DurableFunctions durable, CancellationToken cancel) =>
        Tell(await durable.CountAsync(InstanceName.Parse(name), cancel));

    private static async Task<Told> StartAsync(
        string name,
        DurableStartRequest request,
        DurableFunctions durable,
        CancellationToken cancel
    ) =>
        Tell(
            await durable.StartAsync(
                InstanceName.Parse(name),
                new(request.Statement, request.Label, request.Variables),
                cancel
            )
        );

    private static async Task<Results<Ok<DurableRunView>, Accepted<DurableRunView>, ProblemHttpResult>> RunAsync(
        string name,
        DurableRunRequest request,
        DurableFunctions durable,
        CancellationToken cancel
    )
    {
        if (request.WaitSeconds is < 0 or > MostSeconds)
        {
            return Problems.Wrong($"{request.WaitSeconds} seconds to wait: between 0 and {MostSeconds} are possible.");
        }
        var start = new DurableStart(request.Statement, request.Label, request.Variables);
        var patience = TimeSpan.FromSeconds(request.WaitSeconds);
        var (run, refused) = await durable.RunAsync(InstanceName.Parse(name), start, patience, cancel);
        if (run is null)
        {
            return Problems.Refused(refused!);
        }
        var view = new DurableRunView(run.Id, run.Status, run.Result);
        var place = $"/api/instances/{name}/durable-orchestrations/{Uri.EscapeDataString(run.Id)}/result";
        return run.HasEnded ? TypedResults.Ok(view) : TypedResults.Accepted(place, view);
    }

    private static async Task<Told> CancelAsync(
        string name,
        string id,
        ReasonRequest? request,
        DurableFunctions durable,
        CancellationToken cancel
    ) => Tell(await durable.CancelAsync(InstanceName.Parse(name), id, (request ?? new()).Reason, cancel));

    private static async Task<Told> SignalAsync(
        string name,
        string id,
        DurableSignalRequest request,
        DurableFunctions durable,
        CancellationToken cancel
    ) => Tell(await durable.SignalAsync(InstanceName.Parse(name), id, request.Name, request.Data, cancel));

    private static Told Tell(Answer answer) =>
        answer.Result is { } result
            ? TypedResults.Ok(new TableView(result.Columns, result.Rows))
            : Problems.Refused(answer.Error!);
}
