namespace Duroxide.Testing;

/// <summary>What many runs of a simulation found.</summary>
/// <param name="Runs">How many runs were played.</param>
/// <param name="Steps">How many steps they took together.</param>
/// <param name="Failure">The failing run, with no more faults than it needs; null when everything held.</param>
public sealed record SimulationReport(int Runs, long Steps, SimulatedRun? Failure)
{
    /// <summary>Whether everything held in all runs.</summary>
    public bool Holds => Failure is null;

    /// <summary>Throws, with the failing run's story in the message, unless everything held.</summary>
    public SimulationReport EnsureHolds() =>
        Failure is null ? this : throw new TestExpectationException(Failure.ToString());
}
