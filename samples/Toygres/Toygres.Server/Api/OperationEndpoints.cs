using Duroxide;
using Microsoft.AspNetCore.Http.HttpResults;
using Toygres.Orchestrations;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Tells how far operations are.</summary>
internal static class OperationEndpoints
{
    private const int MostOnPage = 500;

    public static void MapOperations(this RouteGroupBuilder api)
    {
        var operations = api.MapGroup("/operations").WithTags("operations");
        operations.MapGet("", ListAsync).WithName("ListOperations").WithSummary("Lists operations, newest first.");
        operations.MapGet("/{id}", FindAsync).WithName("GetOperation").WithSummary("Tells how far an operation is.");
        operations
            .MapPost("/{id}/cancel", CancelAsync)
            .WithName("CancelOperation")
            .WithSummary(
                "Asks an operation to end, unless it is a fail-over. What it has made stands as it is, and the reconciler compares it."
            )
            .RequireAuthorization(Policies.Operator);
    }

    private static async Task<Results<Ok<PageView<OperationView>>, ProblemHttpResult>> ListAsync(
        OperationsLook operations,
        CancellationToken cancel,
        string? status = null,
        string? after = null,
        int limit = 100
    )
    {
        if (limit is < 1 or > MostOnPage)
        {
            return Problems.Wrong($"A page of {limit}: between 1 and {MostOnPage} are possible.");
        }
        return StatusOf(status, out var wanted) is { } problem
            ? Problems.Wrong(problem)
            : TypedResults.Ok(await operations.ListAsync(after, wanted, limit, cancel));
    }

    /// <summary>Reads a status; says what is wrong with it, and null when nothing is.</summary>
    public static string? StatusOf(string? text, out ExecutionStatus? status)
    {
        status = text is null ? null : Word.Parse<ExecutionStatus>(text);
        return text is null || status is not null
            ? null
            : $"There is no status '{text}'. There are: {Word.All<ExecutionStatus>()}.";
    }

    private static async Task<Results<Ok<OperationView>, ProblemHttpResult>> FindAsync(
        string id,
        OperationsLook operations,
        CancellationToken cancel
    ) => await operations.FindAsync(id, cancel) is { } view ? TypedResults.Ok(view) : Missing(id);

    private static async Task<Results<Accepted<StartedView>, ProblemHttpResult>> CancelAsync(
        string id,
        ReasonRequest? request,
        FleetClient fleet,
        OperationsLook operations,
        CancellationToken cancel
    )
    {
        if (await operations.FindAsync(id, cancel) is not { } view)
        {
            return Missing(id);
        }
        return await fleet.CancelAsync(id, (request ?? new()).Reason, cancel) switch
        {
            Outcome.Refused refused => Problems.Refused(refused.Reason),
            Outcome.Done => TypedResults.Accepted($"/api/operations/{id}", new StartedView(id, view.Kind)),
        };
    }

    /// <summary>There is no such operation.</summary>
    public static ProblemHttpResult Missing(string id) =>
        Problems.NotFound(
            $"There is no operation '{id}'. One that ended more than six hours ago is forgotten; GET /api/operations lists the others."
        );
}
