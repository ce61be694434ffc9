namespace Duroxide;

/// <summary>Thrown by an orchestration to end itself as failed with a message of its own, without a stack trace.</summary>
/// <param name="message">Why it fails.</param>
/// <param name="cause">What led to it, if anything.</param>
public sealed class OrchestrationFailedException(string message, Exception? cause = null)
    : DurableException(message, cause)
{
    /// <inheritdoc />
    public override Failure.Application ToFailure() => new(ApplicationKind.OrchestrationFailed, Failures.Cut(Message));
}
