using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>Plays one run of a simulation on the caller's thread.</summary>
sealed class Simulator(Simulation simulation, long seed, FaultPlan faults)
{
    const string Ends = "The script comes to its end.";
    const string Succeeds = "The script succeeds.";
    const string Replays = "Every history replays.";
    const string Contiguous = "Event ids run 1, 2, 3 and so on, with at most one ending, which is last.";

    readonly VirtualTimeProvider clock = new();

    public SimulatedRun Run()
    {
        // Continuations must stay on this thread, and a context of the test framework would carry them away.
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return RunHere();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    SimulatedRun RunHere()
    {
        var provider = simulation.Provider(clock);
        provider.InitializeAsync(CancellationToken.None).GetAwaiter().GetResult();
        var scheduler = new Scheduler(seed, clock);
        var cluster = new Cluster(simulation, provider, scheduler, faults);
        for (var node = 0; node < simulation.Nodes; node++)
        {
            cluster.Start();
        }
        var script = simulation.Script(cluster.Client());
        while (!script.IsCompleted && scheduler.Steps < simulation.MaxSteps && scheduler.Step()) { }
        var recordings = ReadAll(provider).GetAwaiter().GetResult();
        var violation =
            Unended(scheduler, script, recordings)
            ?? (cluster.StartError is { } error ? new Violation(Succeeds, error.ToString()) : null)
            ?? (script.Exception is { } thrown ? new Violation(Succeeds, thrown.InnerException!.ToString()) : null)
            ?? Broken(recordings);
        return new(
            seed,
            scheduler.Steps,
            faults.Met.ToValueList(),
            recordings,
            violation,
            scheduler.Lines.ToValueList()
        );
    }

    Violation? Unended(Scheduler scheduler, Task script, ValueList<Recording> recordings) =>
        script.IsCompleted
            ? null
            : new(
                Ends,
                (
                    scheduler.Steps >= simulation.MaxSteps
                        ? $"It had not ended after {scheduler.Steps} steps, at {Timestamp.From(clock.GetUtcNow())}."
                        : "Nothing more can happen."
                )
                    + "\n"
                    + string.Join('\n', recordings.Select(Timeline.Of))
            );

    Violation? Broken(ValueList<Recording> recordings)
    {
        foreach (var recording in recordings)
        {
            if (Verification.Verify(recording, simulation.Registry) is Verdict.Diverged diverged)
            {
                return new(Replays, $"{diverged.Divergence}\n{Timeline.Of(recording)}");
            }
            if (!IsContiguous(recording.History))
            {
                return new(Contiguous, Timeline.Of(recording));
            }
        }
        foreach (var law in simulation.Laws)
        {
            if (!law.Holds(recordings))
            {
                return new(law.Name, string.Join('\n', recordings.Select(Timeline.Of)));
            }
        }
        return null;
    }

    static bool IsContiguous(ValueList<HistoryEvent> history) =>
        history.Index().All(at => at.Item.Id.Value == at.Index + 1)
        && history.Index().All(at => at.Item.Fact is not Fact.Ended || at.Index == history.Count - 1);

    static async Task<ValueList<Recording>> ReadAll(IProvider provider)
    {
        var recordings = new List<Recording>();
        await foreach (var recording in StoredRecordings.ReadAllAsync(provider).ConfigureAwait(false))
        {
            recordings.Add(recording);
        }
        return recordings.OrderBy(recording => (recording.Header.Instance, recording.Header.Execution)).ToValueList();
    }
}
