namespace Duroxide.Testing;

/// <summary>An execution right after one event: what is known, what the code asks for next, and what it then waits for.</summary>
/// <param name="Event">The event.</param>
/// <param name="State">The state after it: open operations, values, status, messages.</param>
/// <param name="Asks">What the code in hand asks for from here until it blocks, in order.</param>
/// <param name="Waits">What the code waits for once it has asked.</param>
/// <param name="Traces">The lines that the code writes on the way.</param>
/// <param name="Divergence">Where the code in hand departed from history at or before this event; null when it did not.</param>
public sealed record Moment(
    HistoryEvent Event,
    ExecutionState State,
    ValueList<Fact> Asks,
    ValueList<Waiting> Waits,
    ValueList<TraceLine> Traces,
    Divergence? Divergence
)
{
    /// <summary>What the code has had answers to, in the order in which they came.</summary>
    public required ValueList<Answered> Answers { get; init; }

    /// <summary>The event in words.</summary>
    public required string Text { get; init; }

    /// <summary>Shows the event and what follows from it.</summary>
    public override string ToString() =>
        string.Join(
            '\n',
            [
                $"#{Event.Id} {Text}",
                .. Asks.Select(ask => $"    then: {HistoryText.Of(ask, _ => null)}"),
                .. Waits.Select(wait => $"    waits: {wait}"),
            ]
        );
}
