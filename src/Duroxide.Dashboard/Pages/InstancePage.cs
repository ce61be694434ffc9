namespace Duroxide.Dashboard;

/// <summary>One instance: what it is, what it waits for, what it has done.</summary>
static class InstancePage
{
    const int EventsOfAPage = 100;

    public static async Task AnswerAsync(Call call)
    {
        var instance = call.Instance;
        var info = await call.Management.GetInstanceAsync(instance, call.Cancellation).ConfigureAwait(false);
        var details = await Reading.DetailsAsync(call, instance).ConfigureAwait(false);
        var content = Html.Of(
            $"""
            <h1 class="id">{instance.Value}</h1>
            {ActionForms.Result(call)}
            <div id="live" data-changes="{Changes(call, info)}" data-seen="{Seen(info, details)}">
            {Summary(call, details)}
            {Waits(call, details)}
            {await HistoryAsync(call, info).ConfigureAwait(false)}
            {Values(details)}
            {Executions(call, details)}
            {Children(call, details)}
            </div>
            {ActionForms.Of(call, info)}
            """
        );
        await Layout.SendAsync(call, instance.Value, content).ConfigureAwait(false);
    }

    // What has ended is not watched.
    static string Changes(Call call, InstanceInfo info) =>
        info.Status == ExecutionStatus.Running
            ? $"{call.Root}/api/instance/changes?id={Uri.EscapeDataString(info.Instance.Value)}"
            : "";

    // What happens between this page and the first event of the stream is not missed.
    static string Seen(InstanceInfo info, InstanceDetails details) =>
        $"{info.Revision} {info.Execution} {details.Executions.LastOrDefault()?.Events ?? 0}";

    static Html Summary(Call call, InstanceDetails details)
    {
        var info = details.Summary;
        var tags = info.Tags.Select(tag => Html.Of($"""<span class="tag">{tag.Key}={tag.Value}</span> """));
        return Html.Of(
            $"""
            <dl>
            <dt>Status</dt><dd>{Layout.Badge(info.Status)}</dd>
            <dt>Orchestration</dt><dd>{info.Orchestration} <span class="quiet">{info.Version}</span></dd>
            {Row("Says", info.CustomStatus)}
            {Html.If(details.Output, output => Html.Of($"""<dt>Result</dt><dd>{PayloadText.Of(output)}</dd>"""))}
            {Html.If(details.Error, error => Html.Of($"""<dt>Error</dt><dd class="problem">{error}</dd>"""))}
            {Row("Parked", info.Parked)}
            {Row("Suspended", info.Suspended)}
            {Html.If(info.Parent, parent => Html.Of($"""<dt>Parent</dt><dd>{Layout.Id(call, parent)}</dd>"""))}
            {Html.If(info.Tags.Count > 0, () => Html.Of($"""<dt>Tags</dt><dd>{tags}</dd>"""))}
            <dt>Created</dt><dd>{Layout.Time(info.Created)}</dd>
            <dt>Changed</dt><dd>{Layout.Time(info.Updated)}</dd>
            </dl>
            """
        );
    }

    static Html Row(string title, string? text) =>
        Html.If(text, shown => Html.Of($"""<dt>{title}</dt><dd>{shown}</dd>"""));

    static Html Waits(Call call, InstanceDetails details)
    {
        if (details.Waits.Length == 0)
        {
            return Html.Empty;
        }
        var rows = details.Waits.Select(wait =>
            new[]
            {
                Html.Of($"{wait.Event}"),
                Html.Of($"{wait.Kind}"),
                wait.Child is { } child ? Layout.Id(call, child) : Html.Of($"{wait.Name}"),
                Layout.Time(wait.Since),
                Html.Of($"{More(call, wait)}"),
            }
        );
        return Layout.Section("Waits for", Layout.Table(["Event", "Kind", "Name", "Since", "More"], rows));
    }

    static string More(Call call, WaitView wait) =>
        wait.Due is { } due
            ? due > call.Now
                ? $"due in {Words.Span(due - call.Now)}"
                : "due now"
            : wait.Attempt == 0
                ? ""
                : (wait.IsLeased ? "runs" : "in the queue")
                    + (wait.Attempt > 1 ? $", attempt {wait.Attempt}" : "")
                    + (wait.Taken > 1 ? $", taken {wait.Taken} times" : "");

    // Of one that is parked, the history cannot be read: the page says so, and shows all else.
    static async Task<Html> HistoryAsync(Call call, InstanceInfo info)
    {
        if (info.Parked is not null)
        {
            return Layout.Section("History", Layout.Nothing("The history of a parked instance is not shown."));
        }
        var from = call.Number("from") ?? 1;
        var page = await Reading.HistoryAsync(call, info.Instance, from, EventsOfAPage).ConfigureAwait(false);
        var waterfall = await WaterfallReading.ReadAsync(call, info.Instance, page.Execution).ConfigureAwait(false);
        var rows = page
            .Events.Select(happened => EventText.Of(call, happened, page.Header))
            .Select(happened =>
                new[]
                {
                    Html.Of(
                        $"""<a href="{MomentPage.Address(call, info.Instance.Value, page.Execution.Value, happened.Event)}" title="How things stood then">{happened.Event}</a>"""
                    ),
                    Html.Of($"""<time>{Words.Instant(happened.Time)}</time>"""),
                    Html.Of($"{happened.Text}"),
                    PayloadText.Of(happened.Payload),
                }
            );
        var history =
            page.Events.Count == 0
                ? Layout.Nothing("No event: the first turn has not been taken.")
                : Layout.Table(["Event", "Time", "What", "Payload"], rows);
        return Html.Of(
            $"""
            {WaterfallPart.Of(call, waterfall)}
            {Layout.Section(
                $"History of execution {page.Execution}",
                Html.Of($"""{Travel(call, page)}{history}{Pages(call, page, from)}""")
            )}
            """
        );
    }

    static Html Travel(Call call, HistoryPage page) =>
        Html.If(
            page.Events.Count > 0,
            () =>
                Html.Of(
                    $"""<p class="pages"><a class="button" href="{MomentPage.Address(call, call.Instance.Value, page.Execution.Value, page.Events[0].Id.Value)}">Travel through it</a></p>"""
                )
        );

    static Html Pages(Call call, HistoryPage page, long from)
    {
        var before = Math.Max(1, from - EventsOfAPage);
        var earlier = Html.If(
            from > 1,
            () => Html.Of($"""<a rel="prev" href="{Address(call, page.Execution, before)}">Earlier events</a> """)
        );
        var later = page.Next is { } next
            ? Html.Of($"""<a rel="next" href="{Address(call, page.Execution, next.Value)}">Later events</a>""")
            : Html.Empty;
        return Html.Of($"""<p class="pages">{earlier}{later}</p>""");
    }

    static string Address(Call call, ExecutionId execution, long from) =>
        $"{Layout.InstanceLink(call, call.Instance.Value)}&execution={execution}&from={from}";

    static Html Values(InstanceDetails details) =>
        Html.If(
            details.Values.Length > 0,
            () =>
                Layout.Section(
                    "Values",
                    Layout.Table(
                        ["Key", "Value", "Changed"],
                        details.Values.Select(value =>
                            new[] { Html.Of($"{value.Key}"), PayloadText.Of(value.Data), Layout.Time(value.Updated) }
                        )
                    )
                )
        );

    static Html Executions(Call call, InstanceDetails details) =>
        Html.If(
            details.Executions.Length > 1,
            () =>
                Layout.Section(
                    "Executions",
                    Layout.Table(
                        ["Execution", "Status", "Version", "Started", "Ended", "Events"],
                        details.Executions.Reverse().Select(one => Row(call, one))
                    )
                )
        );

    static Html[] Row(Call call, ExecutionView one) =>
        [
            Html.Of($"""<a href="{Address(call, new(one.Execution), 1)}">{one.Execution}</a>"""),
            Layout.Badge(one.Status),
            Html.Of($"{one.Version}"),
            Layout.Time(one.Started),
            one.Ended is { } ended ? Layout.Time(ended) : Html.Empty,
            Html.Of($"{one.Events}"),
        ];

    static Html Children(Call call, InstanceDetails details) =>
        Html.If(
            details.Children.Length > 0,
            () =>
                Layout.Section(
                    "Children",
                    Html.Of(
                        $"""
                        {Layout.Table(
                            ["Instance", "Orchestration", "Status", "Created"],
                            details.Children.Select(child =>
                                new[]
                                {
                                    Layout.Id(call, child.Instance),
                                    Html.Of($"{child.Orchestration}"),
                                    Layout.Badge(child.Status),
                                    Layout.Time(child.Created),
                                }
                            )
                        )}
                        {Html.If(details.HasMoreChildren, () =>
                            Html.Of($"""<p><a href="{call.Root}/instances?parent={Uri.EscapeDataString(details.Summary.Instance)}">All children</a></p>"""))}
                        """
                    )
                )
        );
}
