using System.Text.RegularExpressions;
using Duroxide;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Tells of operations: the orchestrations of the fleet that end.</summary>
internal sealed partial class OperationsLook(DuroxideClient engine, ICms cms)
{
    private const string Prefix = "toygres::orchestration::";
    private const int MostOfInstance = 50;

    // What is done with one instance is named by it: create-orders-1f00ba42, stop-orders-1f00ba42-0a1b2c3d.
    private static readonly string[] Kinds =
    [
        "create",
        "delete",
        "start",
        "stop",
        "restart",
        "resize",
        "rotate",
        "restore",
        "failover",
        "rejoin",
        "mend",
    ];

    /// <summary>Finds an operation; null when the engine does not know it, or no longer.</summary>
    public async Task<OperationView?> FindAsync(string id, CancellationToken cancel)
    {
        var status = await engine.GetStatusAsync(id, cancel);
        return status is OrchestrationStatus.NotFound
            ? await FindWaitingAsync(id, cancel)
            : status.Match(
                notFound: _ => null,
                running: running => Of(running.Info, null),
                completed: ended => Of(ended.Info, null),
                failed: ended => (OperationView?)Of(ended.Info, ended.Failure.Display)
            );
    }

    // What was begun in a transaction is in the memory of the fleet at once, and in the engine when a worker has taken it.
    private async Task<OperationView?> FindWaitingAsync(string id, CancellationToken cancel)
    {
        var rows = await cms.ListAsync(cancel);
        if (rows.FirstOrDefault(row => row.Operation == id) is { } row)
        {
            return Waiting(id, Verb(id, row.Name.Value), row.Updated);
        }
        var images = await cms.ListImagesAsync(cancel);
        return
            images.FirstOrDefault(image => image.CreateOrchestration == id && image.State is ImageState.Creating)
                is { } image
            ? Waiting(id, "create-image", image.Created)
            : null;
    }

    private static string Verb(string id, string name)
    {
        var verb = id.Split($"-{name}")[0];
        return verb switch
        {
            "rotate" => "rotate-password",
            "failover" => "fail-over",
            _ => $"{verb}-instance",
        };
    }

    private static OperationView Waiting(string id, string kind, DateTimeOffset since) =>
        new(id, kind, Word.Of(ExecutionStatus.Running), since, since) { Step = "waiting for a worker" };

    /// <summary>Lists operations, newest first.</summary>
    /// <param name="after">Where to go on; null for the beginning.</param>
    /// <param name="status">In which status; null for any.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<PageView<OperationView>> ListAsync(
        string? after,
        ExecutionStatus? status,
        int limit,
        CancellationToken cancel
    )
    {
        var query = new InstanceQuery
        {
            RootsOnly = true,
            Limit = limit,
            After = after,
            Status = status,
        };
        // What lives for ever stands between them, so that a page may be shorter.
        var page = await engine.Management.ListInstancesAsync(query, cancel);
        return new([.. page.Where(info => !Upkeep.LivesForEver(info.Name)).Select(info => Of(info, null))], page.Next);
    }

    /// <summary>Lists what is done and was done with one instance, newest first.</summary>
    public async Task<IReadOnlyList<OperationView>> OfAsync(string name, CancellationToken cancel)
    {
        var found = new List<OperationView>();
        foreach (var kind in Kinds)
        {
            var query = new InstanceQuery { IdPrefix = $"{kind}-{name}", Limit = MostOfInstance };
            var page = await engine.Management.ListInstancesAsync(query, cancel);
            // Another instance may be called as this one and more.
            found.AddRange(
                page.Where(info => Ending().IsMatch(info.Instance.ToString()[query.IdPrefix.Length..]))
                    .Select(info => Of(info, null))
            );
        }
        return [.. found.OrderByDescending(operation => operation.Created).Take(MostOfInstance)];
    }

    /// <summary>Follows an operation until it has ended.</summary>
    /// <param name="id">Which.</param>
    /// <param name="patience">How long to wait for a change before it is told again as it is.</param>
    /// <param name="cancel">Ends it.</param>
    public async IAsyncEnumerable<OperationView> FollowAsync(
        string id,
        TimeSpan patience,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        var seen = 0L;
        while (await FindAsync(id, cancel) is { } view)
        {
            yield return view;
            if (view.HasEnded)
            {
                yield break;
            }
            seen = (await engine.WaitForChangeAsync(id, seen, patience, cancel))?.Revision ?? 0;
        }
    }

    // The first one that makes it has its name alone; others have eight digits more.
    [GeneratedRegex(@"^(-[0-9a-f]{8})?\z")]
    private static partial Regex Ending();

    private static OperationView Of(InstanceInfo info, string? error) =>
        new(
            info.Instance.ToString(),
            info.Name.StartsWith(Prefix, StringComparison.Ordinal) ? info.Name[Prefix.Length..] : info.Name,
            Word.Of(info.Status),
            info.Created,
            info.Updated
        )
        {
            Step = info.Name == BatchEndpoints.Code ? BatchEndpoints.Say(info.CustomStatus) : info.CustomStatus,
            Error = error,
            HasEnded = info.Status is ExecutionStatus.Completed or ExecutionStatus.Failed,
        };
}
