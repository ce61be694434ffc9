using System.Globalization;
using System.Text;

namespace Duroxide;

/// <summary>A part of the history of one execution.</summary>
/// <param name="Execution">Which execution.</param>
/// <param name="Events">What happened, in order.</param>
public sealed record HistoryPage(ExecutionId Execution, ValueList<HistoryEvent> Events)
{
    /// <summary>The event with which the next page begins; null when there was nothing more.</summary>
    public EventId? Next { get; init; }

    /// <summary>What the execution started from, its input among it; null unless the page begins with the first event.</summary>
    public Header? Header { get; init; }

    bool PrintMembers(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"Execution = {Execution}, Events = {Events}, Next = {Next}");
        return true;
    }
}
