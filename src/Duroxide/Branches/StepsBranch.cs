namespace Duroxide;

/// <summary>A branch of several steps; it starts when the race does.</summary>
sealed class StepsBranch<T>(Func<Task<T>> body) : Branch<T>
{
    internal override DurableTask<T> Enter(OrchestrationRun run) => Steps<T>.Start(run, "A branch", body);
}
