using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Duroxide;

/// <summary>A logger that writes through the context, so that replays are silent.</summary>
sealed class DurableLogger(OrchestrationContext context) : ILogger
{
    // The name under which the template itself stands among the values of its holes.
    const string Template = "{OriginalFormat}";

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
        if (logLevel is LogLevel.None)
        {
            return;
        }
        var text = formatter(state, exception);
        context.Trace(
            Level(logLevel),
            exception is null ? text : $"{text}{Environment.NewLine}{Failures.Text(exception)}",
            state is IEnumerable<KeyValuePair<string, object?>> named ? Properties(named) : default
        );
    }

    // As text, and at once: a line is written after the turn, when an object may have changed.
    static ValueMap<string, string> Properties(IEnumerable<KeyValuePair<string, object?>> named) =>
        named
            .Where(property => property.Key != Template)
            .Aggregate(
                ValueMap<string, string>.Empty,
                (all, property) =>
                    all.Set(property.Key, Convert.ToString(property.Value, CultureInfo.InvariantCulture) ?? "")
            );

    static TraceLevel Level(LogLevel level) =>
        level switch
        {
            <= LogLevel.Debug => TraceLevel.Debug,
            LogLevel.Information => TraceLevel.Information,
            LogLevel.Warning => TraceLevel.Warning,
            _ => TraceLevel.Error,
        };
}
