namespace Duroxide.Dashboard;

/// <summary>What was asked for cannot be understood.</summary>
/// <param name="message">What is wrong with it, and what to write.</param>
sealed class BadRequestException(string message) : Exception(message);
