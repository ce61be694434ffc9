using Duroxide.Conformance;

namespace Duroxide.Runtime.Tests.Providers;

/// <summary>A store in memory, with any number of providers on it.</summary>
public sealed class InMemoryFixture : IProviderFixture
{
    private readonly InMemoryStore store = new();

    public Task<IProvider> OpenAsync(TimeProvider time) =>
        Task.FromResult<IProvider>(new InMemoryProvider(time, store));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
