namespace Duroxide;

/// <summary>What can take part in a race: a durable handle, or several steps made with <see cref="OrchestrationContext.Branch{T}"/>.</summary>
public abstract class Branch<T>
{
    private protected Branch() { }

    internal abstract DurableTask<T> Enter(OrchestrationRun run);
}

/// <summary>A branch of several steps; it starts when the race does.</summary>
sealed class StepsBranch<T>(Func<Task<T>> body) : Branch<T>
{
    internal override DurableTask<T> Enter(OrchestrationRun run) => Steps<T>.Start(run, "A branch", body);
}

/// <summary>A branch of one handle that is asked for when the race begins, so that branches begin in their order.</summary>
sealed class DeferredBranch<T>(Func<DurableTask<T>> ask) : Branch<T>
{
    internal override DurableTask<T> Enter(OrchestrationRun run) => ask().Enter(run);
}
