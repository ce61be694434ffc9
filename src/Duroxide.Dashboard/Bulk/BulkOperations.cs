namespace Duroxide.Dashboard;

/// <summary>What is to be done to many instances.</summary>
/// <param name="Action">suspend, resume, cancel, prune or delete.</param>
/// <param name="Reason">Why; needed to suspend and to cancel.</param>
sealed record BulkBody(string? Action, string? Reason);

/// <summary>What was done to a page of instances.</summary>
/// <param name="Changed">How many were changed.</param>
/// <param name="Left">How many were left as they are.</param>
/// <param name="Next">What to give as <c>after</c> to go on; missing when there is nothing more.</param>
sealed record BulkView(long Changed, long Left, string? Next);

/// <summary>The operation of the API on many instances.</summary>
static class BulkOperations
{
    public static IEnumerable<ApiOperation> All { get; } =
    [
        ApiOperation.Post(
            "/instances/bulk",
            "changeInstances",
            "Suspends, resumes, cancels, prunes or deletes a page of the instances that meet conditions. Count them first, and give createdBefore: what is created later is not changed then. Without a condition it is refused, unless all is true.",
            [
                .. ApiOperations.Conditions,
                new("after", "string", "The next of the call before."),
                new("limit", "integer", $"How many at most: up to {Reading.Most}."),
                new("all", "boolean", "Whether all instances are meant where there is no condition."),
            ],
            ApiJson.Api.BulkBody,
            ApiJson.Api.BulkView,
            async (call, body) =>
            {
                var report = await BulkActions
                    .PageAsync(call, BulkAction.Of(body.Action), body.Reason)
                    .ConfigureAwait(false);
                return new BulkView(report.Changed, report.Left, report.After);
            }
        ),
    ];
}
