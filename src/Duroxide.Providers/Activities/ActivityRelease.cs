namespace Duroxide.Providers;

/// <summary>Gives a leased activity back.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Delay">How long it stays hidden.</param>
/// <param name="CountAttempt">Whether the attempt stays counted.</param>
public sealed record ActivityRelease(Lease Lease, TimeSpan Delay, bool CountAttempt)
{
    /// <summary>Why the activity is parked until somebody releases it; null to leave it in the queue.</summary>
    public string? Park { get; init; }

    /// <summary>Whether its code never began under this lease, so that its time to live continues as if nobody had taken it.</summary>
    public bool IsUntouched { get; init; }
}
