using System.Net;
using Microsoft.Extensions.Primitives;

namespace Toygres.Server;

/// <summary>Answers to some names only: a page elsewhere that gives its own name to this address is not answered.</summary>
/// <param name="names">The names, as <c>*.example.com</c> for all below one, or <c>*</c> for any.</param>
/// <param name="hasAnyAddress">Whether it is asked by any address, as probes do that know no name: no page elsewhere can give those.</param>
internal sealed class Hosts(IReadOnlyList<string> names, bool hasAnyAddress)
{
    private readonly List<StringSegment> patterns = [.. names.Select(name => new StringSegment(name))];

    public Task RunAsync(HttpContext http, RequestDelegate next)
    {
        // No browser leaves it out.
        var host = http.Request.Headers.Host.ToString();
        return host.Length == 0 || Knows(host)
            ? next(http)
            : Problems
                .Wrong(
                    $"This server does not answer to the name '{host}'. Ask by its address; or start it with --hosts and that name, where a proxy keeps it."
                )
                .ExecuteAsync(http);
    }

    /// <summary>Whether it answers when it is asked by that host, with a port or without.</summary>
    public bool Knows(string host) =>
        names.Contains("*")
        || HostString.MatchesAny(host, patterns)
        || hasAnyAddress && IPAddress.TryParse(new HostString(host).Host, out _);
}
