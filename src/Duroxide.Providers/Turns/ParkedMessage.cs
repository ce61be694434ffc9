namespace Duroxide.Providers;

/// <summary>A message that is taken aside.</summary>
/// <param name="Id">The message.</param>
/// <param name="Reason">Why.</param>
public sealed record ParkedMessage(long Id, string Reason);
