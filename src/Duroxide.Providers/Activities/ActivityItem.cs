namespace Duroxide.Providers;

/// <summary>A leased activity.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Instance">The instance that asked for it.</param>
/// <param name="Execution">The execution that asked for it.</param>
/// <param name="Id">The event that scheduled it.</param>
/// <param name="Payload">The encoded work.</param>
/// <param name="Attempt">How often it was fetched, this time included.</param>
public sealed record ActivityItem(
    Lease Lease,
    InstanceId Instance,
    ExecutionId Execution,
    EventId Id,
    ReadOnlyMemory<byte> Payload,
    int Attempt
)
{
    /// <summary>The session it belongs to; null for none.</summary>
    public string? Session { get; init; }

    /// <summary>Its tag; null for none.</summary>
    public string? Tag { get; init; }
}
