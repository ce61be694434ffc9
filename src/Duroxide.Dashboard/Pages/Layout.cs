namespace Duroxide.Dashboard;

/// <summary>What all pages have around them, and in common.</summary>
static class Layout
{
    /// <summary>Sends a page.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="title">What it is about.</param>
    /// <param name="content">What stands on it.</param>
    public static Task SendAsync(Call call, string title, Html content)
    {
        call.Http.Response.ContentType = "text/html; charset=utf-8";
        var page = Html.Of($"""{Head(call, title)}{content}{Foot(call)}""");
        return call.Http.Response.WriteAsync(page.ToString(), call.Cancellation);
    }

    /// <summary>What stands above the content of a page.</summary>
    public static Html Head(Call call, string title)
    {
        var root = call.Root;
        return Html.Of(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title} · Duroxide</title>
            <link rel="icon" href="{root}/icon.svg">
            <link rel="stylesheet" href="{root}/dashboard.css">
            <script src="{root}/dashboard.js" defer></script>
            </head>
            <body>
            <a class="skip" href="#content">To the content</a>
            <header>
            <a class="brand" href="{Home(root)}">Duroxide</a>
            <nav aria-label="Pages">{Links(call)}</nav>
            {Html.If(call.Options.IsReadOnly, () => Html.Of($"""<span class="note">read-only</span>"""))}
            </header>
            <p id="lost" class="lost" role="status" hidden>The connection is lost. What is shown may be old; it goes on by itself when the application answers again.</p>
            <main id="content">
            """
        );
    }

    /// <summary>What stands below the content of a page.</summary>
    public static Html Foot(Call call) =>
        Html.Of(
            $"""
            </main>
            <footer>Times are in UTC. <a href="{call.Root}/api/openapi.json">HTTP API</a></footer>
            </body>
            </html>
            """
        );

    /// <summary>The address of an instance's page.</summary>
    public static string InstanceLink(Call call, string instance) =>
        $"{call.Root}/instance?id={Uri.EscapeDataString(instance)}";

    /// <summary>The id of an instance, which leads to its page.</summary>
    public static Html Id(Call call, string instance) =>
        Html.Of($"""<a class="id" href="{InstanceLink(call, instance)}">{instance}</a>""");

    /// <summary>A status with its colour and sign.</summary>
    public static Html Badge(string status) =>
        Html.Of($"""<span class="badge {status.ToLowerInvariant()}">{status}</span>""");

    /// <summary>A point in time, to the second.</summary>
    public static Html Time(DateTimeOffset time) =>
        Html.Of($"""<time datetime="{time.UtcDateTime.ToString("O")}">{Words.Time(time)}</time>""");

    /// <summary>A section with a heading.</summary>
    public static Html Section(string title, Html content) =>
        Html.Of($"""<section><h2>{title}</h2>{content}</section>""");

    /// <summary>What stands where there is nothing.</summary>
    public static Html Nothing(string text) => Html.Of($"""<p class="nothing">{text}</p>""");

    /// <summary>A table; on a narrow screen each row becomes a card.</summary>
    /// <param name="titles">The heading of each column.</param>
    /// <param name="rows">The cells of each row.</param>
    public static Html Table(string[] titles, IEnumerable<Html[]> rows)
    {
        var head = titles.Select(title => Html.Of($"""<th scope="col">{title}</th>"""));
        var body = rows.Select(cells => Html.Of($"""<tr>{cells.Zip(titles, Cell)}</tr>"""));
        return Html.Of(
            $"""<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"""
        );
    }

    static Html Cell(Html content, string title) =>
        content.Markup.Length == 0
            ? Html.Of($"""<td></td>""")
            : Html.Of($"""<td data-title="{title}"><div>{content}</div></td>""");

    static string Home(string root) => root.Length == 0 ? "/" : root;

    static IEnumerable<Html> Links(Call call)
    {
        var root = call.Root;
        var here = $"{call.Http.Request.PathBase}{call.Http.Request.Path}".TrimEnd('/');
        foreach (
            var (address, text) in new[]
            {
                (root, "Overview"),
                ($"{root}/instances", "Instances"),
                ($"{root}/work", "Work"),
                ($"{root}/deployment", "Deployment"),
            }
        )
        {
            var shown = address == root ? Home(root) : address;
            yield return address == here
                ? Html.Of($"""<a href="{shown}" aria-current="page">{text}</a>""")
                : Html.Of($"""<a href="{shown}">{text}</a>""");
        }
    }
}
