using Duroxide.Testing.Conformance;

namespace Duroxide.Runtime.Tests.Providers;

/// <summary>A store in memory, with any number of providers on it.</summary>
public sealed class InMemoryFixture : ProviderFixture
{
    private readonly InMemoryStore store = new();

    /// <summary>There is no database that could be asked in SQL.</summary>
    public override IReadOnlyList<Feature> Lacks => [Feature.Views];

    public override Task<IProvider> OpenAsync(TimeProvider time) =>
        Task.FromResult<IProvider>(new InMemoryProvider(time, store));
}
