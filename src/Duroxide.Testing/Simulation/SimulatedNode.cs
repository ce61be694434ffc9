using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>A process of the simulation: its work waits in the common queue, and is gone when the process dies.</summary>
sealed class SimulatedNode(string name, Scheduler scheduler) : IScheduler
{
    readonly List<PendingStep> held = [];
    readonly TaskCompletionSource death = new();

    public string Name { get; } = name;

    /// <summary>Whether faults strike here; the client's script meets none.</summary>
    public bool MeetsFaults { get; init; }

    /// <summary>The runtime; it has started by the time of its first step.</summary>
    public DuroxideRuntime? Runtime { get; set; }

    public bool IsDead => death.Task.IsCompleted;

    /// <summary>Completes when the node dies.</summary>
    public Task Death => death.Task;

    /// <summary>Whether the node stands still.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Whether another node takes its place already.</summary>
    public bool IsReplaced { get; set; }

    public void Post(Action work)
    {
        if (!IsDead)
        {
            scheduler.Add(new(this, _ => work()));
        }
    }

    /// <summary>Whether a step can be done now; one of a node that stands still is put aside.</summary>
    public bool Admits(PendingStep pending)
    {
        if (pending.Call is not null)
        {
            return true;
        }
        if (IsPaused && !IsDead)
        {
            held.Add(pending);
        }
        return !IsPaused && !IsDead;
    }

    public void Die() => death.TrySetResult();

    public void Pause() => IsPaused = true;

    public void Resume()
    {
        IsPaused = false;
        held.ForEach(scheduler.Add);
        held.Clear();
    }
}
