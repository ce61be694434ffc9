using Microsoft.Extensions.Logging;

namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>A logger whose lines come out once, when the turn is committed, however often the code is replayed.</summary>
    /// <remarks>
    /// The values of a template's holes are kept as text, and an exception becomes part of the message. Scopes are left
    /// out, and <see cref="ILogger.IsEnabled"/> only tells whether the code replays: which lines the log takes is known after the turn.
    /// </remarks>
    public ILogger Logger => new DurableLogger(this);

    /// <summary>Writes a line to the log once, when the turn is committed, however often the code is replayed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public void Trace(TraceLevel level, string message)
    {
        // Written after the commit, a level that no log has would cost the other lines of the turn.
        if (!Enum.IsDefined(level))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "There is no such level of a line.");
        }
        Trace(level, message, properties: default);
    }

    internal void Trace(TraceLevel level, string message, ValueMap<string, string> properties)
    {
        if (run.IsLive(nameof(Trace)))
        {
            run.Host.Trace(new(level, TraceSource.Orchestration, message) { Properties = properties });
        }
    }

    /// <summary>Writes a line for following single steps.</summary>
    public void Debug(string message) => Trace(TraceLevel.Debug, message);

    /// <summary>Writes a line about the ordinary course of things.</summary>
    public void Info(string message) => Trace(TraceLevel.Information, message);

    /// <summary>Writes a line about something unexpected that was dealt with.</summary>
    public void Warn(string message) => Trace(TraceLevel.Warning, message);

    /// <summary>Writes a line about a failure.</summary>
    public void Error(string message) => Trace(TraceLevel.Error, message);
}
