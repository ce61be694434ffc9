namespace Duroxide.Providers;

/// <summary>An activity to be queued.</summary>
/// <param name="Id">The event that scheduled it.</param>
/// <param name="Payload">The encoded work.</param>
public sealed record NewActivity(EventId Id, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The session it belongs to; null for none.</summary>
    public string? Session { get; init; }

    /// <summary>Its tag; null for none.</summary>
    public string? Tag { get; init; }

    /// <summary>
    /// For how long it is leased from the beginning to whoever writes it, as at a first fetch; null to queue it. Only for one
    /// without session and time to live.
    /// </summary>
    public TimeSpan? Take { get; init; }

    /// <summary>How long it may wait for a worker; null for ever. Once a worker took it, it is no longer limited, unless it is given back untouched.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>The encoded answer that the instance gets when the time to live is over before a worker took it.</summary>
    public ReadOnlyMemory<byte> OnExpiry { get; init; }
}
