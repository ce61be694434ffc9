namespace Duroxide;

/// <summary>A branch of several steps; it starts when the race does.</summary>
sealed class StepsBranch<T>(Func<Task<T>> body) : Branch<T>
{
    internal override DurableTask<T> Enter(OrchestrationRun run) =>
        new Steps<T>(run, run.Pump.CurrentScope, "A branch").Start(body);
}
