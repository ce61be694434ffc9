using System.Data.Common;
using System.Net.Sockets;
using Duroxide.Providers;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Toygres.Web.Pages;
using Toygres.Web.Parts;

namespace Toygres.Web;

/// <summary>What stands around each answer: what a browser may do with it, and a page that says what went wrong.</summary>
internal static partial class PageGuard
{
    // No script and no style stands in a page, so that a text which got into one by mistake is never run.
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'self'";

    public static RequestDelegate Around(RequestDelegate answer) =>
        async http =>
        {
            Protect(http.Response.Headers);
            try
            {
                await answer(http);
            }
            catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
            {
                // Who asked has gone, and reads no answer.
                return;
            }
            catch (Exception away) when (IsAway(away) && !http.Response.HasStarted)
            {
                var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PageGuard));
                Away(log, away, http.Request.Path);
                await SayAsync(http, StatusCodes.Status503ServiceUnavailable);
                return;
            }
            // A page says these by a status alone.
            if (
                http.Response is
                { HasStarted: false, StatusCode: StatusCodes.Status400BadRequest or StatusCodes.Status404NotFound }
            )
            {
                await SayAsync(http, http.Response.StatusCode);
            }
        };

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private static async Task SayAsync(HttpContext http, int status)
    {
        http.Response.Clear();
        Protect(http.Response.Headers);
        // A request renders one page with its services. This is the second one.
        var services = http.RequestServices;
        await using var scope = services.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        try
        {
            var page = new RazorComponentResult<ProblemPage>(
                new { Status = status, Told = http.Items[typeof(Missing)] as string }
            )
            {
                StatusCode = status,
            };
            await page.ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = services;
        }
    }

    /// <summary>Whether the memory of the fleet, or the store of the engine, does not answer.</summary>
    private static bool IsAway(Exception error) =>
        error is DbException or ProviderException or SocketException or TimeoutException;

    [LoggerMessage(1, LogLevel.Warning, "The memory of the fleet does not answer; {Path} says so.")]
    private static partial void Away(ILogger log, Exception error, PathString path);
}
