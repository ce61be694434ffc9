namespace Duroxide.Dashboard;

/// <summary>The list of instances, with what chooses among them.</summary>
static class InstancesPage
{
    const int RowsOfAPage = 50;

    static readonly (InstanceOrder Order, string Text)[] Orders =
    [
        (InstanceOrder.NewestFirst, "newest first"),
        (InstanceOrder.OldestFirst, "oldest first"),
        (InstanceOrder.LastChangedFirst, "last changed first"),
        (InstanceOrder.FirstChangedFirst, "longest unchanged first"),
        (InstanceOrder.ById, "by id"),
        (InstanceOrder.ByIdDescending, "by id, descending"),
    ];

    public static async Task AnswerAsync(Call call)
    {
        var query = Reading.Query(call, RowsOfAPage);
        var page = await Reading.ListAsync(call, query).ConfigureAwait(false);
        await Layout
            .SendAsync(
                call,
                "Instances",
                Html.Of(
                    $"""
                    <h1>Instances</h1>
                    {Filter(call, query)}
                    {Rows(call, page)}
                    {More(call, page, query.After is not null)}
                    {BulkPage.Choice(call)}
                    {ActionForms.Start(call)}
                    """
                )
            )
            .ConfigureAwait(false);
    }

    /// <summary>Instances as a table.</summary>
    public static Html Table(Call call, IEnumerable<InstanceInfo> instances) =>
        Layout.Table(
            ["Instance", "Orchestration", "Status", "Says", "Created", "Changed"],
            instances.Select(info =>
                new[]
                {
                    Layout.Id(call, info.Instance.Value),
                    Html.Of($"""{info.Name} <span class="quiet">{info.Version?.ToString()}</span>"""),
                    Layout.Badge(Words.Status(info)),
                    Html.Of($"{Words.Cut(call.ShownIfAny(info.CustomStatus))}"),
                    Layout.Time(info.Created),
                    Layout.Time(info.Updated),
                }
            )
        );

    static Html Rows(Call call, Page<InstanceInfo> page) =>
        page.Count > 0 ? Table(call, page)
        : page.Next is not null ? Layout.Nothing("None on this page. There are more instances to look through.")
        : Layout.Nothing("No instance meets these conditions.");

    static Html More(Call call, Page<InstanceInfo> page, bool isLater)
    {
        var first = Html.If(isLater, () => Html.Of($"""<a href="{Address(call, null)}">First page</a> """));
        var next = Html.If(
            page.Next,
            after => Html.Of($"""<a rel="next" href="{Address(call, after)}">Next page</a>""")
        );
        return Html.Of($"""<p class="pages">{first}{next}</p>""");
    }

    static string Address(Call call, string? after)
    {
        var kept = call
            .Http.Request.Query.Where(one => one.Key != "after")
            .SelectMany(one => one.Value, (one, value) => (one.Key, Value: value ?? ""))
            .Where(one => one.Value.Length > 0);
        var all = after is null ? kept : kept.Append((Key: "after", Value: after));
        return $"{call.Root}/instances?"
            + string.Join('&', all.Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.Value)}"));
    }

    static Html Filter(Call call, InstanceQuery query)
    {
        var statuses = new[] { ExecutionStatus.Running, ExecutionStatus.Completed, ExecutionStatus.Failed };
        return Html.Of(
            $"""
            <form class="filter" method="get" action="{call.Root}/instances" role="search">
            <label>Status <select name="status"><option value="">any</option>{statuses.Select(status =>
                Option($"{status}", $"{status}", status == query.Status)
            )}</select></label>
            <label>Orchestration <input name="name" value="{query.Name}"></label>
            <label>Id begins with <input name="prefix" value="{query.IdPrefix}"></label>
            <label>Tag <input name="tag" placeholder="name=value" value="{call.Query("tag")}"></label>
            <label>Order <select name="order">{Orders.Select(one =>
                Option($"{one.Order}", one.Text, one.Order == query.Order)
            )}</select></label>
            <button>Find</button>
            <a href="{call.Root}/instances">Clear</a>
            </form>
            """
        );
    }

    static Html Option(string value, string text, bool isChosen) =>
        isChosen
            ? Html.Of($"""<option value="{value}" selected>{text}</option>""")
            : Html.Of($"""<option value="{value}">{text}</option>""");
}
