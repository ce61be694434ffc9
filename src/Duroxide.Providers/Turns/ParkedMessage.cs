namespace Duroxide.Providers;

/// <summary>A message that is set aside because it cannot be read.</summary>
/// <param name="Id">The message.</param>
/// <param name="Reason">Why.</param>
public sealed record ParkedMessage(long Id, string Reason);
