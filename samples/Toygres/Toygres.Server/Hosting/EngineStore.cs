using Duroxide.Providers;

namespace Toygres.Server;

/// <summary>The store that this process reads by, which lives as long as it.</summary>
/// <param name="Provider">The store.</param>
internal sealed record EngineStore(IProvider Provider) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Provider.DisposeAsync();
}
