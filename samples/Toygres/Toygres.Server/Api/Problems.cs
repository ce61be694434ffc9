using System.Data.Common;
using System.Text.Json;
using Duroxide;
using Duroxide.Providers;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Toygres.Server;

/// <summary>Refusals, as problems whose detail says what happened and what to do.</summary>
internal static class Problems
{
    private const string TooLong = "Send less at once; a batch makes up to 500 instances with one short request.";

    public static ProblemHttpResult Of(int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title);

    public static ProblemHttpResult NotFound(string detail) =>
        Of(StatusCodes.Status404NotFound, "There is no such thing", detail);

    public static ProblemHttpResult Refused(string detail) =>
        Of(StatusCodes.Status409Conflict, "This cannot be done now", detail);

    public static ProblemHttpResult Wrong(string detail) =>
        Of(StatusCodes.Status400BadRequest, "The request is wrong", detail);

    /// <summary>Says what to do where the framework refuses without a word.</summary>
    public static void Explain(ProblemDetailsContext context) =>
        context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
        {
            StatusCodes.Status404NotFound => "There is nothing at this path. GET /openapi/v1.json lists what there is.",
            StatusCodes.Status405MethodNotAllowed => "This path takes another method. GET /openapi/v1.json says which.",
            StatusCodes.Status413PayloadTooLarge => TooLong,
            StatusCodes.Status415UnsupportedMediaType => "Send the body as application/json.",
            _ => null,
        };

    /// <summary>What is answered when something was thrown.</summary>
    public static Task AnswerAsync(HttpContext http)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        return Of(error).ExecuteAsync(http);
    }

    /// <summary>Whether what was thrown says all there is to say, so that nobody needs to read of it in the log.</summary>
    public static bool IsExpected(ExceptionHandlerSuppressDiagnosticsContext context) =>
        StatusOf(context.Exception) < StatusCodes.Status500InternalServerError;

    /// <summary>The status that is answered when something was thrown.</summary>
    public static int StatusOf(Exception error) => Of(error).StatusCode;

    private static ProblemHttpResult Of(Exception? error) =>
        error switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Of(
                StatusCodes.Status413PayloadTooLarge,
                "The request is too long",
                TooLong
            ),
            BadHttpRequestException { InnerException: null } wrong
                when wrong.Message.StartsWith("Implicit body", StringComparison.Ordinal) => Wrong(
                "Send a body, as application/json. GET /openapi/v1.json says what stands in it."
            ),
            BadHttpRequestException wrong => Wrong(wrong.InnerException?.Message ?? wrong.Message),
            FormatException or JsonException => Wrong(error.Message),
            // The store says so of a place to go on that it never gave.
            ProviderException { IsRetryable: false, Operation: nameof(IManagement.ListInstancesAsync) } wrong => Wrong(
                wrong.Message
            ),
            // PostgreSQL keeps no text with a zero in it.
            DbException { SqlState: "22021" or "22P05" } => Wrong("A text has a character that cannot be kept."),
            ClientException refused => Of(refused.Error),
            TimeoutException late => Late(late.Message),
            ProviderException or DbException => Of(
                StatusCodes.Status503ServiceUnavailable,
                "The database does not answer",
                "What was asked for may not have been done. Look whether the database runs, and ask again with the same Idempotency-Key."
            ),
            _ => Of(
                StatusCodes.Status500InternalServerError,
                "Something is wrong here",
                "The log of the server says what; GET /api/server/logs shows it."
            ),
        };

    private static ProblemHttpResult Of(ClientError error) =>
        error switch
        {
            ClientError.InstanceNotFound => NotFound(error.Message),
            ClientError.Timeout => Late(error.Message),
            ClientError.InvalidInput => Wrong(error.Message),
            ClientError.InstanceHasEnded
            or ClientError.InstanceStillRunning
            or ClientError.CannotDeleteSubOrchestration
            or ClientError.NotPossible => Refused(error.Message),
            ClientError.ManagementNotAvailable => Of(
                StatusCodes.Status501NotImplemented,
                "The store cannot do this",
                error.Message
            ),
        };

    private static ProblemHttpResult Late(string what) =>
        Of(
            StatusCodes.Status504GatewayTimeout,
            "There is no answer yet",
            $"{what} Ask again later; what was begun goes on."
        );
}
