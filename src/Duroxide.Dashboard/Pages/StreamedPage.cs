namespace Duroxide.Dashboard;

/// <summary>A page that is sent while something long is done: it shows how far that is, and then what came of it, without a script.</summary>
static class StreamedPage
{
    /// <summary>Sends one.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="title">What it is about.</param>
    /// <param name="before">What stands above.</param>
    /// <param name="work">Does it, tells how far it is, and returns what is shown at the end.</param>
    public static async Task SendAsync(
        Call call,
        string title,
        Html before,
        Func<Func<ProgressView, Task>, Task<Html>> work
    )
    {
        var response = call.Http.Response;
        response.ContentType = "text/html; charset=utf-8";
        await WriteAsync(call, Html.Of($"""{Layout.Head(call, title)}{before}<ol class="progress" role="status">"""))
            .ConfigureAwait(false);
        var pace = new Pace(call.Clock);
        var end = await EndAsync(work, progress => pace.IsDue ? WriteAsync(call, Line(progress)) : Task.CompletedTask)
            .ConfigureAwait(false);
        await WriteAsync(call, Html.Of($"""</ol>{end}{Layout.Foot(call)}""")).ConfigureAwait(false);
    }

    // The page has begun, so that no status can say what went wrong.
    static async Task<Html> EndAsync(Func<Func<ProgressView, Task>, Task<Html>> work, Func<ProgressView, Task> tell)
    {
        try
        {
            return await work(tell).ConfigureAwait(false);
        }
        catch (Exception error) when (Refusal.Of(error) is { } refusal)
        {
            return ErrorPage.Problem(refusal);
        }
    }

    static Html Line(ProgressView progress) => Html.Of($"""<li>{progress.Done} of {progress.Of} …</li>""");

    static async Task WriteAsync(Call call, Html part)
    {
        await call.Http.Response.WriteAsync(part.ToString(), call.Cancellation).ConfigureAwait(false);
        await call.Http.Response.Body.FlushAsync(call.Cancellation).ConfigureAwait(false);
    }
}
