namespace Duroxide.Dashboard;

/// <summary>A journey through the history of an execution: a slider over its events, and how things stood after each.</summary>
static class MomentPage
{
    public static async Task AnswerAsync(Call call)
    {
        var moment = await Travelling.ReadAsync(call).ConfigureAwait(false);
        var whatIf = call.Query("whatif") is not null ? await Travelling.WhatIfAsync(call).ConfigureAwait(false) : null;
        var instance = call.Instance.Value;
        await Layout
            .SendAsync(
                call,
                $"{instance}, event {moment.Event.Event}",
                Html.Of(
                    $"""
                    <h1 class="id">{instance}</h1>
                    <p class="pages"><a href="{Layout.InstanceLink(
                        call,
                        instance
                    )}&execution={moment.Execution}">Back to the instance</a></p>
                    {Slider(call, instance, moment)}
                    <div id="moment">
                    {Steps(call, instance, moment)}
                    {What(moment)}
                    <div class="beside">
                    {Layout.Section("How it stood", State(call, moment))}
                    {Layout.Section("What the code decides", DecisionPart.Of(moment.Decision))}
                    </div>
                    {WhatIfPart.Of(call, instance, moment, whatIf)}
                    </div>
                    """
                )
            )
            .ConfigureAwait(false);
    }

    /// <summary>The address of a moment.</summary>
    public static string Address(Call call, string instance, long execution, long at) =>
        $"{call.Root}/moment?id={Uri.EscapeDataString(instance)}&execution={execution}&event={at}";

    static Html Slider(Call call, string instance, MomentView moment) =>
        Html.Of(
            $"""
            <form class="travel" method="get" action="{call.Root}/moment">
            <input type="hidden" name="id" value="{instance}">
            <input type="hidden" name="execution" value="{moment.Execution}">
            <label>Event <input type="range" name="event" min="1" max="{moment.Last}" value="{moment.Event.Event}"></label>
            <output>{moment.Event.Event}</output> <span class="quiet">of {moment.Last}</span>
            <button>Show</button>
            </form>
            """
        );

    static Html Steps(Call call, string instance, MomentView moment)
    {
        var at = moment.Event.Event;
        Html Link(string text, long to, bool isPossible) =>
            isPossible
                ? Html.Of($"""<a href="{Address(call, instance, moment.Execution, to)}">{text}</a> """)
                : Html.Of($"""<span class="quiet">{text}</span> """);
        return Html.Of(
            $"""
            <p class="pages">
            {Link("First", 1, at > 1)}{Link("Before", at - 1, at > 1)}{Link("Next", at + 1, at < moment.Last)}{Link(
                "Last",
                moment.Last,
                at < moment.Last
            )}
            </p>
            """
        );
    }

    static Html What(MomentView moment) =>
        Html.Of(
            $"""
            <dl class="moment">
            <dt>Event {moment.Event.Event}</dt><dd><strong>{moment.Event.Text}</strong> {PayloadText.Of(
                moment.Event.Payload
            )}</dd>
            <dt>Time</dt><dd><time>{Words.Instant(moment.Event.Time)}</time></dd>
            </dl>
            """
        );

    static Html State(Call call, MomentView moment)
    {
        var tags = moment.Tags.Select(tag => Html.Of($"""<span class="tag">{tag.Key}={tag.Value}</span> """));
        var open = moment.Open.Select(wait => Html.Of($"""<li>{Open(call, wait)}</li>"""));
        var values = moment.Values.Select(value => Html.Of($"""<li>{value.Key} {PayloadText.Of(value.Data)}</li>"""));
        return Html.Of(
            $"""
            <dl>
            <dt>Says</dt><dd>{moment.Status ?? "nothing"}</dd>
            <dt>Open</dt><dd>{List(open)}</dd>
            <dt>Values</dt><dd>{List(values)}</dd>
            {Html.If(moment.Tags.Count > 0, () => Html.Of($"""<dt>Tags</dt><dd>{tags}</dd>"""))}
            {Html.If(moment.Unread > 0, () => Html.Of($"""<dt>Unread</dt><dd>{moment.Unread} messages</dd>"""))}
            </dl>
            """
        );
    }

    static Html Open(Call call, WaitView wait) =>
        Html.Of(
            $"""<span class="quiet">{wait.Event}</span> {wait.Kind.ToLowerInvariant()} {(wait.Child is { } child ? Layout.Id(call, child) : Html.Of($"{wait.Name}"))}"""
        );

    static Html List(IEnumerable<Html> items)
    {
        var all = items.ToList();
        return all.Count == 0
            ? Html.Of($"""<span class="quiet">none</span>""")
            : Html.Of($"""<ul class="plain">{all}</ul>""");
    }
}
