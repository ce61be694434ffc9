namespace Duroxide.Providers;

/// <summary>A message to be put into an instance's queue.</summary>
/// <param name="To">The instance; nothing happens when it does not exist or has ended for good.</param>
/// <param name="Payload">The encoded delivery.</param>
public sealed record NewMessage(InstanceId To, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Whether it asks the instance to end: see <see cref="TurnItem.EarlyCancels"/>.</summary>
    public bool IsCancel { get; init; }
}
