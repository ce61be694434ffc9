namespace Duroxide.Testing;

/// <summary>What one run of a simulation runs, and what must hold.</summary>
/// <param name="Registry">The code that every node runs.</param>
/// <param name="Script">What a client does, with a client that meets no faults and the clock to wait by; the run has succeeded when it ends.</param>
public sealed record SimulatedApp(Registry Registry, Func<DuroxideClient, TimeProvider, Task> Script)
{
    /// <summary>How the nodes work; clock, queue, name and the number of hot instances are the simulation's.</summary>
    public RuntimeOptions Options { get; init; } =
        new()
        {
            OrchestrationConcurrency = 2,
            WorkerConcurrency = 4,
            LongPoll = TimeSpan.FromDays(1),
        };

    internal ValueList<(string Sentence, Func<bool> Holds)> Invariants { get; private init; }

    internal ValueList<(string Sentence, Func<IReadOnlyList<Recording>, bool> Holds)> Endings { get; private init; }

    /// <summary>States what must hold after every step of the run.</summary>
    public SimulatedApp Always(string sentence, Func<bool> holds) =>
        this with
        {
            Invariants = Invariants.With((sentence, holds)),
        };

    /// <summary>States what must hold for all histories of the store when the script has ended.</summary>
    public SimulatedApp Finally(string sentence, Func<IReadOnlyList<Recording>, bool> holds) =>
        this with
        {
            Endings = Endings.With((sentence, holds)),
        };
}
