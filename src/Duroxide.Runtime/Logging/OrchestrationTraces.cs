using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Writes what orchestrations traced, after the turn that traced it was committed.</summary>
sealed class OrchestrationTraces(ILoggerFactory logging)
{
    readonly ILogger orchestration = logging.CreateLogger("Duroxide.Orchestration");
    readonly ILogger runtime = logging.CreateLogger("Duroxide.Runtime");

    /// <summary>Writes the lines of one turn, each with the instance it belongs to.</summary>
    public void Write(Header header, ValueList<TraceLine> lines)
    {
        foreach (var line in lines)
        {
            var log = line.Source == TraceSource.Decider ? runtime : orchestration;
            using var scope =
                line.Properties.Count == 0
                    ? null
                    : log.BeginScope(line.Properties.ToDictionary(named => named.Key, named => (object)named.Value));
            log.Traced(
                LevelOf(line.Level),
                line.Message,
                header.Instance,
                header.Execution,
                header.Name,
                header.Version
            );
        }
    }

    static LogLevel LevelOf(TraceLevel level) =>
        level switch
        {
            TraceLevel.Debug => LogLevel.Debug,
            TraceLevel.Information => LogLevel.Information,
            TraceLevel.Warning => LogLevel.Warning,
            TraceLevel.Error => LogLevel.Error,
        };
}
