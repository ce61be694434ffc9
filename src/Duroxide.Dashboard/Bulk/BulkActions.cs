namespace Duroxide.Dashboard;

/// <summary>Does something to many instances, those that conditions name.</summary>
static class BulkActions
{
    /// <summary>How many instances are taken at once.</summary>
    public const int AtOnce = 200;

    static readonly string[] NoConditions = ["action", "after", "all", "limit", "order"];

    /// <summary>The instances that an action reaches, as the address says. Those that are created from now on are not among them.</summary>
    public static InstanceQuery Query(Call call, BulkAction action)
    {
        var asked = Reading.Query(call, AtOnce);
        return action.Only(
            asked with
            {
                CreatedBefore = asked.CreatedBefore ?? call.Now,
                Order = InstanceOrder.OldestFirst,
            }
        );
    }

    /// <summary>Does it to all of them, a page after the other.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="reason">Why; null for no reason.</param>
    /// <param name="tell">Hears how many of how many are done.</param>
    public static async Task<BulkReport> AllAsync(
        Call call,
        BulkAction action,
        string? reason,
        Func<ProgressView, Task> tell
    )
    {
        var query = Query(call, action) with { Limit = AtOnce, After = null };
        var counts = await call.Management.CountInstancesAsync(query, null, call.Cancellation).ConfigureAwait(false);
        var all = counts.Sum(count => count.Count);
        return await WrittenDownAsync(
                call,
                action,
                async () =>
                {
                    var done = new BulkReport(0, 0);
                    do
                    {
                        var part = await PartAsync(call, action, reason, query).ConfigureAwait(false);
                        done = new(done.Changed + part.Changed, done.Left + part.Left) { After = part.After };
                        query = query with { After = part.After };
                        var looked = done.Changed + done.Left;
                        await tell(new(looked, Math.Max(looked, all))).ConfigureAwait(false);
                    } while (done.HasMore);
                    return done;
                }
            )
            .ConfigureAwait(false);
    }

    /// <summary>Does it to one page of them.</summary>
    /// <exception cref="BadRequestException">There is no condition, and nobody said that all are meant.</exception>
    public static Task<BulkReport> PageAsync(Call call, BulkAction action, string? reason) =>
        Conditions(call).Length == 0 && call.Http.Request.Query["all"] != "true"
            ? throw new BadRequestException(
                "There is no condition, so all instances would be reached. Give one, or say all=true. Nothing was changed."
            )
            : WrittenDownAsync(call, action, () => PartAsync(call, action, reason, Query(call, action)));

    /// <summary>The conditions of the address, as people read them.</summary>
    public static string Conditions(Call call)
    {
        var told = call
            .Http.Request.Query.Where(one => !NoConditions.Contains(one.Key))
            .SelectMany(one => one.Value, (one, value) => $"{one.Key} {value}")
            .Where(one => !one.EndsWith(' '));
        return string.Join(", ", told);
    }

    static Task<BulkReport> PartAsync(Call call, BulkAction action, string? reason, InstanceQuery query) =>
        action.NeedsReason && string.IsNullOrWhiteSpace(reason)
            ? throw new BadRequestException("'reason' is missing. Nothing was changed.")
            : action.ActAsync(call, query, reason ?? "");

    static Task<BulkReport> WrittenDownAsync(Call call, BulkAction action, Func<Task<BulkReport>> act) =>
        Audit.DoAsync(call, action.Name, $"all instances with {Conditions(call)}", act);
}
