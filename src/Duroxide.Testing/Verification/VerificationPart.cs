using System.Text;

namespace Duroxide.Testing;

/// <summary>What the code in hand makes of some of the recorded executions.</summary>
/// <param name="Same">How many it follows.</param>
/// <param name="Divergences">Where it departs, equal departures together, the most frequent first.</param>
/// <param name="Unregistered">How many belong to an orchestration that is not registered, by its name and version.</param>
/// <param name="NotApplicable">How many recordings say nothing about the code, by reason.</param>
public sealed record VerificationPart(
    int Same,
    ValueList<DivergenceGroup> Divergences,
    ValueMap<string, int> Unregistered,
    ValueMap<string, int> NotApplicable
)
{
    /// <summary>How many executions were replayed.</summary>
    public int Replayed => Same + Divergences.Sum(group => group.Count);

    /// <summary>Shows what was found, a line each, with a table for each departure.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Same} the same\n");
        foreach (var group in Divergences)
        {
            text.Append(CultureInfo.InvariantCulture, $"{group}\n{group.Table}\n");
        }
        foreach (var (orchestration, count) in Unregistered)
        {
            text.Append(CultureInfo.InvariantCulture, $"{count} of {orchestration}, which is not registered\n");
        }
        foreach (var (reason, count) in NotApplicable)
        {
            text.Append(CultureInfo.InvariantCulture, $"{count} not applicable: {reason}\n");
        }
        return text.ToString();
    }
}
