using System.Globalization;
using System.Text;

namespace Duroxide.Nodes;

/// <summary>What came of a soak.</summary>
/// <param name="Settings">What was run.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Befallen">What befell the nodes.</param>
/// <param name="Faults">What does not hold; empty when all does.</param>
sealed record SoakReport(
    SoakSettings Settings,
    TimeSpan Took,
    IReadOnlyList<Befallen> Befallen,
    IReadOnlyList<string> Faults
)
{
    const int MostFaults = 20;

    /// <summary>How many steps there were to do.</summary>
    public int Steps { get; init; }

    /// <summary>How often one was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>How many instances were looked through, children included.</summary>
    public int Instances { get; init; }

    /// <summary>How many events their histories have.</summary>
    public int Events { get; init; }

    /// <summary>How many executions began under each version.</summary>
    public IReadOnlyDictionary<SemanticVersion, int> Versions { get; init; } = new Dictionary<SemanticVersion, int>();

    /// <summary>The versions of the framework that executions were pinned to.</summary>
    public IReadOnlyCollection<string> Frameworks { get; init; } = [];

    /// <summary>How many steps each process began.</summary>
    public IReadOnlyDictionary<string, int> ByNode { get; init; } = new Dictionary<string, int>();

    public override string ToString()
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line(
            $"seed {Settings.Seed}: {Settings.Orchestrations} orchestrations on {Settings.Nodes} nodes in {Took.TotalSeconds:F0} s"
        );
        Line(
            $"troubles: {string.Join(", ", Befallen.CountBy(one => one.Kind).Select(kind => $"{kind.Value} {kind.Key}"))}"
        );
        Line($"{Instances} instances, {Events} events");
        Line($"executions: {string.Join(", ", Versions.Select(one => $"{one.Value} of {one.Key}"))}");
        Line($"pinned to the framework {string.Join(", ", Frameworks)}");
        Line($"{Steps} steps, begun {Attempts} times by {ByNode.Count} processes");
        foreach (var fault in Faults.Take(MostFaults))
        {
            Line($"FAULT {fault}");
        }
        Line(
            $"{(Faults.Count == 0 ? "every orchestration ended as it must, every step counts once" : $"{Faults.Count} faults")}"
        );
        return text.ToString();
    }
}
