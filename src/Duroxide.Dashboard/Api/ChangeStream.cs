using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Duroxide.Dashboard;

/// <summary>The changes of one instance as server-sent events.</summary>
static class ChangeStream
{
    // The row tells of most changes at once. Events that leave it as it is are seen after so long.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // A line now and then keeps the connection open, and finds out that nobody listens.
    const int SilentLooks = 7;

    public static async Task AnswerAsync(Call call)
    {
        var instance = call.Instance;
        if (await LookAsync(call, instance, seen: -1, call.Cancellation).ConfigureAwait(false) is not { } first)
        {
            throw new ClientException(new ClientError.InstanceNotFound(instance));
        }
        var response = call.Http.Response;
        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no";
        call.Http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // The application ends without waiting for those who watch; they come again.
        var stopping = call.Http.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? default;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, stopping);
        try
        {
            await FollowAsync(call, instance, first, ending.Token).ConfigureAwait(false);
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

    static async Task FollowAsync(Call call, InstanceId instance, ChangeView first, CancellationToken cancellationToken)
    {
        await SendAsync(call, first, cancellationToken).ConfigureAwait(false);
        var (last, silent) = (first, 0);
        while (!HasEnded(last))
        {
            var now = await LookAsync(call, instance, last.Revision, cancellationToken).ConfigureAwait(false);
            if (now is null)
            {
                await WriteAsync(call, "event: deleted\ndata: {}\n\n", cancellationToken).ConfigureAwait(false);
                return;
            }
            if (now != last)
            {
                (last, silent) = (now, 0);
                await SendAsync(call, now, cancellationToken).ConfigureAwait(false);
            }
            else if (++silent == SilentLooks)
            {
                silent = 0;
                await WriteAsync(call, ": still here\n\n", cancellationToken).ConfigureAwait(false);
            }
        }
    }

    static bool HasEnded(ChangeView change) =>
        change.Status is nameof(ExecutionStatus.Completed) or nameof(ExecutionStatus.Failed);

    static async Task<ChangeView?> LookAsync(
        Call call,
        InstanceId instance,
        long seen,
        CancellationToken cancellationToken
    )
    {
        var info = await call
            .Client.WaitForChangeAsync(instance, seen, Patience, cancellationToken)
            .ConfigureAwait(false);
        if (info is null)
        {
            return null;
        }
        var execution = await call
            .Management.GetExecutionAsync(instance, info.Execution, cancellationToken)
            .ConfigureAwait(false);
        return new(
            Words.Status(info),
            call.ShownIfAny(info.CustomStatus),
            info.Revision,
            info.Execution.Value,
            execution?.Events ?? 0
        );
    }

    static Task SendAsync(Call call, ChangeView change, CancellationToken cancellationToken) =>
        WriteAsync(
            call,
            $"event: change\nid: {change.Mark}\ndata: {JsonSerializer.Serialize(change, ApiJson.Api.ChangeView)}\n\n",
            cancellationToken
        );

    static async Task WriteAsync(Call call, string text, CancellationToken cancellationToken)
    {
        await call.Http.Response.WriteAsync(text, cancellationToken).ConfigureAwait(false);
        await call.Http.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
