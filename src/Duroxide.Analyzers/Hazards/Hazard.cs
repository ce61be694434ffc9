namespace Duroxide.Analyzers;

/// <summary>Something in code that breaks a rule, if the code is an orchestration's.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="What">What it is, in the words of the code.</param>
/// <param name="Remedy">What to do about it, as a sentence.</param>
/// <param name="Place">Where it stands.</param>
sealed record Hazard(DiagnosticDescriptor Rule, string What, string Remedy, Location Place);
