namespace Duroxide.Dashboard;

/// <summary>The forms that change something, each behind a confirmation, and what they are sent to.</summary>
static class ActionForms
{
    static readonly Dictionary<string, string> Results = new()
    {
        ["start"] = "The instance was started.",
        ["exists"] = "An instance with this id exists. It was left as it is.",
        ["event"] = "The event was raised.",
        ["message"] = "The message was sent.",
        ["cancel"] = "The instance was asked to end.",
        ["suspend"] = "The instance is suspended.",
        ["resume"] = "The instance goes on.",
        ["restart"] = "A new execution begins.",
        ["fork"] = "The fork begins here.",
        ["prune"] = "Executions before the current one were deleted.",
    };

    /// <summary>What came of the form that was sent before; nothing where none was.</summary>
    public static Html Result(Call call) =>
        call.Query("done") is { } done && Results.TryGetValue(done, out var text)
            ? Html.Of($"""<p class="result" role="status">{text}</p>""")
            : Html.Empty;

    /// <summary>The form that starts an instance.</summary>
    public static Html Start(Call call) =>
        Html.If(
            !call.Options.IsReadOnly,
            () =>
                Html.Of(
                    $"""
                    <section class="actions"><h2>Start</h2>
                    {Form(
                        call,
                        null,
                        "start",
                        "Start an instance",
                        Html.Of(
                            $"""
                            <label>Id <input name="instance" required></label>
                            <label>Orchestration <input name="orchestration" required></label>
                            <label>Version <input name="version" placeholder="as the registry says"></label>
                            <label>Tag <input name="tag" placeholder="name=value"></label>
                            {Json("input", "Input")}
                            """
                        ),
                        "Start this instance"
                    )}
                    </section>
                    """
                )
        );

    /// <summary>The forms that fit an instance as it is.</summary>
    public static Html Of(Call call, InstanceInfo info)
    {
        if (call.Options.IsReadOnly)
        {
            return Html.Empty;
        }
        var id = info.Instance.Value;
        var forms = info.Status == ExecutionStatus.Running ? Running(call, id, info) : Ended(call, id, info);
        return Html.Of(
            $"""<section class="actions"><h2>Actions</h2>{forms}{ForkPage.Choice(call, id)}{Always(call, id, info)}</section>"""
        );
    }

    /// <summary>Does what a form asks, and shows the instance.</summary>
    public static async Task AnswerAsync(Call call)
    {
        var form = await FormFields.ReadAsync(call).ConfigureAwait(false);
        if (!form.Box("confirm"))
        {
            throw new BadRequestException("Nothing was changed: tick the box that says that you mean it.");
        }
        var action = form.Text("action");
        if (action == "start")
        {
            var (started, result) = await StartAsync(call, form).ConfigureAwait(false);
            See(call, $"{Layout.InstanceLink(call, started.Value)}&done={result}");
            return;
        }
        var instance = call.Instance;
        await DoAsync(call, instance, action, form).ConfigureAwait(false);
        See(
            call,
            action == "delete" ? $"{call.Root}/instances" : $"{Layout.InstanceLink(call, instance.Value)}&done={action}"
        );
    }

    static async Task<(InstanceId Instance, string Result)> StartAsync(Call call, FormFields form)
    {
        var instance = Call.Id(form.Text("instance"));
        var body = new StartBody(
            instance.Value,
            form.Text("orchestration"),
            form.Json("input"),
            form.Text("version"),
            form.Text("tag") is { } tag ? [tag] : null
        );
        return (
            instance,
            await InstanceActions.StartAsync(call, instance, body).ConfigureAwait(false) ? "start" : "exists"
        );
    }

    static Task DoAsync(Call call, InstanceId instance, string? action, FormFields form) =>
        action switch
        {
            "event" => InstanceActions.RaiseAsync(call, instance, new(form.Text("name"), form.Json("data"))),
            "message" => InstanceActions.SendAsync(call, instance, new(form.Text("queue"), form.Json("data"))),
            "cancel" => InstanceActions.CancelAsync(call, instance, form.Text("reason")),
            "suspend" => InstanceActions.SuspendAsync(call, instance, new(form.Text("reason"), form.Box("tree"))),
            "resume" => InstanceActions.ResumeAsync(call, instance, form.Box("tree")),
            "restart" => InstanceActions.RestartAsync(call, instance, new(form.Text("version"), form.Number("after"))),
            "delete" => InstanceActions.DeleteAsync(call, instance, form.Box("force")),
            "prune" => InstanceActions.PruneAsync(call, instance, new(null, null)),
            _ => throw new BadRequestException($"There is no action '{action}'."),
        };

    /// <summary>Leads a browser on, so that a reload does not send a form again.</summary>
    public static void See(Call call, string address)
    {
        call.Http.Response.StatusCode = StatusCodes.Status303SeeOther;
        call.Http.Response.Headers.Location = address;
    }

    static Html Running(Call call, string id, InstanceInfo info) =>
        Html.Of(
            $"""
            {Form(call, id, "event", "Raise an event", Html.Of($"""<label>Name <input name="name" required></label>{Json("data", "Data")}"""), "Raise this event")}
            {Form(call, id, "message", "Send a message", Html.Of($"""<label>Queue <input name="queue" required></label>{Json("data", "Data")}"""), "Send this message")}
            {(info.Suspended is null
                ? Form(call, id, "suspend", "Suspend", Html.Of($"""{Reason}{Tree("suspend its children too")}"""), "Suspend this instance")
                : Form(call, id, "resume", "Resume", Tree("resume its children too"), "Resume this instance"))}
            {Form(call, id, "cancel", "Cancel", Reason, "Cancel this instance")}
            """
        );

    static Html Ended(Call call, string id, InstanceInfo info) =>
        Html.If(
            info.Parent is null,
            () =>
                Form(
                    call,
                    id,
                    "restart",
                    "Restart",
                    Html.Of(
                        $"""
                        <input type="hidden" name="after" value="{info.Execution.Value}">
                        <label>Version <input name="version" placeholder="as the registry says"></label>
                        """
                    ),
                    "Run this instance once more"
                )
        );

    static Html Always(Call call, string id, InstanceInfo info) =>
        Html.Of(
            $"""
            {Html.If(info.Execution > ExecutionId.First, () =>
                Form(call, id, "prune", "Prune", Html.Empty, "Delete the executions before the current one"))}
            {Html.If(info.Parent is null, () =>
                Form(call, id, "delete", "Delete", Html.If(info.Status == ExecutionStatus.Running, () => Html.Of($"""<label class="check"><input type="checkbox" name="force"> although it runs</label>""")), "Delete this instance and its children for ever"))}
            """
        );

    static Html Reason => Html.Of($"""<label>Reason <input name="reason" required></label>""");

    static Html Tree(string text) =>
        Html.Of($"""<label class="check"><input type="checkbox" name="tree"> {text}</label>""");

    static Html Json(string name, string title) =>
        Html.Of($"""<label>{title}, as JSON <textarea name="{name}" rows="3" placeholder="null"></textarea></label>""");

    // A box to tick is a confirmation that needs no script.
    static Html Form(Call call, string? id, string action, string title, Html fields, string confirmation)
    {
        var address = id is null ? $"{call.Root}/instance" : Layout.InstanceLink(call, id);
        return Html.Of(
            $"""
            <details class="{action}"><summary>{title}</summary>
            <form method="post" action="{address}">
            <input type="hidden" name="action" value="{action}">
            {fields}
            <label class="check"><input type="checkbox" name="confirm" value="yes" required> {confirmation}</label>
            <button>{title}</button>
            </form></details>
            """
        );
    }
}
