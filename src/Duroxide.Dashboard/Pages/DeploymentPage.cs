namespace Duroxide.Dashboard;

/// <summary>The check of a deployment: what the code at hand makes of what runs.</summary>
static class DeploymentPage
{
    public static Task AnswerAsync(Call call)
    {
        const string title = "Is it safe to deploy?";
        var before = Html.Of($"""<h1>{title}</h1>{Form(call)}""");
        return call.Query("run") is null
            ? Layout.SendAsync(call, title, before)
            : StreamedPage.SendAsync(
                call,
                title,
                before,
                async tell => Report(call, await DeploymentCheck.RunAsync(call, tell).ConfigureAwait(false))
            );
    }

    static Html Form(Call call) =>
        Html.Of(
            $"""
            <p>The histories of all instances that run are replayed against the code that this application registers. Nothing is
            changed, and no activity runs. Start it in a copy of the application with the new code, on the store of the old one.</p>
            <form class="filter" method="get" action="{call.Root}/deployment">
            <input type="hidden" name="run" value="yes">
            <label>Orchestration <input name="name" placeholder="all" value="{call.Query("name")}"></label>
            <label>Id begins with <input name="prefix" value="{call.Query("prefix")}"></label>
            <label>At most <input name="limit" type="number" min="1" max="{DeploymentCheck.Most}" value="{call.Query(
                "limit"
            ) ?? $"{DeploymentCheck.Usual}"}"></label>
            <button>Check</button>
            </form>
            """
        );

    static Html Report(Call call, DeploymentView report) =>
        Html.Of(
            $"""
            {Verdict(report)}
            {Html.If(report.Divergences.Length > 0, () =>
                Layout.Section("Departs from history", Html.Join(report.Divergences.Select(group => Divergence(call, group)))))}
            {Counts("Orchestrations that run and are not registered", report.Unregistered)}
            {Counts("Activities that would be asked for and are not registered", report.MissingActivities)}
            {Html.If(report.Unreadable.Length > 0, () =>
                Layout.Section("Cannot be read", Html.Of($"""<ul>{report.Unreadable.Select(one => Html.Of($"""<li>{one}</li>"""))}</ul>""")))}
            {Layout.Section("What each would do next", Next(call, report))}
            """
        );

    static Html Verdict(DeploymentView report)
    {
        var looked = $"{report.Same} of {report.Looked} instances that run follow the code.";
        var more = report.HasMore ? " There are more that were not looked at." : "";
        return report.IsSafe
            ? Html.Of($"""<p class="result" role="status"><strong>Safe to deploy.</strong> {looked}{more}</p>""")
            : Html.Of($"""<p class="problem" role="alert"><strong>Not safe to deploy.</strong> {looked}{more}</p>""");
    }

    static Html Divergence(Call call, DivergenceView group) =>
        Html.Of(
            $"""
            <details class="group"><summary><strong>{group.Count}</strong> of {group.Orchestration} {group.Version}: {group.Cause}</summary>
            <p>Such as {Instances(call, group.Instances)}</p><pre>{group.Detail}</pre></details>
            """
        );

    static Html Counts(string title, CountView[] counts) =>
        Html.If(
            counts.Length > 0,
            () =>
                Layout.Section(
                    title,
                    Layout.Table(
                        ["Name", "Instances"],
                        counts.Select(one => new[] { Html.Of($"{one.Group}"), Html.Of($"{one.Count}") })
                    )
                )
        );

    static Html Next(Call call, DeploymentView report) =>
        report.Next.Length == 0
            ? Layout.Nothing("No instance runs.")
            : Layout.Table(
                ["Instances", "Orchestration", "Next", "Such as"],
                report.Next.Select(group =>
                    new[]
                    {
                        Html.Of($"{group.Count}"),
                        Html.Of($"{group.Orchestration}"),
                        Html.Of($"{group.Next}"),
                        Instances(call, group.Instances),
                    }
                )
            );

    static Html Instances(Call call, string[] instances) =>
        Html.Join(instances.Select(instance => Html.Of($"""{Layout.Id(call, instance)} """)));
}
