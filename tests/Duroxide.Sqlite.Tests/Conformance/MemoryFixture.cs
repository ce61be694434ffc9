using Duroxide.Scenarios;
using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests.Conformance;

/// <summary>A store that SQLite keeps in memory; it ends with its provider, so all nodes share one.</summary>
public sealed class MemoryFixture : ProviderFixture
{
    private SqliteProvider? provider;

    /// <summary>Who asks in SQL opens the file for himself, and here is none.</summary>
    public override IReadOnlyList<Feature> Lacks => [Feature.Views];

    public override async Task<IProvider> OpenAsync(TimeProvider time)
    {
        if (provider is null)
        {
            provider = new SqliteProvider(new SqliteOptions(SqliteOptions.InMemory) { Time = time });
            await provider.InitializeAsync(CancellationToken.None);
        }
        return new SharedProvider(provider);
    }

    public override async ValueTask DisposeAsync()
    {
        if (provider is not null)
        {
            await provider.DisposeAsync();
        }
    }
}
