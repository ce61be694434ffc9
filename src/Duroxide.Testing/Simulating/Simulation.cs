using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>The whole runtime in one thread: real dispatchers, clients and a provider on a virtual clock, with faults drawn from a seed.</summary>
/// <remarks>
/// The same seed gives the same run. Activities and the script must not wait for anything outside of the simulation: what
/// takes time takes it from the clock that they are given.
/// </remarks>
/// <param name="Name">What it is about, for reports.</param>
/// <param name="Registry">The code that every node runs.</param>
/// <param name="Script">What a client does; the run has succeeded when it ends.</param>
public sealed record Simulation(string Name, Registry Registry, Func<DuroxideClient, Task> Script)
{
    /// <summary>How many nodes work on the store. Default 2.</summary>
    public int Nodes { get; init; } = 2;

    /// <summary>Makes an empty store that tells the time by a clock. Default the in-memory provider.</summary>
    public Func<TimeProvider, IProvider> Provider { get; init; } = time => new InMemoryProvider(time);

    /// <summary>How the nodes work; clock, queue and name are the simulation's.</summary>
    public RuntimeOptions Options { get; init; } =
        new()
        {
            OrchestrationConcurrency = 2,
            WorkerConcurrency = 4,
            LongPoll = TimeSpan.FromHours(12),
        };

    /// <summary>How often faults strike.</summary>
    public FaultRates Faults { get; init; } = new();

    /// <summary>How many steps a run may take. Default 200,000.</summary>
    public int MaxSteps { get; init; } = 200_000;

    internal ValueList<HistoryLaw> Laws { get; init; }

    /// <summary>States what must hold for all histories of the store when the script has ended.</summary>
    public Simulation Finally(string sentence, Func<IReadOnlyList<Recording>, bool> holds) =>
        this with
        {
            Laws = Laws.With(new(sentence, holds)),
        };

    /// <summary>Plays runs with consecutive seeds until one fails, whose faults are then reduced to those that matter.</summary>
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

    /// <summary>Plays one run with faults of the caller's choice.</summary>
    public SimulatedRun Play(long seed, params IReadOnlyList<Fault> faults) =>
        new Simulator(this, seed, FaultPlan.Of(faults)).Run();
}

/// <summary>Something that must hold for all histories of a store.</summary>
sealed record HistoryLaw(string Name, Func<IReadOnlyList<Recording>, bool> Holds);
