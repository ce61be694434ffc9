namespace Duroxide.Core;

/// <summary>One event of an execution's history.</summary>
/// <param name="Id">Its position, from 1.</param>
/// <param name="Time">When it happened: the time of the arrival that it belongs to, never before the previous event's.</param>
/// <param name="Fact">What happened.</param>
public sealed record HistoryEvent(EventId Id, Timestamp Time, Fact Fact);
