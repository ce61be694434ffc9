namespace Duroxide.Sqlite;

sealed partial class SqliteManagement
{
    static readonly Sql TakeDuty = Sql.Named("management/take-duty");

    public Task<bool> TakeDutyAsync(
        string duty,
        string owner,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) =>
        provider.Store.Write(
            nameof(TakeDutyAsync),
            isPromise: true,
            transaction =>
                transaction
                    .Use(TakeDuty)
                    .With(duty)
                    .With(owner)
                    .With(Time.After(transaction.Now, duration))
                    .With(transaction.Now)
                    .Run() > 0,
            cancellationToken
        );
}
