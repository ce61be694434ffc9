using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Duroxide.Scenarios;

/// <summary>One line of a log.</summary>
/// <param name="Category">Who wrote it.</param>
/// <param name="Level">How serious it is.</param>
/// <param name="Message">The text.</param>
public sealed record LogLine(string Category, LogLevel Level, string Message)
{
    /// <summary>The exception that was given with it.</summary>
    public Exception? Error { get; init; }
}

/// <summary>Keeps what a runtime logs, for a test to read.</summary>
public sealed class LogBook : ILoggerFactory
{
    private readonly ConcurrentQueue<LogLine> lines = new();
    private readonly ConcurrentQueue<KeyValuePair<string, object>> named = new();

    public IReadOnlyList<LogLine> Lines => [.. lines];

    /// <summary>The named values of all scopes in which something was written.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Named => [.. named];

    /// <summary>The lines that orchestrations traced.</summary>
    public IEnumerable<string> Traces =>
        lines.Where(line => line.Category == "Duroxide.Orchestration").Select(line => line.Message);

    /// <summary>Whether a line holds a text.</summary>
    public bool Holds(string text) => lines.Any(line => line.Message.Contains(text, StringComparison.Ordinal));

    /// <summary>How many lines hold a text.</summary>
    public int Count(string text) => lines.Count(line => line.Message.Contains(text, StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => new Writer(lines, named, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose() { }

    private sealed class Writer(
        ConcurrentQueue<LogLine> lines,
        ConcurrentQueue<KeyValuePair<string, object>> named,
        string category
    ) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            foreach (var value in state as IEnumerable<KeyValuePair<string, object>> ?? [])
            {
                named.Enqueue(value);
            }
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue(new(category, logLevel, formatter(state, exception)) { Error = exception });
    }
}
