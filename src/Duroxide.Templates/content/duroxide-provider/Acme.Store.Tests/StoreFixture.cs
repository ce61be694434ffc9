using Duroxide.Providers;
using Duroxide.Testing.Conformance;

namespace APP_NAMESPACE.Tests;

/// <summary>One store, fresh and empty, for one test.</summary>
public sealed class StoreFixture : ProviderFixture
{
    /// <summary>What the provider goes without; remove each as you write it.</summary>
    public override IReadOnlyList<Feature> Lacks => [Feature.Management, Feature.Views];

    public override async Task<IProvider> OpenAsync(TimeProvider time)
    {
        var provider = new StoreProvider(time);
        await provider.InitializeAsync(CancellationToken.None);
        return provider;
    }
}
