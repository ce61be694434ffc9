namespace Duroxide.Providers;

public partial interface IManagement
{
    /// <summary>Reads which schema the store has now, which another build may have changed since it was opened.</summary>
    Task<StoreSchema> ReadSchemaAsync(CancellationToken cancellationToken);
}
