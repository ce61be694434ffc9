using System.Net;

namespace Toygres.Server;

/// <summary>Where a server may listen.</summary>
internal static class Listening
{
    /// <summary>Refuses to send passwords where others can hear them.</summary>
    /// <returns>The hosts that it answers to.</returns>
    public static Hosts Check(ServerOptions options)
    {
        // Kestrel knows signs for all addresses that are no hosts.
        var address = options
            .Address.Replace("://*", "://0.0.0.0", StringComparison.Ordinal)
            .Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new StartException(
                $"'{options.Address}' is no address to listen at. Write one like http://127.0.0.1:5080."
            );
        }
        if (uri.Scheme == "http" && !uri.IsLoopback && !options.AllowPlainHttp)
        {
            throw new StartException(
                $"At {options.Address} others can hear passwords. Use an https:// address, with a certificate in Kestrel:Certificates:Default; or set AllowPlainHttp, when something with TLS stands before this server."
            );
        }
        if (options.PathBase is { } path && (!path.StartsWith('/') || path.EndsWith('/')))
        {
            throw new StartException($"'{path}' is no path to stand below. Write one like /fleet.");
        }
        // Those that are wrong are told where nothing is refused, too.
        var named = (options.Hosts ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(ReadHost)
            .ToList();
        var isAny =
            IPAddress.TryParse(uri.Host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
        return isAny && named.Count == 0
            ? new Hosts(["*"], hasAnyAddress: true)
            : new Hosts([uri.Host, "localhost", "127.0.0.1", "[::1]", .. named], isAny);
    }

    private static string ReadHost(string text)
    {
        var name = text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text;
        return Uri.CheckHostName(name) is UriHostNameType.Unknown
            ? throw new StartException(
                $"'{text}' in Hosts is no name of a host. Write it without scheme and port, like fleet.example.com or *.example.com."
            )
            : text;
    }
}
