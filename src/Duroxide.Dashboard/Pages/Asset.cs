using System.Security.Cryptography;

namespace Duroxide.Dashboard;

/// <summary>A file that comes with the assembly.</summary>
static class Asset
{
    /// <summary>Sends one, or that it is the one that the browser has already.</summary>
    public static async Task SendAsync(Call call, string name, string type)
    {
        var bytes = Read(name);
        var response = call.Http.Response;
        var tag = $"\"{Convert.ToHexString(SHA256.HashData(bytes), 0, 16)}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "no-cache, private";
        if (call.Http.Request.Headers.IfNoneMatch.Contains(tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = $"{type}; charset=utf-8";
        await response.Body.WriteAsync(bytes, call.Cancellation).ConfigureAwait(false);
    }

    static byte[] Read(string name)
    {
        using var stream =
            typeof(Asset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly holds no file '{name}'.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
