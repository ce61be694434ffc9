namespace Duroxide.Providers;

/// <summary>Gives a lease back without a commit.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Delay">How long the instance stays hidden, with whatever arrives meanwhile.</param>
/// <param name="CountAttempt">Whether the attempt stays counted.</param>
public sealed record TurnRelease(Lease Lease, TimeSpan Delay, bool CountAttempt)
{
    /// <summary>Why the instance is parked until somebody releases it; null to leave it in the queue.</summary>
    public string? Park { get; init; }
}
