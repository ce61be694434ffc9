namespace Duroxide;

/// <summary>A branch of one handle that is asked for when the race begins, so that branches begin in their order.</summary>
sealed class DeferredBranch<T>(Func<DurableTask<T>> ask) : Branch<T>
{
    internal override DurableTask<T> Enter(OrchestrationRun run) => ask().Enter(run);
}
