namespace Duroxide;

/// <summary>An exception that has a meaning to the engine: uncaught, it fails the orchestration with details of its own.</summary>
public abstract class DurableException : Exception
{
    private protected DurableException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    /// <summary>The failure of another one that is passed on: its text stays, and the details begin with this exception's message.</summary>
    private protected Failure.Application Passed(Failure.Application failure, string message) =>
        failure with
        {
            Kind = ApplicationKind.OrchestrationFailed,
            Message = Failures.Cut(message),
            Details = Failures.Cut(
                failure.Details is { } details ? $"{Message}{Environment.NewLine}{details}" : Message
            ),
        };

    /// <summary>The failure that an orchestration ends with when it does not catch this exception.</summary>
    public abstract Failure.Application ToFailure();
}
