namespace Duroxide.Hosting;

/// <summary>An activity as a class, made anew for each run with the services it asks for.</summary>
public interface IActivity<TInput, TOutput>
{
    /// <summary>Does the work; it may run more than once for one call, so its effects should be idempotent.</summary>
    Task<TOutput> RunAsync(ActivityContext context, TInput input);
}
