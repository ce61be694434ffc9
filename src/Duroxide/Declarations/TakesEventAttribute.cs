namespace Duroxide;

/// <summary>Says that an orchestration waits for an event: a method that waits, and one of the client that raises it, are generated.</summary>
/// <param name="name">The name of the event.</param>
/// <typeparam name="T">What it carries; <see cref="Unit"/> for nothing.</typeparam>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class TakesEventAttribute<T>(string name) : Attribute
{
    /// <summary>The name of the event.</summary>
    public string Name { get; } = name;
}
