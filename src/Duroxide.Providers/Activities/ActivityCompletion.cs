namespace Duroxide.Providers;

/// <summary>Removes a leased activity.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Answer">The encoded answer for the instance that asked; null to enqueue nothing.</param>
public sealed record ActivityCompletion(Lease Lease, ReadOnlyMemory<byte>? Answer);
