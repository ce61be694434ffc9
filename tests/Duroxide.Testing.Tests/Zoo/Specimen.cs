namespace Duroxide.Testing.Tests;

/// <summary>A broken workflow, and what must be found out about it.</summary>
/// <param name="Scenario">The workflow with what may happen to it.</param>
/// <param name="Law">The law that it breaks.</param>
/// <param name="Runs">Within how many random runs that must be found.</param>
/// <param name="Shortest">The length of the shortest schedule, which shrinking must reach.</param>
sealed record Specimen(Scenario Scenario, string Law, int Runs, int Shortest)
{
    /// <summary>Within how many states an exhaustive check must find it.</summary>
    public int States { get; init; } = 1_000;

    public override string ToString() => Scenario.Name;
}
