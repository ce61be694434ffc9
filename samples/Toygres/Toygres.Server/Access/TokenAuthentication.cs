using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Toygres.Server;

/// <summary>Knows who asks: by a key or session as bearer, or by the cookie of a page.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logging,
    UrlEncoder encoder,
    Accounts accounts
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public const string Name = "toygres";

    /// <summary>The cookie of pages.</summary>
    public const string Cookie = "toygres-session";

    /// <summary>The claim that says when a session ends, as milliseconds since 1970.</summary>
    public const string Ends = "toygres:ends";

    /// <summary>The claim that says that a browser came with a cookie.</summary>
    public const string ByCookie = "toygres:cookie";

    private const string Bearer = "Bearer ";

    /// <summary>What a request comes with; null when it comes with nothing.</summary>
    public static (string Token, bool IsCookie)? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? (header[Bearer.Length..].Trim(), false)
            : request.Cookies.TryGetValue(Cookie, out var cookie) ? (cookie, true)
            : null;
    }

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not var (token, isCookie))
        {
            return AuthenticateResult.NoResult();
        }
        if (await accounts.FindAsync(token, Context.RequestAborted) is not var (account, ends))
        {
            return AuthenticateResult.Fail("The key is nobody's, or the session is over.");
        }
        var claims = new List<Claim>
        {
            new(ClaimTypes.Name, account.Name),
            new(ClaimTypes.Role, account.Role.ToString().ToLowerInvariant()),
        };
        if (ends is { } end)
        {
            claims.Add(new(Ends, end.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
        }
        if (isCookie)
        {
            claims.Add(new(ByCookie, "true"));
        }
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, Name));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Name));
    }

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (IsPage(Request))
        {
            var back = $"{Request.PathBase}{Request.Path}{Request.QueryString}";
            Response.Redirect($"{Request.PathBase}/login?returnUrl={UrlEncoder.Encode(back)}");
            return;
        }
        Response.Headers.WWWAuthenticate = "Bearer";
        await Problems
            .Of(
                StatusCodes.Status401Unauthorized,
                "You are not known",
                "Send a key or the token of a session as 'Authorization: Bearer …'. POST /login gives a session for a name and a password; an admin makes keys."
            )
            .ExecuteAsync(Context);
    }

    /// <inheritdoc/>
    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (IsPage(Request))
        {
            Response.Redirect($"{Request.PathBase}/denied");
            return;
        }
        await Problems
            .Of(
                StatusCodes.Status403Forbidden,
                "Your role is not enough",
                $"{Context.User.Identity?.Name} is {Context.User.FindFirstValue(ClaimTypes.Role)}, and this needs more. An admin can give you another account."
            )
            .ExecuteAsync(Context);
    }

    // A browser that wants a page is shown where to log in.
    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !request.Path.StartsWithSegments("/api")
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
