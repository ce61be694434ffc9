namespace Duroxide;

/// <summary>A piece of ordinary code that orchestrations run by its name: it does the I/O, at least once, and its result is recorded once.</summary>
/// <param name="name">The name under which it is registered and recorded.</param>
/// <param name="run">The code.</param>
public class Activity<TInput, TOutput>(string name, Func<ActivityContext, TInput, Task<TOutput>> run)
    : ActivityName<TInput, TOutput>(name)
{
    /// <summary>The code.</summary>
    public Func<ActivityContext, TInput, Task<TOutput>> Run { get; } =
        run ?? throw new ArgumentNullException(nameof(run));
}
