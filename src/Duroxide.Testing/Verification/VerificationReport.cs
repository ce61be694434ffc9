using System.Text;

namespace Duroxide.Testing;

/// <summary>What the code in hand makes of many recorded executions.</summary>
/// <param name="Same">How many it follows.</param>
/// <param name="Divergences">Where it departs, equal departures together, the most frequent first.</param>
/// <param name="Unregistered">How many belong to an orchestration that is not registered, by its name and version.</param>
/// <param name="NotApplicable">How many recordings say nothing about the code, by reason.</param>
public sealed record VerificationReport(
    int Same,
    ValueList<DivergenceGroup> Divergences,
    ValueMap<string, int> Unregistered,
    ValueMap<string, int> NotApplicable
)
{
    /// <summary>Whether recordings of orchestrations that are not registered were to be passed over.</summary>
    public bool AllowsUnregistered { get; init; }

    /// <summary>Whether the code departs from no recording, and none lacks its orchestration unless that is allowed.</summary>
    public bool Holds => Divergences.Count == 0 && (AllowsUnregistered || Unregistered.Count == 0);

    /// <summary>Throws, with the report in the message, when the report does not hold.</summary>
    public VerificationReport EnsureHolds() => Holds ? this : throw new TestExpectationException(ToString());

    /// <summary>Shows the report.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Same} the same\n");
        foreach (var group in Divergences)
        {
            text.Append(CultureInfo.InvariantCulture, $"{group}\n");
        }
        foreach (var (orchestration, count) in Unregistered)
        {
            text.Append(CultureInfo.InvariantCulture, $"{count} of {orchestration}, which is not registered\n");
        }
        if (Unregistered.Count > 0 && !AllowsUnregistered)
        {
            text.Append("Add what is missing to the registry, or set VerificationOptions.AllowUnregistered.\n");
        }
        foreach (var (reason, count) in NotApplicable)
        {
            text.Append(CultureInfo.InvariantCulture, $"{count} not applicable: {reason}\n");
        }
        return text.ToString();
    }
}

/// <summary>Recorded executions from which the code in hand departs in the same way.</summary>
/// <param name="Orchestration">The orchestration's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Change">What was changed, in a sentence.</param>
/// <param name="Count">How many executions it concerns.</param>
/// <param name="Examples">Some of the instances.</param>
/// <param name="Divergence">The departure of the first of them, in full.</param>
public sealed record DivergenceGroup(
    string Orchestration,
    SemanticVersion? Version,
    string Change,
    int Count,
    ValueList<InstanceId> Examples,
    Divergence Divergence
)
{
    /// <summary>Shows the group in a line.</summary>
    public override string ToString() =>
        $"{Count} {(Count == 1 ? "instance" : "instances")} of {Orchestration} {Version}: {Change} "
        + $"(such as {string.Join(", ", Examples)})";
}
