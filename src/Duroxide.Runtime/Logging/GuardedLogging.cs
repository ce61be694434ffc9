using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Passes on what is logged, with the node as a scope; that a log cannot be written costs no turn and no activity.</summary>
sealed class GuardedLogging(ILoggerFactory inner, string node) : ILoggerFactory
{
    static readonly Func<ILogger, string, IDisposable?> OfNode = LoggerMessage.DefineScope<string>("node {Node}");

    public ILogger CreateLogger(string categoryName) => new Logger(inner.CreateLogger(categoryName), node);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    // The factory belongs to whoever passed it in.
    public void Dispose() { }

    sealed class Logger(ILogger inner, string node) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            try
            {
                return inner.BeginScope(state);
            }
            catch (Exception)
            {
                // Lines without a scope are better than none.
                return null;
            }
        }

        public bool IsEnabled(LogLevel logLevel)
        {
            try
            {
                return inner.IsEnabled(logLevel);
            }
            catch (Exception)
            {
                // What cannot say whether it writes does not write.
                return false;
            }
        }

        public void Log<TState>(
            LogLevel logLevel,
            Microsoft.Extensions.Logging.EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            try
            {
                using var scope = OfNode(this, node);
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
            catch (Exception failure)
            {
                Trace.TraceError($"Duroxide could not write event {eventId.Id} to its log: {failure.Message}");
            }
        }
    }
}
