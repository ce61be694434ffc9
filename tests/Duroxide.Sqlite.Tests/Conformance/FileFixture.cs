using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests.Conformance;

/// <summary>A store in a file; each node is a provider of its own, as in a process of its own.</summary>
public sealed class FileFixture : ProviderFixture
{
    private readonly TemporaryFile file = new();

    public override async Task<IProvider> OpenAsync(TimeProvider time)
    {
        var provider = new SqliteProvider(new SqliteOptions(file.Path) { Time = time });
        await provider.InitializeAsync(CancellationToken.None);
        return provider;
    }

    public override ValueTask DisposeAsync()
    {
        file.Dispose();
        return ValueTask.CompletedTask;
    }
}
