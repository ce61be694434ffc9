using Duroxide.Runtime;

namespace Duroxide.Testing.Tests;

public class BrokenProviderTests
{
    public static TheoryData<int> Specimens => [.. Enumerable.Range(0, BrokenProviders.All.Count)];

    [Theory]
    [MemberData(nameof(Specimens))]
    public void The_simulation_finds_the_mistake_within_its_budget(int index)
    {
        var specimen = BrokenProviders.All[index];
        var simulation = Shop.Simulation with
        {
            Provider = time => specimen.Break(new InMemoryProvider(time)),
            MaxSteps = 3_000,
        };

        var report = simulation.Run(seed: 1, specimen.Runs);

        Assert.True(report.Failure is not null, $"{specimen}: not found in {report.Runs} runs");
        Assert.Equal(
            report.Failure!.Violation,
            simulation.Play(report.Failure.Seed, [.. report.Failure.Faults]).Violation
        );
    }

    [Fact]
    public void What_breaks_without_faults_is_reported_without_faults()
    {
        var simulation = Shop.Simulation with
        {
            Provider = time => BrokenProviders.All[0].Break(new InMemoryProvider(time)),
            MaxSteps = 3_000,
        };

        Assert.Empty(simulation.Run(seed: 1, runs: 1).Failure!.Faults);
    }
}
