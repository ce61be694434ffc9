using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Toygres.Web.Tests;

/// <summary>The errors that an application logged, of which there should be none.</summary>
public sealed class Errors : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public ConcurrentQueue<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose() { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel,
        Microsoft.Extensions.Logging.EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel))
        {
            lines.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}
