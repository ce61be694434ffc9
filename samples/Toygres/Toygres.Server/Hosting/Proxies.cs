using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Toygres.Server;

/// <summary>
/// Whom a server believes that somebody else asks: <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> count when they come from a
/// proxy that the options name, and from nobody else.
/// </summary>
internal static class Proxies
{
    /// <exception cref="StartException">The options name something that is no address.</exception>
    public static void Add(IServiceCollection services, ServerOptions options)
    {
        var named = (options.Proxies ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Read)
            .ToList();
        services.Configure<ForwardedHeadersOptions>(headers =>
        {
            headers.ForwardedHeaders =
                named.Count == 0
                    ? ForwardedHeaders.None
                    : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // Each proxy on the way is asked for whom it speaks, up to the first one that nobody named.
            headers.ForwardLimit = null;
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            named.ForEach(headers.KnownIPNetworks.Add);
        });
    }

    private static IPNetwork Read(string text)
    {
        if (!text.Contains('/', StringComparison.Ordinal) && IPAddress.TryParse(text, out var address))
        {
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }
        return IPNetwork.TryParse(text, out var network) && network.PrefixLength > 0
            ? network
            : throw new StartException($"'{text}' names no proxy. Write its address, or its network like 10.1.0.0/16.");
    }
}
