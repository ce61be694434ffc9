namespace Duroxide;

/// <summary>Makes an activity of a method, or of a class with a method <c>RunAsync</c>: its handle, call and registration are generated.</summary>
/// <remarks>
/// The method takes at most one input and, where it wants them, an <see cref="ActivityContext"/> and a cancellation token; it
/// returns a task, a value or nothing. The class around it is partial. One that is not static is made anew for each attempt;
/// what its constructor asks for comes from the services of a host (<c>Duroxide.Hosting</c>), in a scope of its own.
/// </remarks>
/// <param name="name">
/// The name under which it is registered and recorded. Default: the name of the method, or of the class, without
/// <c>Async</c> at its end; give one before you rename either, for instances find their code by it.
/// </param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class ActivityAttribute(string? name = null) : Attribute
{
    /// <summary>The name under which it is registered and recorded; null for that of the method or the class.</summary>
    public string? Name { get; } = name;
}
