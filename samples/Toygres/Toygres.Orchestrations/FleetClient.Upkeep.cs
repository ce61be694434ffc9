using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Upkeep;

namespace Toygres.Orchestrations;

public sealed partial class FleetClient
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    /// <summary>Compares what is wanted with what is there, and changes nothing.</summary>
    public async Task<IReadOnlyList<Finding>> CompareAsync(CancellationToken cancel = default)
    {
        // In this order, for the reason that the reconciler has.
        var seen = await fleet.Driver.InventoryAsync(cancel);
        var rows = await fleet.Cms.ListAsync(cancel);
        var images = await fleet.Cms.ListImagesAsync(cancel);
        var states = new Dictionary<string, EngineState>();
        foreach (var name in Comparison.OrchestrationsOf(rows, images))
        {
            states[name] = EngineActivities.StateOf(await engine.GetStatusAsync(name, cancel));
        }
        return Comparison.Of(seen, rows, images, name => states.GetValueOrDefault(name), time.GetUtcNow());
    }

    /// <summary>
    /// Has the reconciler compare and mend now, and gives what it said of a pass that began after this call; null when there is
    /// none that runs. What the pass had mended is waited for within the patience; what takes longer goes on, and is counted.
    /// </summary>
    /// <exception cref="TimeoutException">It has not compared in time.</exception>
    public async Task<string?> SyncAsync(TimeSpan patience, CancellationToken cancel = default)
    {
        if (
            await engine.GetStatusAsync(Names.Reconciler, cancel)
            is not OrchestrationStatus.Running { Info: var before }
        )
        {
            return null;
        }
        var old = PassStatus.Find(before.CustomStatus);
        var began = time.GetTimestamp();
        while (await engine.RaiseEventAsync(Names.Reconciler, Names.CompareNow, Unit.Value, cancel))
        {
            // An event reaches a wait that is open, and between two executions there is none.
            var left = patience - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                throw new TimeoutException(
                    $"{Names.Reconciler} has not compared within {patience.TotalSeconds:0} seconds."
                );
            }
            if (await WaitForPassAsync(old, before.CustomStatusVersion, Shorter(left), cancel) is { } told)
            {
                var running = await WaitForMendsAsync(patience - time.GetElapsedTime(began), cancel);
                return running == 0
                    ? told
                    : $"{told}. {Count.Of(running, "mend")} still {(running == 1 ? "runs" : "run")}; ask again.";
            }
        }
        return null;
    }

    // Gives how many run on.
    private async Task<int> WaitForMendsAsync(TimeSpan patience, CancellationToken cancel)
    {
        var mends = await engine.GetValueAsync<IReadOnlyList<Mend>>(Names.Reconciler, Mends.Value, cancel) ?? [];
        var (began, running) = (time.GetTimestamp(), 0);
        foreach (var mend in mends)
        {
            if (!await HasEndedAsync(mend.Orchestration, patience - time.GetElapsedTime(began), cancel))
            {
                running++;
            }
        }
        return running;
    }

    // What one pass says may be gone before anybody has read it, as the next one has begun: then that one is waited for.
    private async Task<string?> WaitForPassAsync(
        PassStatus? old,
        long seen,
        TimeSpan patience,
        CancellationToken cancel
    )
    {
        try
        {
            while (true)
            {
                var status = await engine.WaitForCustomStatusAsync(Names.Reconciler, seen, patience, cancel);
                if (status is not OrchestrationStatus.Running { Info: var info })
                {
                    return null;
                }
                if (PassStatus.Find(info.CustomStatus) is { HasEnded: true } pass && !pass.IsSameAs(old))
                {
                    return info.CustomStatus;
                }
                seen = info.CustomStatusVersion;
            }
        }
        catch (ClientException late) when (late.Error is ClientError.Timeout)
        {
            return null;
        }
    }

    private static TimeSpan Shorter(TimeSpan left) => left < AskAgain ? left : AskAgain;

    /// <summary>Notes something else of an instance.</summary>
    /// <param name="name">The instance.</param>
    /// <param name="tags">What is noted from now on, in place of what was.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<Outcome> SetTagsAsync(
        InstanceName name,
        IReadOnlyDictionary<string, string> tags,
        CancellationToken cancel = default
    ) => ChangeAsync(name, row => row with { Tags = tags }, "tagged", $"It has {Count.Of(tags.Count, "tag")}.", cancel);

    /// <summary>Has an instance watched again, whose actor has ended or was never there.</summary>
    public async Task<Outcome> StartActorAsync(InstanceName name, CancellationToken cancel = default)
    {
        var actor = Names.Actor(name);
        if (
            await fleet.Cms.FindAsync(name, cancel)
            is not { State: not InstanceState.Deleting and not InstanceState.Deleted }
        )
        {
            return new Outcome.Refused($"{name} is gone, and nobody watches what is gone.");
        }
        if (await engine.GetStatusAsync(actor, cancel) is OrchestrationStatus.Running)
        {
            return new Outcome.Refused($"{actor} runs already. Restart it, if it hangs.");
        }
        await EngineActivities.ReviveAsync(engine, new ActorState(name, pace), cancel);
        return new Outcome.Done(actor.ToString());
    }

    /// <summary>Ends the actor of an instance. The reconciler starts another one within a minute.</summary>
    public async Task<Outcome> CancelActorAsync(InstanceName name, string reason, CancellationToken cancel = default)
    {
        var actor = Names.Actor(name);
        return await engine.CancelAsync(actor, reason, cancel)
            ? new Outcome.Done(actor.ToString())
            : new Outcome.Refused($"{actor} does not run. Start it.");
    }

    /// <summary>Ends the actor of an instance, if it runs, and starts another one.</summary>
    public async Task<Outcome> RestartActorAsync(InstanceName name, string reason, CancellationToken cancel = default)
    {
        if (await engine.CancelAsync(Names.Actor(name), reason, cancel))
        {
            await engine.WaitForEndAsync(Names.Actor(name), TimeSpan.FromMinutes(1), cancel);
        }
        return await StartActorAsync(name, cancel);
    }

    private async Task<Outcome> ChangeAsync(
        InstanceName name,
        Func<Instance, Instance> change,
        string happened,
        string message,
        CancellationToken cancel
    )
    {
        var decision = await fleet.Cms.DecideAsync(
            [name],
            rows =>
                rows[0].State is InstanceState.Deleting or InstanceState.Deleted
                    ? new Decision.Refuse($"{name} is gone, and cannot be changed.")
                    : Lifecycle.Changed(change(rows[0]), time.GetUtcNow(), happened, message),
            with: null,
            cancel
        );
        return Claims.ToOutcome(decision, "");
    }
}
