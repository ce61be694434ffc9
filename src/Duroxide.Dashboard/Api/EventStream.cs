using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Duroxide.Dashboard;

/// <summary>An answer of server-sent events.</summary>
/// <param name="call">Who listens.</param>
/// <param name="cancellationToken">Ends it: nobody listens any more, or the application stops.</param>
sealed class EventStream(Call call, CancellationToken cancellationToken)
{
    public CancellationToken Cancellation => cancellationToken;

    /// <summary>Sends events for as long as somebody listens.</summary>
    public static async Task SendAsync(Call call, Func<EventStream, Task> send)
    {
        var response = call.Http.Response;
        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no";
        call.Http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // The application ends without waiting for those who watch; they come again.
        var stopping = call.Http.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? default;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, stopping);
        try
        {
            await send(new(call, ending.Token)).ConfigureAwait(false);
        }
        catch (ProviderException)
        {
            // The store is away, and the stream has begun, so that no status can say it. Whoever watches comes again.
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Nobody watches any more, or the application stops.
        }
    }

    /// <summary>Sends an event.</summary>
    /// <param name="kind">What kind of event it is.</param>
    /// <param name="value">What it tells.</param>
    /// <param name="type">How that is written.</param>
    /// <param name="mark">Tells it apart from others; null for nothing.</param>
    public Task TellAsync<T>(string kind, T value, JsonTypeInfo<T> type, string? mark = null) =>
        WriteAsync(
            $"event: {kind}\n{(mark is null ? "" : $"id: {mark}\n")}data: {JsonSerializer.Serialize(value, type)}\n\n"
        );

    /// <summary>Sends a line that keeps the connection open, and finds out that nobody listens.</summary>
    public Task KeepAsync() => WriteAsync(": still here\n\n");

    public async Task WriteAsync(string text)
    {
        await call.Http.Response.WriteAsync(text, cancellationToken).ConfigureAwait(false);
        await call.Http.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
