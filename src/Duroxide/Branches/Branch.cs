namespace Duroxide;

/// <summary>What can take part in a race: a durable handle, or several steps made with <see cref="OrchestrationContext.Branch{T}"/>.</summary>
public abstract class Branch<T>
{
    private protected Branch() { }

    internal abstract DurableTask<T> Enter(OrchestrationRun run);
}
