using System.Security.Cryptography;

namespace Toygres.Web;

/// <summary>A file that comes with the assembly, so that a host has nothing to copy.</summary>
internal sealed class Asset
{
    private readonly byte[] bytes;
    private readonly string type;
    private readonly string tag;

    private Asset(string name, string type)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)!;
        bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        this.type = type;
        tag = $"\"{Convert.ToHexString(SHA256.HashData(bytes), 0, 8)}\"";
        Path = $"/{name}";
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Asset> All { get; } =
    [
        new("toygres.css", "text/css; charset=utf-8"),
        new("toygres.js", "text/javascript; charset=utf-8"),
        new("toygres.svg", "image/svg+xml"),
    ];

    public string Path { get; }

    /// <summary>Sends it, or that the browser has it already.</summary>
    public async Task SendAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-cache, private";
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch.Contains(tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        http.Response.ContentType = type;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
