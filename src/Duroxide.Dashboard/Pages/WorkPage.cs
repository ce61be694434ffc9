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
                    {Layout.Section("Stuck", Stuck(call, stuck))}
                    {Layout.Section("Parked", Parked(call, parked))}
                    """
                )
            )
            .ConfigureAwait(false);
    }

    /// <summary>Releases a parked item, as a form asks.</summary>
    public static async Task ReleaseAsync(Call call)
    {
        var form = await FormFields.ReadAsync(call).ConfigureAwait(false);
        await InstanceActions
            .ReleaseAsync(call, form.Number("item") ?? throw new BadRequestException("The field 'item' is missing."))
            .ConfigureAwait(false);
        call.Http.Response.StatusCode = StatusCodes.Status303SeeOther;
        call.Http.Response.Headers.Location = $"{call.Root}/work";
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
            : Layout.Table(
                ["Kind", "Instance", "Why", "Since", "Do"],
                parked.Select(item =>
                    new[]
                    {
                        Html.Of($"{item.Kind.ToString()}"),
                        Link(call, item.Instance),
                        Html.Of($"{call.Shown(item.Reason)}"),
                        Layout.Time(item.Time),
                        Release(call, item),
                    }
                )
            );

    static Html Release(Call call, ParkedItem item) =>
        Html.If(
            !call.Options.IsReadOnly,
            () =>
                Html.Of(
                    $"""
                    <form method="post" action="{call.Root}/work">
                    <input type="hidden" name="item" value="{item.Id}">
                    <label class="check"><input type="checkbox" required> the cause is repaired</label>
                    <button>Release</button>
                    </form>
                    """
                )
        );

    static Html Link(Call call, InstanceId instance) => Layout.Id(call, instance.Value);
}
