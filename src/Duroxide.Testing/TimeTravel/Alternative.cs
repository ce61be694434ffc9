using System.Text;

namespace Duroxide.Testing;

/// <summary>The course that an execution takes when one of its events is another.</summary>
/// <param name="Original">The course that was recorded.</param>
/// <param name="Changed">The other course.</param>
/// <param name="FirstDifference">The first event after the changed one in which the two differ; null when none does.</param>
/// <param name="Divergence">Where the code departed from the changed history; null when it followed it.</param>
public sealed record Alternative(
    Recording Original,
    Recording Changed,
    EventId? FirstDifference,
    Divergence? Divergence
)
{
    /// <summary>How the changed course ended; null when it waits for something that was never recorded.</summary>
    public Ending? Ending =>
        Changed.History.Count > 0 && Changed.History[^1].Fact is Fact.Ended ended ? ended.Ending : null;

    /// <summary>Shows both courses side by side, from the last common event on.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var before = Operations.In(Original.History);
        var after = Operations.In(Changed.History);
        var common = Enumerable
            .Range(0, Math.Min(Original.History.Count, Changed.History.Count))
            .TakeWhile(index => Original.History[index].Fact == Changed.History[index].Fact)
            .Count();
        for (var index = common; index < Math.Max(Original.History.Count, Changed.History.Count); index++)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"#{index + 1, -4} {Line(Original, index, before), -70} | {Line(Changed, index, after)}"
            );
        }
        if (Divergence is { } divergence)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"The code departs from the changed history at event {divergence.At}:\n{DivergenceTable.Of(divergence)}\n"
            );
        }
        return text.ToString();
    }

    static string Line(Recording recording, int index, Func<EventId, Operation?> operation) =>
        index < recording.History.Count ? HistoryText.Of(recording.History[index].Fact, operation) : "-";
}
