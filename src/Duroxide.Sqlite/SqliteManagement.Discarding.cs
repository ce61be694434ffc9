namespace Duroxide.Sqlite;

sealed partial class SqliteManagement
{
    public Task<bool> DiscardParkedAsync(long id, ReadOnlyMemory<byte>? answer, CancellationToken cancellationToken) =>
        provider.Store.Write(
            nameof(DiscardParkedAsync),
            isPromise: true,
            transaction => Parking.Discard(transaction, id, answer),
            cancellationToken
        );
}
