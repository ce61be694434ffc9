namespace Duroxide;

/// <summary>Thrown by an activity to say that another attempt cannot help: its call fails at once, whatever its retry policy says.</summary>
/// <remarks>Exceptions of your own may derive from it.</remarks>
/// <param name="message">Why it fails.</param>
/// <param name="innerException">What led to it, if anything.</param>
public class NonRetryableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
