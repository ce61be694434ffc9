namespace Duroxide;

/// <summary>Thrown by an orchestration to end itself as failed with a message of its own, without a stack trace.</summary>
/// <param name="message">Why it fails.</param>
/// <param name="innerException">What led to it, if anything.</param>
public sealed class OrchestrationFailedException(string message, Exception? innerException = null)
    : DurableException(message, innerException)
{
    /// <inheritdoc />
    public override Failure.Application ToFailure() => new(ApplicationKind.OrchestrationFailed, Failures.Cut(Message));
}
