using System.Collections.Concurrent;
using System.Globalization;

namespace Toygres.Server;

/// <summary>Keeps the last lines that a process logged, for those who ask over the network.</summary>
internal sealed class LogRing(TimeProvider time) : ILoggerProvider
{
    private const int Most = 2000;

    private readonly ConcurrentQueue<string> lines = new();

    /// <summary>The last lines, oldest first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="filter">What a line must hold; null for any.</param>
    public IReadOnlyList<string> Tail(int limit, string? filter) =>
        [
            .. lines
                .Where(line => filter is null || line.Contains(filter, StringComparison.OrdinalIgnoreCase))
                .TakeLast(limit),
        ];

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    /// <inheritdoc/>
    public void Dispose() => lines.Clear();

    private void Add(LogLevel level, string category, string text)
    {
        var at = time.GetUtcNow().ToString("u", CultureInfo.InvariantCulture);
        lines.Enqueue($"{at} {level} {category}: {text.ReplaceLineEndings(" ")}");
        while (lines.Count > Most)
        {
            lines.TryDequeue(out _);
        }
    }

    private sealed class Writer(LogRing ring, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                var text = formatter(state, exception);
                ring.Add(
                    logLevel,
                    category,
                    exception is null ? text : $"{text} {exception.GetType().Name}: {exception.Message}"
                );
            }
        }
    }
}
