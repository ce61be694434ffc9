using System.Net;

namespace Toygres.Cli;

/// <summary>The server refused; the message says why, and what to do.</summary>
internal sealed class ApiException(HttpStatusCode status, string message) : Exception(message)
{
    /// <summary>The exit code that tells it.</summary>
    public int ExitCode =>
        status switch
        {
            HttpStatusCode.NotFound => Cli.ExitCode.NotFound,
            HttpStatusCode.Unauthorized or HttpStatusCode.ServiceUnavailable or HttpStatusCode.InternalServerError =>
                Cli.ExitCode.Server,
            _ => Cli.ExitCode.Refused,
        };
}
