namespace Duroxide.Runtime;

/// <summary>A failure as history has it, for a logger: loggers show exceptions, and this one shows the recorded text with its stack.</summary>
sealed class RecordedError : Exception
{
    readonly string details;

    RecordedError(string message, string details)
        : base(message) => this.details = details;

    /// <summary>What more there is to show of a failure than its one line; null for nothing.</summary>
    public static RecordedError? Of(Failure failure) =>
        failure is Failure.Application { Details: { Length: > 0 } details } ? new(failure.Display, details) : null;

    /// <inheritdoc />
    public override string ToString() => details;
}
