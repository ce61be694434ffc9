namespace Duroxide.Dashboard;

/// <summary>A fork: first what would come of it, then made when it is confirmed.</summary>
static class ForkPage
{
    public static async Task PreviewAsync(Call call)
    {
        var instance = call.Instance.Value;
        var tried = await Forking.TryAsync(call).ConfigureAwait(false);
        var place = tried.Before is { } before ? $"before event {before}" : "before its end";
        await Layout
            .SendAsync(
                call,
                $"Fork {instance}",
                Html.Of(
                    $"""
                    <h1>Fork <span class="id">{instance}</span> {place}</h1>
                    <p>A fork is a new instance that keeps the history before that event, and goes on from there with the present
                    code. <a href="{Layout.InstanceLink(call, instance)}">{instance}</a> is left as it is.</p>
                    {Where(call, instance, tried)}
                    {Layout.Section("What would come of it", Then(tried))}
                    {Html.If(!call.Options.IsReadOnly, () => Layout.Section("Fork it", Form(call, instance, tried)))}
                    """
                )
            )
            .ConfigureAwait(false);
    }

    /// <summary>Makes it, as a form asks.</summary>
    public static async Task AnswerAsync(Call call)
    {
        var form = await FormFields.ReadAsync(call).ConfigureAwait(false);
        if (!form.Box("confirm"))
        {
            throw new BadRequestException("Nothing was changed: tick the box that says that you mean it.");
        }
        var body = new ForkBody(
            form.Text("fork"),
            form.Number("execution"),
            form.Number("before"),
            form.Text("version")
        );
        await Forking.ForkAsync(call, call.Instance, body).ConfigureAwait(false);
        ActionForms.See(call, $"{Layout.InstanceLink(call, body.Fork!)}&done=fork");
    }

    /// <summary>The form that leads to the preview.</summary>
    public static Html Choice(Call call, string instance) =>
        Html.Of(
            $"""
            <details class="fork"><summary>Fork</summary>
            <form method="get" action="{call.Root}/fork">
            <input type="hidden" name="id" value="{instance}">
            <label>Before event <input name="before" type="number" min="1" placeholder="its end"></label>
            <button>Try it first</button>
            </form></details>
            """
        );

    static Html Where(Call call, string instance, DryRunView tried) =>
        Html.Of(
            $"""
            <form class="filter" method="get" action="{call.Root}/fork">
            <input type="hidden" name="id" value="{instance}">
            <input type="hidden" name="execution" value="{tried.Execution}">
            <label>Before event <input name="before" type="number" min="1" placeholder="its end" value="{tried.Before?.ToString(
                System.Globalization.CultureInfo.InvariantCulture
            )}"></label>
            <label>Version <input name="version" placeholder="as it was" value="{call.Query("version")}"></label>
            <button>Try this</button>
            </form>
            """
        );

    static Html Then(DryRunView tried)
    {
        if (tried.Why is { } why)
        {
            var isMade = tried.Outcome == nameof(ForkOutcome.Departs);
            return Html.Of(
                $"""
                {Html.If(isMade, () => Kept(tried))}
                {Html.If(
                    isMade,
                    () =>
                        Html.Of(
                            $"""<p><strong>The code of this application does not follow that.</strong> The fork would fail at its first turn, or wait for a node that has its code.</p>"""
                        )
                )}
                <pre class="why">{why}</pre>
                """
            );
        }
        var steps = tried.Then.Select(step => Html.Of($"""<li>{DecisionPart.Step(step)}</li>"""));
        var waits =
            tried.Waits.Length == 0
                ? Html.Of($"""It would have ended.""")
                : Html.Of(
                    $"""Then it would wait for: {string.Join("; ", tried.Waits)}. An activity there would run in earnest."""
                );
        return Html.Of(
            $"""
            {Kept(tried)}
            <p>The code follows them. What it asks for is answered here as it was recorded, where it was.</p>
            {Html.If(tried.Then.Length > 0, () => Html.Of($"""<ol class="steps">{steps}</ol>"""))}
            <p>{(tried.HasMore ? Html.Of($"""And so on.""") : waits)}</p>
            """
        );
    }

    static Html Kept(DryRunView tried) =>
        Html.Of(
            $"""
            <p>{tried.Kept ?? 0} events would be kept.</p>
            {Html.If(tried.Note, note => Html.Of($"""<p class="quiet">{note}</p>"""))}
            """
        );

    static Html Form(Call call, string instance, DryRunView tried) =>
        Html.Of(
            $"""
            <form class="fork" method="post" action="{call.Root}/fork?id={Uri.EscapeDataString(instance)}">
            <input type="hidden" name="execution" value="{tried.Execution}">
            {Html.If(
                tried.Before is not null,
                () => Html.Of($"""<input type="hidden" name="before" value="{tried.Before ?? 0}">""")
            )}
            <label>Id of the fork <input name="fork" required value="{instance}-fork"></label>
            <label>Version <input name="version" placeholder="as it was" value="{call.Query("version")}"></label>
            <label class="check"><input type="checkbox" name="confirm" value="yes" required> Begin this instance</label>
            <button>Fork</button>
            </form>
            """
        );
}
