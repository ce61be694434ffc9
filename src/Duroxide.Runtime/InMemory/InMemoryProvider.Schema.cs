namespace Duroxide;

public sealed partial class InMemoryProvider
{
    /// <inheritdoc />
    public Task<StoreSchema> ReadSchemaAsync(CancellationToken cancellationToken) =>
        RunAsync(cancellationToken, _ => new StoreSchema(1, 1));
}
