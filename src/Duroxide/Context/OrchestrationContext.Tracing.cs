using Microsoft.Extensions.Logging;

namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>A logger whose lines come out once, when the turn is committed, however often the code is replayed.</summary>
    public ILogger Logger => new DurableLogger(this);

    /// <summary>Writes a line to the log once, when the turn is committed, however often the code is replayed.</summary>
    public void Trace(TraceLevel level, string message)
    {
        if (run.IsLive())
        {
            run.Host.Trace(new(level, TraceSource.Orchestration, message));
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
