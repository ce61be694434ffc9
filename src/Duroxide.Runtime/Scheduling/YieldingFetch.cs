namespace Duroxide.Runtime;

/// <summary>Fetches, but yields to other nodes in the moment in which work that was put aside here comes up again.</summary>
/// <remarks>
/// Otherwise chance decides each time whether a node that has the code gets the work, and it might not in ten times. So
/// the store shows the work a moment before its delay is over, and for that moment this node does not fetch.
/// </remarks>
sealed class YieldingFetch(RuntimeOptions options)
{
    // Longer than it takes another process to look into a shared file.
    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    readonly long started = options.Time.GetTimestamp();
    readonly Lock gate = new();
    readonly SortedSet<(TimeSpan From, TimeSpan To)> others = [];
    CancellationTokenSource? fetching;
    TimeSpan lookedAway = -3 * Longest;

    TimeSpan Now => options.Time.GetElapsedTime(started);

    /// <summary>How long the store is to hide work that is put aside for so long.</summary>
    public TimeSpan Defer(TimeSpan delay)
    {
        var moment = Shorter(Longest, delay / 2);
        lock (gate)
        {
            var to = Now + delay;
            // A fetch that ends a little late must not see the work.
            others.Add((to - (moment * 1.2), to));
            if (fetching is { } cut)
            {
                fetching = null;
                _ = EndAsync(cut);
            }
        }
        return delay - moment;
    }

    /// <summary>Fetches, but not while others have their look.</summary>
    /// <param name="fetch">Fetches, waiting for so long at most.</param>
    /// <param name="stop">Ends the fetch.</param>
    public async Task<IReadOnlyList<T>> FetchAsync<T>(
        Func<TimeSpan, CancellationToken, Task<IReadOnlyList<T>>> fetch,
        CancellationToken stop
    )
    {
        var cut = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            var (wait, away) = Begin(cut);
            if (away == TimeSpan.Zero)
            {
                return await fetch(wait, cut.Token).ConfigureAwait(false);
            }
            await options.Time.DelayAsync(away, stop).ConfigureAwait(false);
            return [];
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return [];
        }
        finally
        {
            lock (gate)
            {
                // One that is being cancelled is disposed of there.
                if (fetching == cut)
                {
                    fetching = null;
                    cut.Dispose();
                }
            }
        }
    }

    async Task EndAsync(CancellationTokenSource cut)
    {
        await options.Scheduler.CancelAsync(cut).ConfigureAwait(false);
        cut.Dispose();
    }

    // Either how long a fetch may wait, or how long to look away.
    (TimeSpan Wait, TimeSpan Away) Begin(CancellationTokenSource cut)
    {
        lock (gate)
        {
            fetching = cut;
            if (others.Count == 0)
            {
                return (options.LongPoll, TimeSpan.Zero);
            }
            var (now, until) = (Now, TimeSpan.Zero);
            while (others.Count > 0 && others.Min is var (from, to) && from <= now)
            {
                others.Remove((from, to));
                until = to;
            }
            // However much is put aside, three quarters of the time go to what this node can do.
            if (until > now && now - lookedAway >= 3 * Longest)
            {
                lookedAway = until;
                return (TimeSpan.Zero, until - now);
            }
            var wait = others.Count > 0 ? Shorter(options.LongPoll, others.Min.From - now) : options.LongPoll;
            return (wait, TimeSpan.Zero);
        }
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
