namespace Duroxide;

/// <summary>That an instance takes no turn until somebody resumes it.</summary>
/// <param name="Reason">Why, in the words of who suspended it.</param>
/// <param name="Since">Since when.</param>
public sealed record Suspension(string Reason, DateTimeOffset Since);
