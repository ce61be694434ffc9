namespace Duroxide.Testing.Tests;

public class SimulationTests
{
    [Fact]
    public void Without_faults_the_script_ends_the_same_way_on_every_schedule() =>
        (Shop.Simulation with { Faults = FaultRates.None }).Run(seed: 1, runs: 20).EnsureHolds();

    [Fact]
    public void Crashes_lost_answers_and_slow_stores_change_no_outcome() =>
        Shop.Simulation.Run(seed: 1, runs: 60).EnsureHolds();

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        var faults = Enumerable.Range(1, 3).Select(n => new Fault(7 * n, FaultKind.CrashAfter)).ToList();

        var one = Shop.Simulation.Play(42, faults);
        var other = Shop.Simulation.Play(42, faults);

        Assert.Equal(one.Log, other.Log);
        Assert.Equal(one.Recordings, other.Recordings);
    }
}
