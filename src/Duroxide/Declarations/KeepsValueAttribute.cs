namespace Duroxide;

/// <summary>Says that an orchestration keeps a value for others to read: a method that sets it, and those of the client that read it, are generated.</summary>
/// <param name="key">The key of the value.</param>
/// <typeparam name="T">The type of the value.</typeparam>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class KeepsValueAttribute<T>(string key) : Attribute
{
    /// <summary>The key of the value.</summary>
    public string Key { get; } = key;
}
