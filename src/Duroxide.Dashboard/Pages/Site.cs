namespace Duroxide.Dashboard;

/// <summary>A page, or what a form of a page is sent to.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below that of the dashboard.</param>
/// <param name="AnswerAsync">Answers a request.</param>
sealed record SitePage(string Method, string Path, Func<Call, Task> AnswerAsync);

/// <summary>All pages of the dashboard.</summary>
static class Site
{
    /// <summary>All of them, with what they need.</summary>
    public static IReadOnlyList<SitePage> Pages { get; } =
    [
        new(HttpMethods.Get, "", OverviewPage.AnswerAsync),
        new(HttpMethods.Get, "/instances", InstancesPage.AnswerAsync),
        new(HttpMethods.Get, "/instance", InstancePage.AnswerAsync),
        new(HttpMethods.Post, "/instance", ActionForms.AnswerAsync),
        new(HttpMethods.Get, "/moment", MomentPage.AnswerAsync),
        new(HttpMethods.Get, "/work", WorkPage.AnswerAsync),
        new(HttpMethods.Post, "/work", WorkPage.ActAsync),
        new(HttpMethods.Get, "/fork", ForkPage.PreviewAsync),
        new(HttpMethods.Post, "/fork", ForkPage.AnswerAsync),
        new(HttpMethods.Get, "/bulk", BulkPage.PreviewAsync),
        new(HttpMethods.Post, "/bulk", BulkPage.AnswerAsync),
        new(HttpMethods.Get, "/deployment", DeploymentPage.AnswerAsync),
        new(HttpMethods.Get, "/icon.svg", call => Asset.SendAsync(call, "icon.svg", "image/svg+xml")),
        new(HttpMethods.Get, "/dashboard.css", call => Asset.SendAsync(call, "dashboard.css", "text/css")),
        new(HttpMethods.Get, "/dashboard.js", call => Asset.SendAsync(call, "dashboard.js", "text/javascript")),
    ];
}
