namespace Duroxide;

/// <summary>An activity that has no result.</summary>
/// <param name="name">The name under which it is registered and recorded.</param>
/// <param name="run">The code.</param>
public sealed class Activity<TInput>(string name, Func<ActivityContext, TInput, Task> run)
    : Activity<TInput, Unit>(name, WithUnit(run))
{
    static Func<ActivityContext, TInput, Task<Unit>> WithUnit(Func<ActivityContext, TInput, Task> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return async (context, input) =>
        {
            await run(context, input).ConfigureAwait(false);
            return Unit.Value;
        };
    }
}
