namespace Duroxide.PostgreSql;

sealed partial class PostgreSqlManagement
{
    public async Task<StoreSchema> ReadSchemaAsync(CancellationToken cancellationToken)
    {
        var rows = await AllAsync(
                nameof(ReadSchemaAsync),
                "management/schema",
                _ => { },
                row => new StoreSchema((int)row.Int64(0), Script.All.Count),
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows[0];
    }
}
