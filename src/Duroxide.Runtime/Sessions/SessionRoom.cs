namespace Duroxide.Runtime;

/// <summary>How many more sessions this node may take up with a fetch.</summary>
sealed class SessionRoom(RuntimeOptions options, string node, RunningActivities running)
{
    readonly Lock gate = new();
    CancellationTokenSource? waitingWithoutRoom;

    /// <summary>Fetches with the room that there is; one that begins when no more sessions fit does not wait on when one of them has ended.</summary>
    public async Task<IReadOnlyList<T>> FetchAsync<T>(
        Func<SessionClaim, CancellationToken, Task<IReadOnlyList<T>>> fetch,
        CancellationToken stop
    )
    {
        var cut = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ValueList<string> busy;
        int room;
        lock (gate)
        {
            // A session that ends from here on finds the fetch that it is to cut short.
            busy = running.Sessions;
            room = Math.Max(0, options.MaxSessions - busy.Count);
            waitingWithoutRoom = room == 0 ? cut : null;
        }
        var began = options.Time.GetTimestamp();
        try
        {
            var claim = new SessionClaim(node, options.SessionLease, room) { Busy = busy };
            return await fetch(claim, cut.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It found nothing while there was no room, and there is some now: that long the limit may have held it back.
            LimitUse.Note(LimitUse.Sessions, options.Time.GetElapsedTime(began));
            return [];
        }
        finally
        {
            lock (gate)
            {
                // One that is being cut short is disposed of there.
                if (room > 0 || waitingWithoutRoom is not null)
                {
                    waitingWithoutRoom = null;
                    cut.Dispose();
                }
            }
        }
    }

    /// <summary>Notes that an activity of a session has ended.</summary>
    public void Widen()
    {
        lock (gate)
        {
            if (waitingWithoutRoom is { } cut)
            {
                waitingWithoutRoom = null;
                _ = CutShortAsync(cut);
            }
        }
    }

    async Task CutShortAsync(CancellationTokenSource cut)
    {
        await options.Scheduler.CancelAsync(cut).ConfigureAwait(false);
        cut.Dispose();
    }
}
