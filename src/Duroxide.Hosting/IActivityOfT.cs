namespace Duroxide.Hosting;

/// <summary>An activity as a class, without a result.</summary>
public interface IActivity<TInput> : IActivity<TInput, Unit>
{
    /// <summary>Does the work; it may run more than once for one call, so its effects should be idempotent.</summary>
    new Task RunAsync(ActivityContext context, TInput input);

    async Task<Unit> IActivity<TInput, Unit>.RunAsync(ActivityContext context, TInput input)
    {
        await RunAsync(context, input).ConfigureAwait(false);
        return Unit.Value;
    }
}
