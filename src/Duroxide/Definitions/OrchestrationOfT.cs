namespace Duroxide;

/// <summary>An orchestration that has no result.</summary>
/// <param name="name">The name under which it is registered and recorded.</param>
/// <param name="run">The code.</param>
public sealed class Orchestration<TInput>(string name, Func<OrchestrationContext<TInput, Unit>, TInput, Task> run)
    : Orchestration<TInput, Unit>(name, WithUnit(run))
{
    static Func<OrchestrationContext<TInput, Unit>, TInput, Task<Unit>> WithUnit(
        Func<OrchestrationContext<TInput, Unit>, TInput, Task> run
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        return async (context, input) =>
        {
            await run(context, input);
            return Unit.Value;
        };
    }
}
