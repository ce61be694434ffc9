namespace Duroxide.Dashboard;

/// <summary>There is an instance, and not what was asked for of it.</summary>
/// <param name="message">What there is not, and why that may be.</param>
sealed class NotFoundException(string message) : Exception(message);
