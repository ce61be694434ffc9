namespace Duroxide;

/// <summary>Makes an orchestration of a method, or of a class with a method <c>RunAsync</c>: its handle, calls, client and registration are generated.</summary>
/// <remarks>
/// The method takes an <see cref="OrchestrationContext"/> and at most one input, and returns a task. The class around it is
/// partial. One that is not static has a constructor without parameters, and each run of the code has an object of its own.
/// </remarks>
/// <param name="name">
/// The name under which it is registered and recorded. Default: the name of the method, or of the class, without
/// <c>Async</c> at its end; give one before you rename either, for instances find their code by it.
/// </param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class OrchestrationAttribute(string? name = null) : Attribute
{
    /// <summary>The name under which it is registered and recorded; null for that of the method or the class.</summary>
    public string? Name { get; } = name;

    /// <summary>Its version, as <c>2.1.0</c>. Default 1.0.0. Calls and the client are generated for the newest version of a name.</summary>
    public string Version { get; init; } = "1.0.0";
}
