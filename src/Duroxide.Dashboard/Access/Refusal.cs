namespace Duroxide.Dashboard;

/// <summary>Why a request was not done, in the terms of HTTP.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Title">What kind of refusal it is.</param>
/// <param name="Detail">What happened, to which instance, and what to do.</param>
sealed record Refusal(int Status, string Title, string Detail)
{
    /// <summary>What an exception says; null for one that is no refusal but a defect.</summary>
    public static Refusal? Of(Exception error) =>
        error switch
        {
            BadRequestException => new(StatusCodes.Status400BadRequest, "Bad request", error.Message),
            NotFoundException => new(StatusCodes.Status404NotFound, "No such execution", error.Message),
            RedactedException => new(StatusCodes.Status403Forbidden, "Redacted", error.Message),
            BusyException => new(StatusCodes.Status429TooManyRequests, "Busy", error.Message),
            ClientException refused => Of(refused.Error),
            CorruptPayloadException => new(StatusCodes.Status500InternalServerError, "Unreadable", error.Message),
            ProviderException { IsRetryable: true } => new(
                StatusCodes.Status503ServiceUnavailable,
                "The store does not answer",
                error.Message
            ),
            ProviderException => new(StatusCodes.Status500InternalServerError, "The store refused", error.Message),
            _ => null,
        };

    static Refusal Of(ClientError error) =>
        error switch
        {
            ClientError.InvalidInput => new(StatusCodes.Status400BadRequest, "Invalid input", error.Message),
            ClientError.InstanceNotFound => new(StatusCodes.Status404NotFound, "No such instance", error.Message),
            ClientError.InstanceStillRunning
            or ClientError.InstanceHasEnded
            or ClientError.CannotDeleteSubOrchestration
            or ClientError.NotPossible => new(StatusCodes.Status409Conflict, "Not possible now", error.Message),
            ClientError.ManagementNotAvailable => new(
                StatusCodes.Status501NotImplemented,
                "Not supported by the store",
                error.Message
            ),
            ClientError.Timeout => new(StatusCodes.Status504GatewayTimeout, "Timed out", error.Message),
        };
}
