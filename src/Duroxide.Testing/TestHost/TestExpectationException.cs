namespace Duroxide.Testing;

/// <summary>A test expected something that is not so; the message shows what is.</summary>
/// <param name="message">What was expected, and what was found.</param>
public sealed class TestExpectationException(string message) : Exception(message);
