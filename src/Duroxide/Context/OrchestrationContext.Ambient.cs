namespace Duroxide;

// What the F# library stands on: its orchestrations are values that meet their context when they run.
public partial class OrchestrationContext
{
    /// <summary>The context of the orchestration whose code is running on this thread.</summary>
    /// <exception cref="InvalidOperationException">None is running here.</exception>
    internal static OrchestrationContext Current =>
        (Pump.Running?.Orchestration as OrchestrationRun)?.Context
        ?? throw new InvalidOperationException(
            "No orchestration is running on this thread. Start one with a client, and leave it to itself: what is durable cannot be awaited from a task or another thread (DUR0007, DUR0020)."
        );

    /// <summary>A branch that asks when the race begins, and not before.</summary>
    internal static Branch<T> Defer<T>(Func<DurableTask<T>> ask) => new DeferredBranch<T>(ask);

    /// <summary>Starts several steps now, in a branch of their own.</summary>
    internal DurableTask<T> Begin<T>(Func<Task<T>> steps) => run.Run("A branch", steps);

    /// <summary>Fails the instance because its blocks call one another deeper than the stack, and never answers.</summary>
    /// <remarks>Thrown through thousands of frames, an exception would take minutes to arrive.</remarks>
    internal Task<T> Overflow<T>()
    {
        run.Overflow();
        return Never<T>();
    }
}
