namespace Duroxide.Providers;

/// <summary>A message that is held for want of room.</summary>
/// <param name="Id">The message.</param>
/// <param name="Queue">The name of its queue: the oldest held message of each is handed out with every turn.</param>
public sealed record HeldMessage(long Id, string Queue);
