namespace Duroxide;

/// <summary>Something set aside because it could not be processed.</summary>
/// <param name="Id">The store's number of it, for its release.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Instance">The instance it belongs to.</param>
/// <param name="Reason">Why it was parked.</param>
/// <param name="Time">When it was parked.</param>
public sealed record ParkedItem(long Id, ParkedKind Kind, InstanceId Instance, string Reason, DateTimeOffset Time)
{
    /// <summary>The execution that asked for a parked activity; null for another item.</summary>
    public ExecutionId? Execution { get; init; }

    /// <summary>The event that asked for a parked activity; null for another item.</summary>
    public EventId? Event { get; init; }
}
