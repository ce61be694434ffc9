namespace Toygres.Server;

/// <summary>
/// Refuses changes that another site has a browser make. A browser says where a request comes from; a program has no cookie that
/// another site could use.
/// </summary>
internal static class SameSite
{
    public static async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        if (IsChange(http.Request) && IsOfPage(http) && !IsOurs(http.Request))
        {
            await Problems
                .Of(
                    StatusCodes.Status403Forbidden,
                    "Another site asks",
                    "A change with the cookie of a page must come from a page of this server. Programs send a key or a session as 'Authorization: Bearer …'."
                )
                .ExecuteAsync(http);
            return;
        }
        await next(http);
    }

    /// <summary>Whether a request asks for a change.</summary>
    public static bool IsChange(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method)
        && !HttpMethods.IsHead(request.Method)
        && !HttpMethods.IsOptions(request.Method);

    // A form needs no cookie to be sent from elsewhere: it could log somebody in as somebody else.
    private static bool IsOfPage(HttpContext http) =>
        http.User.HasClaim(TokenAuthentication.ByCookie, "true") || http.Request.HasFormContentType;

    private static bool IsOurs(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site.Length > 0
            ? site is "same-origin" or "none"
            : origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}";
    }
}
