namespace Duroxide.Testing;

/// <summary>The whole runtime on one thread: real dispatchers, clients and a provider on a virtual clock, with faults drawn from a seed.</summary>
/// <remarks>
/// The same seed gives the same run. Activities and the script must not wait for anything outside of the simulation: what
/// takes time takes it from the clock that the script is given and that activities find as a feature, a <see cref="TimeProvider"/>.
/// </remarks>
/// <param name="Name">What it is about, for reports.</param>
/// <param name="App">Makes what is run, anew for each run, so that runs share nothing.</param>
public sealed record Simulation(string Name, Func<SimulatedApp> App)
{
    /// <summary>How many nodes work on the store. Default 2.</summary>
    public int Nodes { get; init; } = 2;

    /// <summary>Makes an empty store that tells the time by a clock. Default the in-memory provider.</summary>
    public Func<TimeProvider, IProvider> Provider { get; init; } = time => new InMemoryProvider(time);

    /// <summary>How often faults strike.</summary>
    public FaultRates Faults { get; init; } = new();

    /// <summary>How far the clock of a node may be off, in whole seconds. Default 10 s.</summary>
    public TimeSpan Skew { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many steps a run may take. Default 100,000.</summary>
    public int MaxSteps { get; init; } = 100_000;

    /// <summary>Plays runs with consecutive seeds until one fails, whose faults are then reduced to those that it needs.</summary>
    /// <param name="seed">The seed of the first run.</param>
    /// <param name="runs">How many runs to play at most.</param>
    public SimulationReport Run(long seed, int runs)
    {
        var steps = 0L;
        for (var run = 0; run < runs; run++)
        {
            var outcome = new Simulator(this, seed + run, FaultPlan.Drawn(seed + run, Faults)).Run();
            steps += outcome.Steps;
            if (!outcome.Holds)
            {
                return new(run + 1, steps, FaultShrinker.Shrink(this, outcome));
            }
        }
        return new(runs, steps, null);
    }

    /// <summary>Plays one run with faults of the caller's choice; the last lines of a failing run's story tell how to call it.</summary>
    public SimulatedRun Play(long seed, params IReadOnlyList<Fault> faults) =>
        new Simulator(this, seed, FaultPlan.Of(faults)).Run();
}
