namespace Duroxide.Testing.Tests;

public class BrokenProviderTests
{
    public static TheoryData<string> Specimens => [.. BrokenProviders.All.Select(specimen => specimen.Name)];

    [Theory]
    [MemberData(nameof(Specimens))]
    public void The_simulation_finds_the_mistake_within_its_budget(string name)
    {
        var specimen = BrokenProviders.All.Single(one => one.Name == name);
        var simulation = Shop.Simulation with { Provider = specimen.Open, MaxSteps = 5_000 };

        var report = simulation.Run(seed: 1, specimen.Runs);

        Assert.True(report.Failure is not null, $"'{name}' was not found in {report.Runs} runs.");
        Assert.Equal(
            report.Failure!.Violation,
            simulation.Play(report.Failure.Seed, [.. report.Failure.Faults]).Violation
        );
    }
}
