namespace Duroxide.Providers;

/// <summary>A stored header.</summary>
/// <param name="Header">The encoded header.</param>
/// <param name="Time">When the execution was asked to start.</param>
public sealed record StoredStart(ReadOnlyMemory<byte> Header, Timestamp Time);
