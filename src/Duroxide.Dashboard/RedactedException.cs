namespace Duroxide.Dashboard;

/// <summary>What was asked for is not given where payloads are redacted.</summary>
/// <param name="message">What it is, and what to ask for instead.</param>
sealed class RedactedException(string message) : Exception(message);
