namespace Duroxide.Providers;

/// <summary>A message in an instance's queue.</summary>
/// <param name="Id">The store's number of the message; order of arrival among messages of one time.</param>
/// <param name="Time">When it arrived; for a timer, when it was due.</param>
/// <param name="Payload">The encoded delivery.</param>
public sealed record StoredMessage(long Id, Timestamp Time, ReadOnlyMemory<byte> Payload);
