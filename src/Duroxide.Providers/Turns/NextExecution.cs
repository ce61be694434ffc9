namespace Duroxide.Providers;

/// <summary>The execution that follows at continue-as-new.</summary>
/// <param name="Name">The orchestration's name.</param>
/// <param name="Start">Its encoded header, and the time of the ending before it.</param>
public sealed record NextExecution(string Name, StoredStart Start);
