namespace Duroxide;

/// <summary>A piece of ordinary code that orchestrations run by its name: it does the I/O, at least once, and its result is recorded once.</summary>
/// <param name="name">The name under which it is registered and recorded.</param>
/// <param name="run">The code.</param>
public sealed class Activity<TInput, TOutput>(string name, Func<ActivityContext, TInput, Task<TOutput>> run)
{
    /// <summary>The name under which it is registered and recorded.</summary>
    public string Name { get; } = Names.Checked(name, nameof(name));

    /// <summary>The code.</summary>
    public Func<ActivityContext, TInput, Task<TOutput>> Run { get; } =
        run ?? throw new ArgumentNullException(nameof(run));

    /// <summary>Shows the name.</summary>
    public override string ToString() => Name;
}
