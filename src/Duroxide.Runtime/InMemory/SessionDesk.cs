namespace Duroxide.Runtime.InMemory;

/// <summary>Decides during one fetch which activities of sessions go to this worker.</summary>
sealed class SessionDesk(Dictionary<string, MemorySession> sessions, SessionClaim? claim, Timestamp now)
{
    readonly HashSet<string> taken = [];

    /// <summary>Whether an activity of this session may go to the worker, and then holds or claims the session for it.</summary>
    public bool Admits(string? session)
    {
        if (session is null)
        {
            return true;
        }
        if (claim is null)
        {
            return false;
        }
        var holder = sessions.TryGetValue(session, out var found) && found.IsLive(now) ? found.Owner : null;
        if (holder is not null && holder != claim.Owner)
        {
            return false;
        }
        if (!taken.Contains(session) && !claim.Counts(session, isHeld: holder is not null))
        {
            if (taken.Count >= claim.MaxNew)
            {
                return false;
            }
            taken.Add(session);
        }
        sessions[session] = new(claim.Owner, now.Plus(claim.Lease), now);
        return true;
    }
}
