namespace Duroxide.PostgreSql;

sealed partial class PostgreSqlManagement
{
    public async Task<bool> TakeDutyAsync(
        string duty,
        string owner,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        var rows = await AllAsync(
                nameof(TakeDutyAsync),
                "management/take-duty",
                arguments => Tell(arguments).With(duty).With(owner).With(Durations.Of(duration)),
                row => (Now: row.Int64(0), IsTaken: row.GetBoolean(1)),
                cancellationToken
            )
            .ConfigureAwait(false);
        provider.Clock.Learn(rows[0].Now);
        return rows[0].IsTaken;
    }
}
