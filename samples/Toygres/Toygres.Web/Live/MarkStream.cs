using System.Collections.Concurrent;
using System.Data.Common;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Duroxide.Providers;
using Microsoft.Extensions.Hosting;

namespace Toygres.Web.Live;

/// <summary>
/// Tells pages by server-sent events that what they show has changed. All who follow one subject share a look, so that many
/// pages ask no more of the memory than one.
/// </summary>
internal sealed class MarkStream(
    Marks marks,
    ToygresPagesOptions options,
    TimeProvider time,
    IHostApplicationLifetime application
)
{
    // An event without news keeps the connection open, and finds out that nobody listens.
    private const int SilentLooks = 15;

    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<(string Subject, string? Name), Look> looks = new();

    /// <summary>The changes of a subject. The first look is taken before, so that its failure has a status.</summary>
    public async Task<IResult> OpenAsync(string subject, string? name, HttpContext http) =>
        await marks.LookAsync(subject, name, http.RequestAborted) is null
            ? TypedResults.NotFound()
            : TypedResults.ServerSentEvents(FollowAsync((subject, name), http.RequestAborted));

    private async IAsyncEnumerable<SseItem<string>> FollowAsync(
        (string, string?) subject,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        // The application ends without waiting for those who watch. They come again, as they do after a while, so that who is no
        // longer let in sees nothing more.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel, application.ApplicationStopping);
        var began = time.GetTimestamp();
        var (seen, silent) = ("", 0);
        while (!ending.IsCancellationRequested && time.GetElapsedTime(began) < options.Following)
        {
            if (await LookAsync(subject, ending.Token) is not { } mark)
            {
                break;
            }
            silent = mark == seen ? silent + 1 : 0;
            if (mark != seen || silent % SilentLooks == 0)
            {
                yield return new(mark, mark == seen ? "still" : "change") { ReconnectionInterval = Soon };
            }
            seen = mark;
            await WaitAsync(ending.Token);
        }
        looks.TryRemove(subject, out _);
    }

    // The store may be away for a while: the stream ends, and whoever watches comes again.
    private async Task<string?> LookAsync((string Subject, string? Name) subject, CancellationToken cancel)
    {
        try
        {
            var look = looks.AddOrUpdate(
                subject,
                key => Begin(key),
                (key, last) => time.GetElapsedTime(last.Began) < options.Pace ? last : Begin(key)
            );
            return await look.Mark.Value.WaitAsync(cancel);
        }
        catch (Exception away) when (away is DbException or ProviderException or OperationCanceledException)
        {
            looks.TryRemove(subject, out _);
            return null;
        }
    }

    private async Task WaitAsync(CancellationToken cancel)
    {
        try
        {
            await Task.Delay(options.Pace, time, cancel);
        }
        catch (OperationCanceledException)
        {
            // Nobody watches any more, or the application stops: the loop sees it.
        }
    }

    // It is one look for all, so that it ends when the application does, and not with who asked first.
    private Look Begin((string Subject, string? Name) of) =>
        new(time.GetTimestamp(), new(() => marks.LookAsync(of.Subject, of.Name, application.ApplicationStopping)));

    private sealed record Look(long Began, Lazy<Task<string?>> Mark);
}
