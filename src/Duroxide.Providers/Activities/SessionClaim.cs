namespace Duroxide.Providers;

/// <summary>How sessions are claimed.</summary>
/// <param name="Owner">The owner.</param>
/// <param name="Lease">How long a claim lasts.</param>
/// <param name="MaxNew">How many sessions may be taken up that do not count already.</param>
public sealed record SessionClaim(string Owner, TimeSpan Lease, int MaxNew)
{
    /// <summary>The sessions that count already, because the owner runs work of theirs; null for all that it holds.</summary>
    public ValueList<string>? Busy { get; init; }

    /// <summary>Whether a session counts already.</summary>
    /// <param name="session">The session.</param>
    /// <param name="isHeld">Whether the owner holds it.</param>
    public bool Counts(string session, bool isHeld) => Busy is { } busy ? busy.Contains(session) : isHeld;
}
