namespace Duroxide;

/// <summary>Says that an orchestration reads a queue: a method that receives, and one of the client that sends, are generated.</summary>
/// <param name="queue">The name of the queue.</param>
/// <typeparam name="T">What a message carries; <see cref="Unit"/> for nothing.</typeparam>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class TakesMessagesAttribute<T>(string queue) : Attribute
{
    /// <summary>The name of the queue.</summary>
    public string Queue { get; } = queue;
}
