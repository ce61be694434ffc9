namespace Duroxide.Dashboard;

/// <summary>Work that does not go on: stuck and parked.</summary>
static class WorkPage
{
    const int Shown = 100;

    public static async Task AnswerAsync(Call call)
    {
        var stuck = await call
            .Management.ListStuckAsync(Reading.Stuck(call) with { Limit = Shown }, call.Cancellation)
            .ConfigureAwait(false);
        var parked = await call
            .Management.ListParkedAsync(new() { Limit = Shown }, call.Cancellation)
            .ConfigureAwait(false);
        await Layout
            .SendAsync(
                call,
                "Work",
                Html.Of(
                    $"""
                    <h1>Work that does not go on</h1>
                    {Html.If(
                        call.Query("done"),
                        done => Html.Of($"""<p class="result" role="status">Done: {done}.</p>""")
                    )}
                    {Layout.Section("Stuck", Stuck(call, stuck))}
                    {Layout.Section("Parked", Parked(call, parked))}
                    """
                )
            )
            .ConfigureAwait(false);
    }

    /// <summary>Releases or discards what is parked, as a form asks: one item, or all that its page showed.</summary>
    public static async Task ActAsync(Call call)
    {
        var form = await FormFields.ReadAsync(call).ConfigureAwait(false);
        Func<Call, long, Task<bool>> act = form.Text("action") switch
        {
            "release" => InstanceActions.ReleaseAsync,
            "discard" => InstanceActions.DiscardAsync,
            var other => throw new BadRequestException($"There is no action '{other}'."),
        };
        if (!form.Box("confirm"))
        {
            throw new BadRequestException("Nothing was changed: tick the box that says that you mean it.");
        }
        var last = form.Number("last") ?? 0;
        var done = form.Number("item") is { } item
            ? await act(call, item).ConfigureAwait(false)
                ? 1
                : 0
            : await EachAsync(call, act, last).ConfigureAwait(false);
        ActionForms.See(call, $"{call.Root}/work?done={done}");
    }

    // What was parked after the page was shown is not touched, nor is what somebody else has dealt with.
    static async Task<int> EachAsync(Call call, Func<Call, long, Task<bool>> act, long last)
    {
        var parked = await call
            .Management.ListParkedAsync(new() { Limit = Shown }, call.Cancellation)
            .ConfigureAwait(false);
        var done = 0;
        foreach (var item in parked.Where(item => item.Id <= last))
        {
            try
            {
                await act(call, item.Id).ConfigureAwait(false);
                done++;
            }
            catch (BadRequestException)
            {
                // The audit log has it.
            }
        }
        return done;
    }

    static Html Stuck(Call call, IReadOnlyList<StuckWork> stuck) =>
        stuck.Count == 0
            ? Layout.Nothing("Nothing has waited for five minutes, and no activity was taken five times.")
            : Layout.Table(
                ["Kind", "Instance", "Event", "Since", "Waiting", "Taken"],
                stuck.Select(work =>
                    new[]
                    {
                        Html.Of($"{work.Kind.ToString()}"),
                        Link(call, work.Instance),
                        Html.Of($"{(work.Operation is { } id ? id.ToString() : "–")}"),
                        Layout.Time(work.Since),
                        Html.Of($"{Words.Span(call.Now - work.Since)}"),
                        Html.Of($"{work.Attempts}"),
                    }
                )
            );

    static Html Parked(Call call, IReadOnlyList<ParkedItem> parked) =>
        parked.Count == 0
            ? Layout.Nothing("Nothing is parked.")
            : Html.Of(
                $"""
                {Layout.Table(
                    ["Kind", "Instance", "Why", "Since", "Do"],
                    parked.Select(item =>
                        new[]
                        {
                            Html.Of($"{item.Kind.ToString()}"),
                            Link(call, item.Instance),
                            Html.Of($"{call.Shown(item.Reason)}"),
                            Layout.Time(item.Time),
                            Forms(call, item),
                        }
                    )
                )}
                {Html.If(!call.Options.IsReadOnly && parked.Count > 1, () => All(call, parked))}
                """
            );

    // A parked instance is not discarded: its page deletes it.
    static Html Forms(Call call, ParkedItem item) =>
        Html.If(
            !call.Options.IsReadOnly,
            () =>
                Html.Of(
                    $"""
                    {Form(call, "release", "item", item.Id, "Release", "the cause is repaired")}
                    {Html.If(
                        item.Kind != ParkedKind.Instance,
                        () => Form(call, "discard", "item", item.Id, "Discard", "for ever")
                    )}
                    """
                )
        );

    static Html All(Call call, IReadOnlyList<ParkedItem> parked)
    {
        var last = parked.Max(item => item.Id);
        return Html.Of(
            $"""
            <div class="all">
            {Form(call, "release", "last", last, $"Release all {parked.Count}", "the cause is repaired")}
            {Form(call, "discard", "last", last, "Discard all but instances", "for ever")}
            </div>
            """
        );
    }

    static Html Form(Call call, string action, string which, long number, string title, string confirmation) =>
        Html.Of(
            $"""
            <form class="{action}" method="post" action="{call.Root}/work">
            <input type="hidden" name="action" value="{action}">
            <input type="hidden" name="{which}" value="{number}">
            <label class="check"><input type="checkbox" name="confirm" value="yes" required> {confirmation}</label>
            <button>{title}</button>
            </form>
            """
        );

    static Html Link(Call call, InstanceId instance) => Layout.Id(call, instance.Value);
}
