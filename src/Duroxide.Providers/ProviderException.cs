namespace Duroxide;

/// <summary>A store could not do what was asked, and holds no lease for it.</summary>
/// <param name="operation">What was asked for.</param>
/// <param name="message">What went wrong, and what to do about it.</param>
/// <param name="isRetryable">Whether the same call may succeed later.</param>
/// <param name="inner">The store's own exception.</param>
public sealed class ProviderException(string operation, string message, bool isRetryable, Exception? inner = null)
    : Exception($"{operation}: {message}", inner)
{
    /// <summary>What was asked for.</summary>
    public string Operation { get; } = operation;

    /// <summary>Whether the same call may succeed later: busy, timeout, connection, disk full.</summary>
    public bool IsRetryable { get; } = isRetryable;
}
