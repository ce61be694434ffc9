namespace Duroxide.PostgreSql;

sealed partial class PostgreSqlManagement
{
    public Task<IReadOnlyList<InstanceChange>> SuspendInstancesAsync(
        IReadOnlyList<InstanceId> instances,
        string reason,
        CancellationToken cancellationToken
    ) => ChangeAsync(nameof(SuspendInstancesAsync), instances, reason, cancellationToken);

    public Task<IReadOnlyList<InstanceChange>> ResumeInstancesAsync(
        IReadOnlyList<InstanceId> instances,
        CancellationToken cancellationToken
    ) => ChangeAsync(nameof(ResumeInstancesAsync), instances, reason: null, cancellationToken);

    async Task<IReadOnlyList<InstanceChange>> ChangeAsync(
        string operation,
        IReadOnlyList<InstanceId> instances,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        var rows = await AllAsync(
                operation,
                "management/suspend",
                arguments => Tell(arguments).With(instances.Select(instance => instance.Value).ToArray()).With(reason),
                row => (Now: row.Int64(0), Changes: row.Array<short>(1), Touched: row.Array<string>(2)),
                cancellationToken
            )
            .ConfigureAwait(false);
        var (now, changes, touched) = rows[0];
        provider.Clock.Learn(now);
        var open = await provider.OpenAsync(cancellationToken).ConfigureAwait(false);
        open.Tell(turns: reason is null, work: false, touched);
        return [.. changes.Select(change => (InstanceChange)change)];
    }
}
