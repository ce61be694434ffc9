namespace Duroxide.Providers;

/// <summary>A timer to be waited for.</summary>
/// <param name="Id">The event that scheduled it.</param>
/// <param name="FireAt">When it is due; the message it becomes carries this time.</param>
/// <param name="Payload">The encoded delivery that it becomes.</param>
public sealed record NewTimer(EventId Id, Timestamp FireAt, ReadOnlyMemory<byte> Payload);
