namespace Duroxide.PostgreSql;

sealed partial class PostgreSqlManagement
{
    public async Task<InstanceChange> RestartInstanceAsync(Restart restart, CancellationToken cancellationToken)
    {
        var rows = await AllAsync(
                nameof(RestartInstanceAsync),
                "management/restart",
                arguments => Bind(Tell(arguments), restart),
                row => (Now: row.Int64(0), Change: row.GetInt16(1), Touched: row.Array<string>(2)),
                cancellationToken
            )
            .ConfigureAwait(false);
        var (now, change, touched) = rows[0];
        provider.Clock.Learn(now);
        var open = await provider.OpenAsync(cancellationToken).ConfigureAwait(false);
        open.Tell(turns: change == (int)InstanceChange.Changed, work: false, touched);
        return (InstanceChange)change;
    }

    static void Bind(Arguments arguments, Restart restart) =>
        arguments
            .With(restart.Instance.Value)
            .With(restart.After.Value)
            .With(restart.Name)
            .With(WriteCall.Bytes(restart.Header))
            .With(restart.CustomStatus)
            .With(restart.Values.Keys.ToArray())
            .With(restart.Values.Values.Select(value => value.Updated.UnixMilliseconds).ToArray())
            .With(restart.Values.Values.Select(value => value.Data).ToArray())
            .With(restart.Tags.Keys.ToArray())
            .With(restart.Tags.Values.ToArray());
}
