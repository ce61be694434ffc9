namespace Actor;

/// <summary>What can be said to the thermometer.</summary>
/// <param name="Celsius">A temperature that was measured; null for none.</param>
/// <param name="ReplyTo">The key under which the summary is wanted; null when nobody asks.</param>
sealed record Message(double? Celsius = null, string? ReplyTo = null);
