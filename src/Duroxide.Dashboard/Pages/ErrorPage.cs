namespace Duroxide.Dashboard;

/// <summary>What people see when something is refused.</summary>
static class ErrorPage
{
    public static Task AnswerAsync(Call call, Refusal refusal)
    {
        call.Http.Response.StatusCode = refusal.Status;
        var back = call.Query("id") is { } id ? Layout.InstanceLink(call, id) : $"{call.Root}/instances";
        return Layout.SendAsync(
            call,
            refusal.Title,
            Html.Of(
                $"""
                <h1>{refusal.Title}</h1>
                {Problem(refusal)}
                <p><a href="{back}">{(call.Query("id") is null ? "To the instances" : "Back to the instance")}</a></p>
                """
            )
        );
    }

    /// <summary>What a refusal says, as a part of a page.</summary>
    public static Html Problem(Refusal refusal) => Html.Of($"""<p class="problem" role="alert">{refusal.Detail}</p>""");
}
