using System.Globalization;

namespace Duroxide.Runtime;

/// <summary>Something stored cannot be read: it was damaged, or a newer build wrote it.</summary>
/// <param name="what">What was to be read, such as <c>the history</c>.</param>
/// <param name="instance">The instance that it belongs to.</param>
/// <param name="position">Where in it the reading stopped.</param>
/// <param name="reason">What was found there.</param>
/// <param name="inner">The parser's own exception, where there is one.</param>
public sealed class CorruptPayloadException(
    string what,
    InstanceId instance,
    PayloadPosition position,
    string reason,
    Exception? inner = null
)
    : Exception(
        $"{what} of instance '{instance}' cannot be read: at {position}, {reason}. It was damaged, or a newer build wrote "
            + "it: run a build that knows it, restore it from a backup, or delete the instance.",
        inner
    )
{
    /// <summary>The instance that it belongs to.</summary>
    public InstanceId Instance { get; } = instance;

    /// <summary>Where the reading stopped.</summary>
    public PayloadPosition Position { get; } = position;

    /// <summary>What was found there.</summary>
    public string Reason { get; } = reason;
}

/// <summary>A place in something stored.</summary>
/// <param name="Batch">Which batch of the history, from 0; 0 for what has no batches.</param>
/// <param name="Byte">The byte after which the reading stopped, from 0.</param>
public readonly record struct PayloadPosition(int Batch, long Byte)
{
    /// <summary>Shows the place for people.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"byte {Byte} of batch {Batch}");
}
