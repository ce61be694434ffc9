using System.Net;
using Microsoft.AspNetCore.Authorization;

namespace Duroxide.Dashboard;

/// <summary>Lets a request pass, or refuses it before anything is read of it or of the store.</summary>
/// <param name="options">How the dashboard behaves.</param>
sealed class Guard(DashboardOptions options)
{
    /// <summary>The header by which a program says that no page of another site made it ask.</summary>
    public const string Header = "X-Duroxide";

    // No script and no style stands in a page, so that text which got into one by mistake is never run.
    const string ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    // What a proxy adds for a request that came from elsewhere.
    static readonly string[] Forwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    /// <summary>Answers a request, with the reason where it is refused.</summary>
    public async Task PassAsync(Call call, Func<Call, Task> answer)
    {
        var headers = call.Http.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        try
        {
            if (Hindrance(call.Http) is { } hindrance)
            {
                await RefuseAsync(call, hindrance).ConfigureAwait(false);
                return;
            }
            await answer(call).ConfigureAwait(false);
        }
        catch (Exception error) when (Refusal.Of(error) is { } refusal && !call.Http.Response.HasStarted)
        {
            await RefuseAsync(call, refusal).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (call.Cancellation.IsCancellationRequested)
        {
            // Whoever asked has gone away.
        }
    }

    static Task RefuseAsync(Call call, Refusal refusal) =>
        call.IsApi ? Answers.RefuseAsync(call, refusal) : ErrorPage.AnswerAsync(call, refusal);

    Refusal? Hindrance(HttpContext http)
    {
        if (!HasPolicy(http) && Stranger(http) is { } stranger)
        {
            return Forbidden(
                $"{stranger} Without an authorization policy the dashboard answers this machine only. To let others in, "
                    + "call RequireAuthorization on what MapDuroxide returns."
            );
        }
        if (HttpMethods.IsGet(http.Request.Method))
        {
            return IsHiddenAsk(http.Request)
                ? Forbidden("A page of another site asks for this, and not to show it. Nothing was read.")
                : null;
        }
        if (options.IsReadOnly)
        {
            return Forbidden("The dashboard is read-only here (DashboardOptions.IsReadOnly). Nothing was changed.");
        }
        return IsOwnPage(http.Request)
            ? null
            : Forbidden(
                $"The request may come from a page of another site. A program sends the header {Header}: 1 with what "
                    + "changes something. Nothing was changed."
            );
    }

    // A link may lead here from anywhere; a picture or a script of another page may not make the store work.
    static bool IsHiddenAsk(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is ["cross-site", ..]
        && request.Headers["Sec-Fetch-Mode"] is not ["navigate", ..];

    static bool HasPolicy(HttpContext http)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        return metadata is not null
            && metadata.GetMetadata<IAllowAnonymous>() is null
            && (
                metadata.GetMetadata<IAuthorizeData>() is not null
                || metadata.GetMetadata<AuthorizationPolicy>() is not null
            );
    }

    /// <summary>Why a request may come from elsewhere; null when it comes from this machine.</summary>
    /// <remarks>The host is looked at since a foreign name may be made to lead to loopback, and its pages with it.</remarks>
    static string? Stranger(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address)
            ? $"The request comes from {address}."
        : Forwarded.FirstOrDefault(http.Request.Headers.ContainsKey) is { } header
            ? $"The request was forwarded by a proxy (header {header})."
        : !IsLoopback(http.Request.Host.Host) ? $"The request is for host '{http.Request.Host.Host}'."
        : null;

    static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);

    /// <summary>Whether a page of the dashboard, or a program, sent what changes something.</summary>
    /// <remarks>A browser says where a request comes from, and no page can make it say otherwise.</remarks>
    static bool IsOwnPage(HttpRequest request)
    {
        var headers = request.Headers;
        if (headers["Sec-Fetch-Site"] is [{ } site, ..])
        {
            return site == "same-origin";
        }
        return headers.Origin is [{ } origin, ..]
            ? Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == Authority(request)
            : headers.ContainsKey(Header);
    }

    // The default port of the scheme is left out, as in an origin.
    static string Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var uri) ? uri.Authority : "";

    static Refusal Forbidden(string why) => new(StatusCodes.Status403Forbidden, "Refused", why);
}
