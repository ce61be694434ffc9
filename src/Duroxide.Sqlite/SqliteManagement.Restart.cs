namespace Duroxide.Sqlite;

sealed partial class SqliteManagement
{
    public Task<InstanceChange> RestartInstanceAsync(Restart restart, CancellationToken cancellationToken) =>
        provider.Store.Write(
            nameof(RestartInstanceAsync),
            isPromise: true,
            transaction => Restarting.Restart(transaction, restart),
            cancellationToken
        );
}
