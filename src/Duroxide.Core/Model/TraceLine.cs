namespace Duroxide.Core;

/// <summary>A line for the log, written once although the code that made it may run many times.</summary>
/// <param name="Level">How important it is.</param>
/// <param name="Source">Who says it.</param>
/// <param name="Message">The text.</param>
public sealed record TraceLine(TraceLevel Level, TraceSource Source, string Message)
{
    /// <summary>What the line says by name, as text, for logs that are searched.</summary>
    public ValueMap<string, string> Properties { get; init; }
}

/// <summary>Who wrote a line.</summary>
public enum TraceSource
{
    /// <summary>The user's orchestration.</summary>
    Orchestration,

    /// <summary>The decider, about something that it dropped or ignored.</summary>
    Decider,

    /// <summary>What watches the code, about a sign that it left the durable world.</summary>
    Watch,
}
