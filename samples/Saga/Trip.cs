namespace Saga;

/// <summary>Where somebody wants to go.</summary>
/// <param name="Destination">The place.</param>
sealed record Trip(string Destination);
