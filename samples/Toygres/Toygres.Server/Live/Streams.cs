using System.Runtime.CompilerServices;

namespace Toygres.Server;

/// <summary>Says when a stream of events is over: when its reader goes, the session of its reader ends, or the server stops.</summary>
internal sealed class Streams(IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>When the stream of a request is over.</summary>
    public StreamEnd Until(HttpContext http)
    {
        // It may have ended between the question who asks and this one.
        var session = LoginEndpoints.EndOf(http.User) is { } ends
            ? TimeSpan.FromTicks(Math.Max(0, (ends - time.GetUtcNow()).Ticks))
            : Timeout.InfiniteTimeSpan;
        var over = new CancellationTokenSource(session, time);
        var all = CancellationTokenSource.CreateLinkedTokenSource(
            over.Token,
            lifetime.ApplicationStopping,
            http.RequestAborted
        );
        http.Response.RegisterForDispose(over);
        http.Response.RegisterForDispose(all);
        return new StreamEnd(all.Token, time);
    }
}

/// <summary>When a stream is over.</summary>
/// <param name="Token">Is cancelled then.</param>
/// <param name="Time">The clock.</param>
internal sealed record StreamEnd(CancellationToken Token, TimeProvider Time)
{
    /// <summary>Whether it is over.</summary>
    public bool IsOver => Token.IsCancellationRequested;

    /// <summary>Waits, or until it is over.</summary>
    public Task PauseAsync(TimeSpan pause) =>
        Task.Delay(pause, Time, Token)
            .ContinueWith(
                static _ => { },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
}

/// <summary>Ends streams without an error.</summary>
internal static class StreamEndings
{
    /// <summary>The same items, of which there are no more once the source is cancelled.</summary>
    public static async IAsyncEnumerable<T> UntilCancelled<T>(
        this IAsyncEnumerable<T> source,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        await using var items = source.GetAsyncEnumerator(cancel);
        while (await NextAsync(items))
        {
            yield return items.Current;
        }
    }

    private static async Task<bool> NextAsync<T>(IAsyncEnumerator<T> items)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
