using Duroxide.Scenarios;
using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests.Scenarios;

/// <summary>A store in a file, whose nodes share one provider, so that they hear of each other without polling.</summary>
/// <remarks>A virtual clock would otherwise go no further than from one poll to the next.</remarks>
public sealed class ScenarioFixture : ProviderFixture
{
    private readonly TemporaryFile file = new();
    private readonly Dictionary<TimeProvider, SqliteProvider> providers = [];

    public override async Task<IProvider> OpenAsync(TimeProvider time)
    {
        if (!providers.TryGetValue(time, out var provider))
        {
            var options = new SqliteOptions(file.Path) { Time = time, PollInterval = TimeSpan.FromDays(1) };
            provider = new SqliteProvider(options);
            await provider.InitializeAsync(CancellationToken.None);
            providers.Add(time, provider);
        }
        return new SharedProvider(provider);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var provider in providers.Values)
        {
            await provider.DisposeAsync();
        }
        file.Dispose();
    }
}
