namespace Duroxide.Providers;

/// <summary>A store of instances with two queues of leased work: turns and activities.</summary>
/// <remarks>
/// A provider never interprets payloads, never invents ids of executions or events, and never decides control flow. Every
/// method takes a batch and is one round trip. A returned item means that its lease is held, an exception means that none
/// is. All times are the store's own, and the fencing token of a lease is checked in every write made under it.
/// </remarks>
public interface IProvider : ITurnQueue, IActivityQueue, IInstanceStore, IAsyncDisposable
{
    /// <summary>The provider's name for logs and metrics, such as <c>sqlite</c>.</summary>
    string Name { get; }

    /// <summary>The management of what is stored; null when the provider has none.</summary>
    IManagement? Management { get; }

    /// <summary>The store's time as this process knows it; it never goes back, and what is stamped later is not earlier. It does not throw, not even once the provider is closed.</summary>
    Timestamp Now { get; }

    /// <summary>Makes the store ready: creates or upgrades its schema.</summary>
    /// <exception cref="ProviderException">The store cannot be opened, is not one of ours, or is newer than this build.</exception>
    Task InitializeAsync(CancellationToken cancellationToken);
}
