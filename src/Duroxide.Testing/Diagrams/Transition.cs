namespace Duroxide.Testing;

/// <summary>A way that was seen: where an orchestration stood, what reached it, and where it stood then.</summary>
/// <param name="Orchestration">The orchestration's name.</param>
/// <param name="From">Where it stood.</param>
/// <param name="When">What reached it.</param>
/// <param name="Effects">What it did that has no answer: a status, a value, a detached start; empty for nothing.</param>
/// <param name="To">Where it stood then.</param>
/// <param name="Count">How often this was seen.</param>
public sealed record Transition(string Orchestration, Place From, string When, string Effects, Place To, long Count);
