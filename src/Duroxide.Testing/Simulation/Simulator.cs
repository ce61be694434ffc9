using System.Diagnostics;

namespace Duroxide.Testing;

/// <summary>Plays one run of a simulation on the caller's thread.</summary>
sealed class Simulator(Simulation simulation, long seed, FaultPlan faults)
{
    const string Ends = "The script comes to its end.";
    const string Succeeds = "The script succeeds.";
    const string Works = "Nodes start and stop without an error.";
    const string Alone = "Everything happens on the simulation's thread.";

    readonly VirtualTimeProvider clock = new();
    readonly SimulatedApp app = simulation.App();

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
        var provider = simulation.Provider(new StoreClock(clock));
        Blocking.Wait(Open(provider), provider, "opened it");
        try
        {
            return RunOver(provider);
        }
        finally
        {
            Blocking.Wait(Close(provider), provider, "closed it");
        }
    }

    SimulatedRun RunOver(IProvider provider)
    {
        var scheduler = new Scheduler(seed, clock);
        var cluster = new Cluster(simulation, app, provider, scheduler);
        for (var node = 0; node < simulation.Nodes; node++)
        {
            cluster.Start();
        }
        var script = cluster.Play();
        Violation? violation = null;
        while (violation is null && !(script.IsCompleted && cluster.IsAtRest) && Step(scheduler, cluster))
        {
            violation = Broken();
        }
        violation ??=
            Astray(scheduler) ?? Failed(Works, cluster.Error) ?? Failed(Succeeds, script.Exception?.InnerException);
        var store = StoreInspection.Read(provider);
        violation ??=
            script.IsCompleted && cluster.IsAtRest
                ? store.Broken(app, cluster.Messages)
                : new Violation(Ends, $"{Describe(scheduler)}\n{store.Summary}");
        return new(seed, scheduler.Steps, faults.Met.ToValueList(), store.Recordings, violation)
        {
            Name = simulation.Name,
            Entries = scheduler.Story,
            Places = faults.Places,
        };
    }

    bool Step(Scheduler scheduler, Cluster cluster)
    {
        if (scheduler.Next() is not { } pending)
        {
            return scheduler.PassTime();
        }
        var fault = faults.Next(pending, scheduler.Steps);
        if (fault is not null)
        {
            cluster.Strike(fault, pending.Owner);
        }
        // A step at which its node dies is lost, and a call with it.
        if (fault?.Kind != FaultKind.Crash && pending.Owner.Admits(pending))
        {
            pending.Run(fault);
        }
        return scheduler.Steps < simulation.MaxSteps && scheduler.Stray is null;
    }

    Violation? Broken()
    {
        foreach (var (sentence, holds) in app.Invariants)
        {
            try
            {
                if (!holds())
                {
                    return new(sentence, "It was so until the last step.");
                }
            }
            catch (Exception thrown)
            {
                return new(sentence, $"The law threw {UserCode.Describe(thrown)}");
            }
        }
        return null;
    }

    static Violation? Failed(string law, Exception? error) => error is null ? null : new(law, error.ToString());

    static Violation? Astray(Scheduler scheduler) =>
        scheduler.Stray is { } trace
            ? new(
                Alone,
                "Something went on on another thread, so that the seed no longer decides. An activity or the script awaited "
                    + "what is not the simulation's: Task.Delay without the given clock, Task.Run, or real I/O. "
                    + $"It came from here:\n{Frames(trace)}"
            )
            : null;

    static string Frames(StackTrace trace) =>
        UserCode.Frames(trace) is [_, ..] own ? string.Join('\n', own) : trace.ToString();

    string Describe(Scheduler scheduler) =>
        scheduler.Steps >= simulation.MaxSteps
            ? $"It had not ended after {scheduler.Steps} steps ({nameof(Simulation)}.{nameof(Simulation.MaxSteps)}), at {Timestamp.From(clock.GetUtcNow())}."
            : $"Nothing comes forward any more, at {Timestamp.From(clock.GetUtcNow())}.";

    static async Task<Empty> Open(IProvider provider)
    {
        await provider.InitializeAsync(CancellationToken.None).ConfigureAwait(false);
        return default;
    }

    static async Task<Empty> Close(IProvider provider)
    {
        await provider.DisposeAsync().ConfigureAwait(false);
        return default;
    }
}
