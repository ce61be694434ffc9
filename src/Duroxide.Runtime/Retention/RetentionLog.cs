using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>What is written about retention.</summary>
static partial class RetentionLog
{
    [LoggerMessage(
        80,
        LogLevel.Information,
        "Retention removed {Instances} instances and {Executions} executions with {Events} events (whole store seen: {IsDone})"
    )]
    public static partial void RetentionSwept(
        this ILogger log,
        long instances,
        long executions,
        long events,
        bool isDone
    );

    [LoggerMessage(81, LogLevel.Warning, "Retention broke off; it goes on in {Interval}")]
    public static partial void RetentionFailed(this ILogger log, Exception error, TimeSpan interval);

    [LoggerMessage(
        82,
        LogLevel.Information,
        "The duty of retention was not given back; another node takes it in {Lease} at most"
    )]
    public static partial void DutyKept(this ILogger log, Exception error, TimeSpan lease);
}
