using System.Globalization;

namespace Duroxide.Dashboard;

/// <summary>An action on many instances: first how many and which, then done when it is confirmed.</summary>
static class BulkPage
{
    const int Shown = 20;

    /// <summary>What an action would hit.</summary>
    public static async Task PreviewAsync(Call call)
    {
        var action = BulkAction.Of(call.Query("action"));
        var query = BulkActions.Query(call, action);
        var counts = await call.Management.CountInstancesAsync(query, null, call.Cancellation).ConfigureAwait(false);
        var first = await Reading.ListAsync(call, query with { Limit = Shown, After = null }).ConfigureAwait(false);
        var count = counts.Sum(one => one.Count);
        await Layout
            .SendAsync(
                call,
                $"{action.Text} many",
                Html.Of(
                    $"""
                    <h1>{action.Text} {count} {Instances(count)}?</h1>
                    <p>Conditions: {Told(call)}. {action.Note}</p>
                    {(count == 0 ? Layout.Nothing("Nothing meets these conditions.") : Form(call, action, query, count))}
                    {Html.If(count > 0, () =>
                        Layout.Section(
                            count > first.Count ? $"The oldest {first.Count} of them" : "Which",
                            InstancesPage.Table(call, first)
                        ))}
                    """
                )
            )
            .ConfigureAwait(false);
    }

    /// <summary>Does it, as a form asks.</summary>
    public static async Task AnswerAsync(Call call)
    {
        var action = BulkAction.Of(call.Query("action"));
        var form = await FormFields.ReadAsync(call).ConfigureAwait(false);
        if (!form.Box("confirm"))
        {
            throw new BadRequestException("Nothing was changed: tick the box that says that you mean it.");
        }
        var reason = form.Text("reason");
        if (action.NeedsReason && string.IsNullOrWhiteSpace(reason))
        {
            throw new BadRequestException("'reason' is missing. Nothing was changed.");
        }
        await StreamedPage
            .SendAsync(
                call,
                $"{action.Text} many",
                Html.Of($"""<h1>{action.Text} many</h1>"""),
                async tell => Result(call, await BulkActions.AllAsync(call, action, reason, tell).ConfigureAwait(false))
            )
            .ConfigureAwait(false);
    }

    /// <summary>The form that leads to the preview, for all that the conditions of a list find.</summary>
    public static Html Choice(Call call) =>
        Html.If(
            !call.Options.IsReadOnly,
            () =>
                Html.Of(
                    $"""
                    <form class="filter bulk" method="get" action="{call.Root}/bulk">
                    {Conditions(call).Select(one => Html.Of($"""<input type="hidden" name="{one.Name}" value="{one.Value}">"""))}
                    <label>All that these conditions find <select name="action">{BulkAction.All.Select(action =>
                        Html.Of($"""<option value="{action.Name}">{action.Text.ToLowerInvariant()}</option>""")
                    )}</select></label>
                    <button>Preview</button>
                    </form>
                    """
                )
        );

    // What is created after the preview is not hit.
    static Html Form(Call call, BulkAction action, InstanceQuery query, long count)
    {
        var until = query.CreatedBefore?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "";
        var kept = Conditions(call)
            .Where(one => one.Name != "createdBefore")
            .Append(("createdBefore", until))
            .Append(("action", action.Name))
            .Select(one => $"{Uri.EscapeDataString(one.Item1)}={Uri.EscapeDataString(one.Item2)}");
        var reason = Html.If(
            action.NeedsReason,
            () => Html.Of($"""<label>Reason <input name="reason" required></label>""")
        );
        return Html.Of(
            $"""
            <form class="{action.Name}" method="post" action="{call.Root}/bulk?{string.Join('&', kept)}">
            {reason}
            <label class="check"><input type="checkbox" name="confirm" value="yes" required> {action.Text} these {count} {Instances(
                count
            )}</label>
            <button>{action.Text}</button>
            <a href="{call.Root}/instances">Leave them</a>
            </form>
            """
        );
    }

    static Html Result(Call call, BulkReport report) =>
        Html.Of(
            $"""
            <p class="result" role="status">{report.Changed} {Instances(
                report.Changed
            )} changed, {report.Left} left as they were.</p>
            <p><a href="{call.Root}/instances">To the instances</a></p>
            """
        );

    static string Told(Call call) => BulkActions.Conditions(call) is { Length: > 0 } told ? told : "none, so all";

    static IEnumerable<(string Name, string Value)> Conditions(Call call) =>
        call
            .Http.Request.Query.Where(one => one.Key is not ("after" or "order" or "limit" or "action"))
            .SelectMany(one => one.Value, (one, value) => (one.Key, Value: value ?? ""))
            .Where(one => one.Value.Length > 0);

    static string Instances(long count) => count == 1 ? "instance" : "instances";
}
