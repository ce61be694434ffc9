using Microsoft.Extensions.Logging;

namespace Duroxide;

/// <summary>A logger that writes through the context, so that replays are silent.</summary>
sealed class DurableLogger(OrchestrationContext context) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None && !context.IsReplaying;

    public void Log<TState>(
        LogLevel logLevel,
        Microsoft.Extensions.Logging.EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        var text = formatter(state, exception);
        context.Trace(Level(logLevel), exception is null ? text : $"{text}{Environment.NewLine}{exception}");
    }

    static TraceLevel Level(LogLevel level) =>
        level switch
        {
            <= LogLevel.Debug => TraceLevel.Debug,
            LogLevel.Information => TraceLevel.Information,
            LogLevel.Warning => TraceLevel.Warning,
            _ => TraceLevel.Error,
        };
}
