namespace Duroxide.Providers;

/// <summary>The execution with which an instance that has ended for good begins again.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="After">The execution in which it has ended; the new one is the next.</param>
/// <param name="Name">The orchestration's name.</param>
/// <param name="Header">The encoded header.</param>
public sealed record Restart(InstanceId Instance, ExecutionId After, string Name, ReadOnlyMemory<byte> Header)
{
    /// <summary>The custom status that takes the place of the present one; a change raises its version by one.</summary>
    public string? CustomStatus { get; init; }

    /// <summary>The tags that take the place of the present ones.</summary>
    public ValueMap<string, string> Tags { get; init; }

    /// <summary>The values that take the place of the present ones.</summary>
    public ValueMap<string, StoredValue> Values { get; init; }
}
