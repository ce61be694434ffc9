using System.Text;

namespace Duroxide.Testing;

/// <summary>One run of a simulation.</summary>
/// <param name="Seed">The seed of its schedule.</param>
/// <param name="Steps">How many steps it took.</param>
/// <param name="Faults">The faults that struck.</param>
/// <param name="Recordings">The histories in the store at the end.</param>
/// <param name="Violation">What did not hold; null when all did.</param>
/// <param name="Log">The last things that happened.</param>
public sealed record SimulatedRun(
    long Seed,
    int Steps,
    ValueList<Fault> Faults,
    ValueList<Recording> Recordings,
    Violation? Violation,
    ValueList<string> Log
)
{
    /// <summary>Whether everything held.</summary>
    public bool Holds => Violation is null;

    /// <summary>Shows what did not hold, the faults, and the last things that happened.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Seed {Seed}, {Steps} steps, {Faults.Count} faults\n");
        foreach (var fault in Faults)
        {
            text.Append(CultureInfo.InvariantCulture, $"  new Fault({fault.Call}, FaultKind.{fault.Kind})\n");
        }
        if (Violation is { } violation)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"This does not hold: {violation.Law}\n{violation.Explanation}\n\n"
            );
            text.AppendJoin('\n', Log).Append('\n');
        }
        return text.ToString();
    }
}

/// <summary>What many runs of a simulation found.</summary>
/// <param name="Runs">How many runs were played.</param>
/// <param name="Steps">How many steps they took together.</param>
/// <param name="Failure">The failing run, with no more faults than it needs; null when everything held.</param>
public sealed record SimulationReport(int Runs, long Steps, SimulatedRun? Failure)
{
    /// <summary>Whether everything held in all runs.</summary>
    public bool Holds => Failure is null;

    /// <summary>Throws, with the failing run in the message, unless everything held.</summary>
    public SimulationReport EnsureHolds() =>
        Failure is null ? this : throw new TestExpectationException(Failure.ToString());
}
