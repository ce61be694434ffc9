namespace Duroxide.Providers;

/// <summary>The events that one commit adds to a history.</summary>
/// <param name="First">The id of the first event; it follows the last committed one, or the commit is refused.</param>
/// <param name="Last">The id of the last event.</param>
/// <param name="Payload">The encoded events.</param>
public sealed record EventBatch(EventId First, EventId Last, ReadOnlyMemory<byte> Payload);
