using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Duroxide.Dashboard;

/// <summary>Writes down who changed what: before it is tried, so that a crash hides nothing, and how it ended.</summary>
static partial class Audit
{
    const string Category = "Duroxide.Dashboard.Audit";

    /// <summary>Does something for somebody.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="action">What is to be done, in a word.</param>
    /// <param name="subject">The instance or item that it is done to.</param>
    /// <param name="act">Does it.</param>
    public static async Task<T> DoAsync<T>(Call call, string action, string subject, Func<Task<T>> act)
    {
        var log = call.Http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(Category);
        var (user, address) = (call.User, $"{call.Http.Connection.RemoteIpAddress}");
        Asked(log, action, subject, user, address);
        try
        {
            var result = await act().ConfigureAwait(false);
            Done(log, action, subject, user, address);
            return result;
        }
        catch (OperationCanceledException) when (call.Cancellation.IsCancellationRequested)
        {
            WentAway(log, action, subject, user, address);
            throw;
        }
        catch (Exception error)
        {
            Refused(log, action, subject, user, address, error.Message);
            throw;
        }
    }

    [LoggerMessage(900, LogLevel.Information, "{User} at {Address} asks for {Action} of '{Subject}'")]
    static partial void Asked(ILogger log, string action, string subject, string user, string address);

    [LoggerMessage(901, LogLevel.Information, "{User} at {Address} did {Action} of '{Subject}'")]
    static partial void Done(ILogger log, string action, string subject, string user, string address);

    [LoggerMessage(902, LogLevel.Warning, "{User} at {Address} was refused {Action} of '{Subject}': {Error}")]
    static partial void Refused(ILogger log, string action, string subject, string user, string address, string error);

    [LoggerMessage(903, LogLevel.Warning, "{User} at {Address} went away before {Action} of '{Subject}' was whole")]
    static partial void WentAway(ILogger log, string action, string subject, string user, string address);
}
