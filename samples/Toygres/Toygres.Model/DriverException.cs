namespace Toygres;

/// <summary>A call failed, and may succeed another time.</summary>
public sealed class DriverException(string message, Exception? innerException = null)
    : Exception(message, innerException);
