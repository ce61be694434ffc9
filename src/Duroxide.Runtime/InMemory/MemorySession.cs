namespace Duroxide.Runtime.InMemory;

/// <summary>Who runs the activities of a session, until when, and when one of them last showed life.</summary>
sealed record MemorySession(string Owner, Timestamp LeasedUntil, Timestamp LastUsed)
{
    public bool IsLive(Timestamp now) => LeasedUntil > now;
}
