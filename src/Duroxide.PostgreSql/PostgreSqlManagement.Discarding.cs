namespace Duroxide.PostgreSql;

sealed partial class PostgreSqlManagement
{
    public async Task<bool> DiscardParkedAsync(
        long id,
        ReadOnlyMemory<byte>? answer,
        CancellationToken cancellationToken
    )
    {
        var rows = await AllAsync(
                nameof(DiscardParkedAsync),
                "management/discard-parked",
                arguments => Tell(arguments).With(id).With(WriteCall.Bytes(answer)),
                row => (Now: row.Int64(0), IsFound: row.GetBoolean(1), WakesTurns: row.GetBoolean(2)),
                cancellationToken
            )
            .ConfigureAwait(false);
        var (now, isFound, wakesTurns) = rows[0];
        provider.Clock.Learn(now);
        var open = await provider.OpenAsync(cancellationToken).ConfigureAwait(false);
        open.Tell(wakesTurns, work: false);
        return isFound;
    }
}
