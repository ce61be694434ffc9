using Microsoft.Extensions.Primitives;

namespace Toygres.Server;

/// <summary>Answers to some names only: a page elsewhere that gives its own name to this address is not answered.</summary>
/// <param name="names">The names, as <c>*.example.com</c> for all below one, or <c>*</c> for any.</param>
internal sealed class Hosts(IReadOnlyList<string> names)
{
    private readonly List<StringSegment> patterns = [.. names.Select(name => new StringSegment(name))];

    public Task RunAsync(HttpContext http, RequestDelegate next)
    {
        // No browser leaves it out.
        var host = http.Request.Headers.Host.ToString();
        return host.Length == 0 || names.Contains("*") || HostString.MatchesAny(host, patterns)
            ? next(http)
            : Problems
                .Wrong(
                    $"This server does not answer to the name '{host}'. Ask by its address; or start it with --hosts and that name, where a proxy keeps it."
                )
                .ExecuteAsync(http);
    }
}
