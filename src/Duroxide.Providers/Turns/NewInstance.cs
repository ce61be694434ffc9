namespace Duroxide.Providers;

/// <summary>An instance to be created, stamped with the store's time.</summary>
/// <param name="Instance">Its id.</param>
/// <param name="Name">The orchestration's name.</param>
/// <param name="Header">The encoded header.</param>
public sealed record NewInstance(InstanceId Instance, string Name, ReadOnlyMemory<byte> Header)
{
    /// <summary>The parent; null for a root.</summary>
    public InstanceId? Parent { get; init; }

    /// <summary>The tags that it starts with.</summary>
    public ValueMap<string, string> Tags { get; init; }

    /// <summary>What to send when the id exists already; null to say nothing.</summary>
    public NewMessage? IfExists { get; init; }
}
