using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Duroxide.Dashboard;

/// <summary>How the API answers.</summary>
static class Answers
{
    const string Json = "application/json; charset=utf-8";
    const string ProblemJson = "application/problem+json; charset=utf-8";
    const int RetryAfterSeconds = 5;

    /// <summary>Reads the body of a request.</summary>
    /// <exception cref="BadRequestException">It is not what is asked for.</exception>
    public static async Task<T> ReadAsync<T>(Call call, JsonTypeInfo<T> type)
    {
        if (!call.Http.Request.HasJsonContentType())
        {
            throw new BadRequestException("The body must be JSON: send Content-Type: application/json.");
        }
        try
        {
            return await JsonSerializer
                    .DeserializeAsync(call.Http.Request.Body, type, call.Cancellation)
                    .ConfigureAwait(false)
                ?? throw new BadRequestException("The body is null, and must be an object.");
        }
        catch (JsonException error)
        {
            throw new BadRequestException($"The body cannot be read: {error.Message}");
        }
        catch (BadHttpRequestException error)
        {
            throw new BadRequestException(error.Message);
        }
    }

    /// <summary>Sends a value, or that it is the one that the caller has already.</summary>
    /// <remarks>The tag is of the text that is sent, so that it changes with all that is told, not with the row alone.</remarks>
    public static Task SendAsync<T>(Call call, T value, JsonTypeInfo<T> type) =>
        SendAsync(call, JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>Sends JSON, or that it is what the caller has already.</summary>
    public static async Task SendAsync(Call call, byte[] bytes)
    {
        var response = call.Http.Response;
        if (!call.IsAction)
        {
            var tag = $"\"{Convert.ToHexString(SHA256.HashData(bytes), 0, 16)}\"";
            response.Headers.ETag = tag;
            response.Headers.CacheControl = "no-cache, private";
            if (call.Http.Request.Headers.IfNoneMatch.Contains(tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }
        response.ContentType = Json;
        await response.Body.WriteAsync(bytes, call.Cancellation).ConfigureAwait(false);
    }

    /// <summary>Says why a request is refused.</summary>
    public static Task RefuseAsync(Call call, Refusal refusal)
    {
        var response = call.Http.Response;
        response.StatusCode = refusal.Status;
        response.ContentType = ProblemJson;
        if (refusal.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }
        return response
            .Body.WriteAsync(
                JsonSerializer.SerializeToUtf8Bytes(Problem(refusal), ApiJson.Api.ProblemView),
                call.Cancellation
            )
            .AsTask();
    }

    /// <summary>A refusal as RFC 9457 has it.</summary>
    public static ProblemView Problem(Refusal refusal) =>
        new("about:blank", refusal.Title, refusal.Status, refusal.Detail);
}

/// <summary>Why a request was refused, as RFC 9457 has it.</summary>
sealed record ProblemView(string Type, string Title, int Status, string Detail);
