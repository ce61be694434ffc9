using System.Security.Claims;
using Duroxide;
using Duroxide.Testing;
using Microsoft.AspNetCore.Http.HttpResults;
using Toygres.Orchestrations;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Looks into the engine, and acts on orchestrations. Its pages are the dashboard's.</summary>
internal static class OrchestrationEndpoints
{
    private const int MostOnPage = 500;
    private const int MostEvents = 10_000;

    public static void MapOrchestrations(this RouteGroupBuilder server)
    {
        var all = server.MapGroup("/orchestrations").WithTags("orchestrations");
        all.MapGet("", ListAsync).WithName("ListOrchestrations").WithSummary("Lists orchestrations, newest first.");
        all.MapGet("/{id}", FindAsync)
            .WithName("GetOrchestration")
            .WithSummary(
                "Tells of one orchestration, with its history for operators: history_limit is a number, or full."
            );
        all.MapGet("/{id}/tree", TreeAsync)
            .WithName("GetOrchestrationTree")
            .WithSummary("Tells which orchestrations it started, and those which others.");
        all.MapGet("/{id}/diagram", DiagramAsync)
            .WithName("GetOrchestrationDiagram")
            .WithSummary("Draws how its execution went, for Mermaid.");
        var work = all.MapGroup("").RequireAuthorization(Policies.Operator);
        work.MapPost("/{id}/cancel", CancelAsync).WithName("CancelOrchestration").WithSummary("Asks it to end.");
        work.MapPost("/{id}/recreate", RecreateAsync)
            .WithName("RecreateOrchestration")
            .WithSummary("Lets one that has ended begin anew, with the same input.");
        work.MapPost("/{id}/raise-event", RaiseAsync)
            .WithName("RaiseOrchestrationEvent")
            .WithSummary("Raises an event at it.");
        work.MapPost("/{id}/prune", PruneAsync)
            .WithName("PruneOrchestration")
            .WithSummary("Forgets its old executions, but for the last three.");
        work.MapDelete("/{id}", DeleteAsync)
            .WithName("DeleteOrchestration")
            .WithSummary("Forgets one that has ended; with force=true also one that runs.");
    }

    private static async Task<Results<Ok<PageView<OrchestrationView>>, ProblemHttpResult>> ListAsync(
        DuroxideClient engine,
        CancellationToken cancel,
        string? status = null,
        string? name = null,
        string? prefix = null,
        string? after = null,
        int limit = 100
    )
    {
        if (limit is < 1 or > MostOnPage)
        {
            return Problems.Wrong($"A page of {limit}: between 1 and {MostOnPage} are possible.");
        }
        if (OperationEndpoints.StatusOf(status, out var wanted) is { } problem)
        {
            return Problems.Wrong(problem);
        }
        var query = new InstanceQuery
        {
            Status = wanted,
            Name = name,
            IdPrefix = prefix,
            After = after,
            Limit = limit,
        };
        var page = await engine.Management.ListInstancesAsync(query, cancel);
        return TypedResults.Ok(new PageView<OrchestrationView>([.. page.Select(Of)], page.Next));
    }

    private static async Task<Results<Ok<OrchestrationView>, ProblemHttpResult>> FindAsync(
        string id,
        DuroxideClient engine,
        ClaimsPrincipal user,
        CancellationToken cancel,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "history_limit")] string? historyLimit = null
    )
    {
        if (LimitOf(historyLimit) is not { } limit)
        {
            return Problems.Wrong($"'{historyLimit}' is no limit of a history: use a number, or full.");
        }
        // It holds what statements gave, which viewers are not told.
        if (limit > 0 && user.IsInRole(Policies.Viewer))
        {
            return Problems.Of(
                StatusCodes.Status403Forbidden,
                "Your role is not enough",
                "A history holds statements and what they gave. It is for operators; ask without history_limit."
            );
        }
        var view = Of(await engine.Management.GetInstanceAsync(id, cancel));
        if (await engine.GetStatusAsync(id, cancel) is OrchestrationStatus.Failed failed)
        {
            view = view with { Error = failed.Failure.Display };
        }
        var history = limit == 0 ? null : await engine.ReadHistoryAsync(id, cancellationToken: cancel);
        return TypedResults.Ok(history is null ? view : view with { History = Histories.Tell(history, limit) });
    }

    private static int? LimitOf(string? text) =>
        text switch
        {
            null => 0,
            "full" => MostEvents,
            _ => int.TryParse(text, out var limit) && limit is >= 0 and <= MostEvents ? limit : null,
        };

    private static async Task<Ok<TreeView>> TreeAsync(string id, DuroxideClient engine, CancellationToken cancel)
    {
        return TypedResults.Ok(Of(await engine.Management.GetTreeAsync(id, cancellationToken: cancel)));

        static TreeView Of(InstanceTree tree) =>
            new(tree.Instance.ToString(), tree.Info.Name, Word.Of(tree.Info.Status), [.. tree.Children.Select(Of)]);
    }

    private static async Task<Results<Ok<DiagramView>, ProblemHttpResult>> DiagramAsync(
        string id,
        EngineStore store,
        Registry code,
        CancellationToken cancel
    ) =>
        await StoredRecordings.ReadAsync(store.Provider, id, cancellationToken: cancel) is { } recording
            ? TypedResults.Ok(new DiagramView(new TimeTravel(recording, Programs.From(code)).ToMermaid()))
            : Missing(id);

    private static async Task<Results<Accepted<StartedView>, ProblemHttpResult>> CancelAsync(
        string id,
        ReasonRequest? request,
        DuroxideClient engine,
        CancellationToken cancel
    )
    {
        var info = await engine.Management.GetInstanceAsync(id, cancel);
        if (info.Status is ExecutionStatus.Running && FleetClient.CancelProblem(info.Instance) is { } problem)
        {
            return Problems.Refused(problem);
        }
        return await engine.CancelAsync(id, (request ?? new()).Reason, cancel)
            ? Started(info)
            : Problems.Refused($"{id} has ended already.");
    }

    private static async Task<Accepted<StartedView>> RecreateAsync(
        string id,
        DuroxideClient engine,
        CancellationToken cancel
    )
    {
        await engine.Management.RestartInstanceAsync(id, cancellationToken: cancel);
        return Started(await engine.Management.GetInstanceAsync(id, cancel));
    }

    private static async Task<Results<Accepted<StartedView>, ProblemHttpResult>> RaiseAsync(
        string id,
        RaiseRequest request,
        DuroxideClient engine,
        CancellationToken cancel
    )
    {
        var info = await engine.Management.GetInstanceAsync(id, cancel);
        var told = request.Data is { } data
            ? await engine.RaiseEventAsync(id, request.Name, data, cancel)
            : await engine.RaiseEventAsync(id, request.Name, Unit.Value, cancel);
        return told ? Started(info) : Problems.Refused($"{id} has ended, and takes no events.");
    }

    private static async Task<Ok<DeletedView>> PruneAsync(string id, DuroxideClient engine, CancellationToken cancel) =>
        TypedResults.Ok(Of(await engine.Management.PruneExecutionsAsync(id, new() { KeepLast = 3 }, cancel)));

    private static async Task<Ok<DeletedView>> DeleteAsync(
        string id,
        DuroxideClient engine,
        CancellationToken cancel,
        bool force = false
    ) => TypedResults.Ok(Of(await engine.Management.DeleteInstanceAsync(id, force, cancel)));

    private static Accepted<StartedView> Started(InstanceInfo info) =>
        TypedResults.Accepted(
            $"/api/server/orchestrations/{info.Instance}",
            new StartedView(info.Instance.ToString(), info.Name)
        );

    private static DeletedView Of(Deleted deleted) => new(deleted.Instances, deleted.Executions, deleted.Events);

    private static OrchestrationView Of(InstanceInfo info) =>
        new(
            info.Instance.ToString(),
            info.Name,
            info.Version?.ToString(),
            Word.Of(info.Status),
            info.Execution.Value,
            info.CustomStatus,
            info.Created,
            info.Updated
        )
        {
            Parent = info.Parent?.ToString(),
        };

    private static ProblemHttpResult Missing(string id) =>
        Problems.NotFound($"There is no orchestration '{id}'. GET /api/server/orchestrations lists those there are.");
}
