namespace Duroxide.Dashboard;

/// <summary>Something that is done to many instances.</summary>
/// <param name="Name">Its name in the API and in forms.</param>
/// <param name="Text">What it does, as a person says it.</param>
/// <param name="NeedsReason">Whether it needs a reason.</param>
/// <param name="Note">Which of the instances it leaves as they are.</param>
/// <param name="Only">Narrows conditions to what it can be done to.</param>
/// <param name="ActAsync">Does it to one page of a query, with a reason.</param>
sealed record BulkAction(
    string Name,
    string Text,
    bool NeedsReason,
    string Note,
    Func<InstanceQuery, InstanceQuery> Only,
    Func<Call, InstanceQuery, string, Task<BulkReport>> ActAsync
)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<BulkAction> All { get; } =
    [
        new(
            "suspend",
            "Suspend",
            true,
            "Those that are suspended already stay so.",
            Running,
            (call, query, reason) =>
                call.Management.SuspendInstancesAsync(query, reason, cancellationToken: call.Cancellation)
        ),
        new(
            "resume",
            "Resume",
            false,
            "Those that are not suspended are left as they are.",
            Running,
            (call, query, _) => call.Management.ResumeInstancesAsync(query, cancellationToken: call.Cancellation)
        ),
        new(
            "cancel",
            "Cancel",
            true,
            "Their children are cancelled with them.",
            Running,
            (call, query, reason) =>
                call.Management.CancelInstancesAsync(query, reason, cancellationToken: call.Cancellation)
        ),
        new(
            "prune",
            "Prune",
            false,
            "Executions before the current one are deleted.",
            query => query,
            async (call, query, _) => await PruneAsync(call, query).ConfigureAwait(false)
        ),
        new(
            "delete",
            "Delete",
            false,
            "Those of which a child runs stay. What is deleted is gone for ever, with its children.",
            query => query with { RootsOnly = true, EndedBefore = query.EndedBefore ?? query.CreatedBefore },
            DeleteAsync
        ),
    ];

    /// <summary>The action of a name.</summary>
    /// <exception cref="BadRequestException">There is none.</exception>
    public static BulkAction Of(string? name) =>
        All.FirstOrDefault(action => action.Name == name)
        ?? throw new BadRequestException(
            $"There is no action '{name}' for many instances; there are {string.Join(", ", All.Select(one => one.Name))}."
        );

    static InstanceQuery Running(InstanceQuery query) =>
        query.Status is null or ExecutionStatus.Running
            ? query with
            {
                Status = ExecutionStatus.Running,
            }
            : throw new BadRequestException(
                $"This can be done to what runs only, and the condition is status {query.Status}. Leave the status out, or choose Running. Nothing was changed."
            );

    static async Task<BulkReport> PruneAsync(Call call, InstanceQuery query)
    {
        var pruned = await call
            .Management.PruneInstancesAsync(query, cancellationToken: call.Cancellation)
            .ConfigureAwait(false);
        return new(pruned.Instances, 0) { After = pruned.After };
    }

    static async Task<BulkReport> DeleteAsync(Call call, InstanceQuery query, string reason)
    {
        var page = await call.Management.ListInstancesAsync(query, call.Cancellation).ConfigureAwait(false);
        if (page.Count == 0)
        {
            return new(0, 0) { After = page.Next };
        }
        var deleted = await call
            .Management.DeleteInstancesAsync(
                new() { Instances = page.Select(info => info.Instance).ToValueList() },
                cancellationToken: call.Cancellation
            )
            .ConfigureAwait(false);
        return new(page.Count - deleted.Kept, deleted.Kept) { After = page.Next };
    }
}
