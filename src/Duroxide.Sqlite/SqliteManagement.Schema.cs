namespace Duroxide.Sqlite;

sealed partial class SqliteManagement
{
    public Task<StoreSchema> ReadSchemaAsync(CancellationToken cancellationToken) =>
        provider.Store.Readers.Read(
            nameof(ReadSchemaAsync),
            connection => new StoreSchema((int)connection.ReadNumber("PRAGMA user_version"), Schema.Scripts.Count),
            cancellationToken
        );
}
