using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Begins and ends sessions: by JSON for programs, and by a form with a cookie for pages.</summary>
internal static class LoginEndpoints
{
    /// <summary>The name of the endpoint that begins sessions.</summary>
    public const string Login = "Login";

    public static void MapLogin(this IEndpointRouteBuilder app)
    {
        var login = app.MapGroup("").WithTags("sessions").AllowAnonymous();
        login
            .MapPost("/login", LoginAsync)
            .WithName(Login)
            .WithSummary("Begins a session: JSON is answered by its token, a form by a cookie.")
            .Accepts<LoginRequest>("application/json", "application/x-www-form-urlencoded")
            .RequireRateLimiting(RateLimits.Login);
        login.MapPost("/logout", LogoutAsync).WithName("Logout").WithSummary("Ends the session that the request has.");
        login.MapGet("/api/me", Me).WithName("GetMe").WithSummary("Tells who you are.");
    }

    private static async Task<Results<Ok<SessionView>, RedirectHttpResult, ProblemHttpResult>> LoginAsync(
        HttpContext http,
        Accounts accounts,
        CancellationToken cancel
    )
    {
        var isForm = http.Request.HasFormContentType;
        var (request, back) = isForm ? await ReadFormAsync(http, cancel) : (await ReadJsonAsync(http, cancel), "");
        Auditing.SaySubject(http, request.Name);
        if (await accounts.LoginAsync(request.Name, request.Password, cancel) is not { } session)
        {
            return isForm
                ? TypedResults.LocalRedirect(
                    $"{http.Request.PathBase}/login?failed=true&returnUrl={Uri.EscapeDataString(back)}"
                )
                : Problems.Of(
                    StatusCodes.Status401Unauthorized,
                    "Name and password do not fit",
                    "Try again, or have an admin set another password: PUT /api/accounts/{name}/password."
                );
        }
        Auditing.SayWho(http, session.Account.Name);
        http.Response.Headers.CacheControl = "no-store";
        if (!isForm)
        {
            var role = Word.Of(session.Account.Role);
            return TypedResults.Ok(new SessionView(session.Token, session.Account.Name, role, session.Ends));
        }
        http.Response.Cookies.Append(TokenAuthentication.Cookie, session.Token, CookieOf(http, session.Ends));
        return TypedResults.LocalRedirect(back);
    }

    private static async Task<(LoginRequest Request, string Back)> ReadFormAsync(
        HttpContext http,
        CancellationToken cancel
    )
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var back = form["returnUrl"].ToString();
        // To a page of ours alone.
        var isLocal = back.StartsWith('/') && !back.StartsWith("//", StringComparison.Ordinal) && !back.Contains('\\');
        return (
            new LoginRequest(form["name"].ToString(), form["password"].ToString()),
            isLocal ? back : $"{http.Request.PathBase}/"
        );
    }

    private static async Task<LoginRequest> ReadJsonAsync(HttpContext http, CancellationToken cancel)
    {
        if (!http.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("Send name and password as JSON, or as a form.");
        }
        return
            await http.Request.ReadFromJsonAsync<LoginRequest>(cancel) is { Name: not null, Password: not null } login
            ? login
            : throw new BadHttpRequestException("Send name and password.");
    }

    private static async Task<Results<NoContent, RedirectHttpResult>> LogoutAsync(
        HttpContext http,
        Accounts accounts,
        CancellationToken cancel
    )
    {
        var isPage = false;
        if (TokenAuthentication.TokenOf(http.Request) is var (token, isCookie))
        {
            await accounts.LogoutAsync(token, cancel);
            isPage = isCookie;
        }
        http.Response.Cookies.Delete(TokenAuthentication.Cookie, CookieOf(http, null));
        return isPage ? TypedResults.LocalRedirect($"{http.Request.PathBase}/login") : TypedResults.NoContent();
    }

    private static CookieOptions CookieOf(HttpContext http, DateTimeOffset? ends) =>
        new()
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Strict,
            Path = http.Request.PathBase.HasValue ? http.Request.PathBase.Value : "/",
            Expires = ends,
            IsEssential = true,
        };

    private static Ok<MeView> Me(ClaimsPrincipal user) =>
        TypedResults.Ok(new MeView(user.Identity?.Name, user.FindFirstValue(ClaimTypes.Role), EndOf(user)));

    /// <summary>When the session of somebody is over; null when it is none.</summary>
    public static DateTimeOffset? EndOf(ClaimsPrincipal user) =>
        user.FindFirstValue(TokenAuthentication.Ends) is { } text
            ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture))
            : null;
}
