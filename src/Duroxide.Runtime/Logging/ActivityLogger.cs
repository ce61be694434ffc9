using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>An activity's logger: every line carries the call it belongs to as a scope.</summary>
sealed class ActivityLogger(Lazy<ILogger> log, ActivityItem item, ActivityWork work) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => log.Value.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => log.Value.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        Microsoft.Extensions.Logging.EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        using var scope = log.Value.BeginScope(
            new Dictionary<string, object>
            {
                ["Instance"] = item.Instance,
                ["Execution"] = item.Execution,
                ["Activity"] = work.Name,
                ["ActivityId"] = item.Id,
                ["Attempt"] = work.Attempt,
            }
        );
        log.Value.Log(logLevel, eventId, state, exception, formatter);
    }
}
