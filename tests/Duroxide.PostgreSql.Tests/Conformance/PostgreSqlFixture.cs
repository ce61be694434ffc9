using Duroxide.Testing.Conformance;

namespace Duroxide.PostgreSql.Tests.Conformance;

/// <summary>A schema on the tests' server; each node is a provider of its own, as in a process of its own.</summary>
public sealed class PostgreSqlFixture : ProviderFixture
{
    private TestSchema? schema;

    public override async Task<IProvider> OpenAsync(TimeProvider time)
    {
        schema ??= await TestSchema.RentAsync();
        var provider = new PostgreSqlProvider(schema.Options with { Time = time });
        await provider.InitializeAsync(CancellationToken.None);
        return provider;
    }

    public override ValueTask DisposeAsync() => schema?.DisposeAsync() ?? ValueTask.CompletedTask;
}
