namespace Duroxide;

/// <summary>An event or a message did not come within the time that its wait was given; the wait is over.</summary>
public sealed class WaitTimeoutException : DurableException
{
    internal WaitTimeoutException(string awaited, TimeSpan timeout)
        : base($"{awaited} was not answered within {timeout}.") => Timeout = timeout;

    /// <summary>How long the wait was given.</summary>
    public TimeSpan Timeout { get; }

    /// <inheritdoc />
    public override Failure.Application ToFailure() =>
        new(ApplicationKind.OrchestrationFailed, Message) { ErrorType = GetType().FullName };
}
