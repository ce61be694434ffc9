using Duroxide.Scenarios;
using Duroxide.Testing.Conformance;

namespace Duroxide.PostgreSql.Tests.Scenarios;

/// <summary>A schema on the tests' server, whose nodes share one provider, so that they hear of each other without polling.</summary>
/// <remarks>A virtual clock would otherwise go no further than from one poll to the next.</remarks>
public sealed class ScenarioFixture : ProviderFixture
{
    private readonly Dictionary<TimeProvider, PostgreSqlProvider> providers = [];
    private TestSchema? schema;

    public override async Task<IProvider> OpenAsync(TimeProvider time)
    {
        schema ??= await TestSchema.RentAsync();
        if (!providers.TryGetValue(time, out var provider))
        {
            var options = schema.Options with { Time = time, PollInterval = TimeSpan.FromDays(1) };
            provider = new PostgreSqlProvider(options);
            await provider.InitializeAsync(CancellationToken.None);
            providers.Add(time, provider);
        }
        return new SharedProvider(provider, () => provider.IsAsking);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var provider in providers.Values)
        {
            await provider.DisposeAsync();
        }
        if (schema is not null)
        {
            await schema.DisposeAsync();
        }
    }
}
