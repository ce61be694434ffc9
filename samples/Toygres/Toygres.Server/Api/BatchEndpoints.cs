using System.Text.Json;
using Duroxide;
using Microsoft.AspNetCore.Http.HttpResults;
using Toygres.Orchestrations;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Tells how far batches are.</summary>
internal static class BatchEndpoints
{
    /// <summary>The name of the orchestration that makes a batch.</summary>
    public const string Code = Names.Orchestration + "create-batch";

    public static void MapBatches(this RouteGroupBuilder api)
    {
        var batches = api.MapGroup("/batches").WithTags("batches");
        batches.MapGet("", ListAsync).WithName("ListBatches").WithSummary("Lists batches, newest first.");
        batches.MapGet("/{id}", FindAsync).WithName("GetBatch").WithSummary("Tells how far a batch is.");
    }

    private static async Task<Ok<IReadOnlyList<BatchView>>> ListAsync(DuroxideClient engine, CancellationToken cancel)
    {
        var query = new InstanceQuery { Name = Code, Limit = 100 };
        var page = await engine.Management.ListInstancesAsync(query, cancel);
        return TypedResults.Ok<IReadOnlyList<BatchView>>([.. page.Select(Of)]);
    }

    private static async Task<Results<Ok<BatchView>, ProblemHttpResult>> FindAsync(
        string id,
        DuroxideClient engine,
        CancellationToken cancel
    )
    {
        var status = await engine.GetStatusAsync(id, cancel);
        var info = status.Match(
            notFound: _ => null,
            running: running => running.Info,
            completed: ended => ended.Info,
            failed: ended => (InstanceInfo?)ended.Info
        );
        return info?.Name == Code
            ? TypedResults.Ok(Of(info))
            : Problems.NotFound($"There is no batch '{id}'. GET /api/batches lists those the engine still knows.");
    }

    /// <summary>Says how far a batch is; null before it says anything.</summary>
    /// <param name="status">What it says of itself.</param>
    public static string? Say(string? status)
    {
        if (status is null)
        {
            return null;
        }
        var batch = Read(status);
        return $"{batch.Completed} of {batch.Total} run, {batch.Failed} failed, {batch.Creating} are being made";
    }

    private static BatchStatus Read(string status) =>
        JsonSerializer.Deserialize<BatchStatus>(status, JsonSerializerOptions.Web)!;

    private static BatchView Of(InstanceInfo info)
    {
        var status = info.CustomStatus is { } text ? Read(text) : new BatchStatus(0, 0, 0, 0, []);
        return new(
            info.Instance.ToString(),
            Word.Of(info.Status),
            status.Total,
            status.Completed,
            status.Failed,
            status.Creating,
            status.Errors,
            info.Created
        );
    }
}
