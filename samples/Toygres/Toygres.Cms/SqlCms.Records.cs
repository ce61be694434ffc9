namespace Toygres.Cms;

public sealed partial class SqlCms
{
    /// <inheritdoc/>
    public Task RecordHealthAsync(HealthCheck check, CancellationToken cancellationToken) =>
        WorkAsync(
            async (statements, _) =>
            {
                (string, object?)[] values =
                [
                    ("instance", check.Instance.Value),
                    ("checked_at", check.At),
                    ("status", Columns.Word(check.Health)),
                    ("version", check.Pulse?.Version),
                    ("response_ms", check.Pulse?.Milliseconds),
                    ("bytes", check.Pulse?.Bytes),
                    ("is_follower", check.Pulse is { } pulse ? (pulse.IsFollower ? 1 : 0) : null),
                    ("lag_seconds", check.Pulse?.LagSeconds),
                    ("error", check.Error),
                ];
                await statements.InsertAsync("cms_health_checks", cancellationToken, values, "ON CONFLICT DO NOTHING");
                return await statements.RunAsync(
                    """
                    UPDATE cms_instances
                    SET health = @status, last_health_check = @checked_at, version = COALESCE(@version, version)
                    WHERE name = @instance AND state = 'running'
                        AND (last_health_check IS NULL OR last_health_check < @checked_at)
                    """,
                    cancellationToken,
                    values[..4]
                );
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<IReadOnlyList<HealthCheck>> ListHealthAsync(
        InstanceName name,
        int limit,
        CancellationToken cancellationToken
    ) =>
        LookAsync(
            statements =>
                statements.ReadAsync(
                    "SELECT * FROM cms_health_checks WHERE instance = @name ORDER BY checked_at DESC LIMIT @limit",
                    Columns.ReadHealth,
                    cancellationToken,
                    ("name", name.Value),
                    ("limit", limit)
                ),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<IReadOnlyList<FleetEvent>> ListEventsAsync(
        string subject,
        int limit,
        CancellationToken cancellationToken
    ) =>
        LookAsync(
            statements =>
                statements.ReadAsync(
                    "SELECT * FROM cms_events WHERE subject = @subject ORDER BY id DESC LIMIT @limit",
                    Columns.ReadEvent,
                    cancellationToken,
                    ("subject", subject),
                    ("limit", limit)
                ),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task RecordDriftAsync(Drift drift, CancellationToken cancellationToken) =>
        WorkAsync(
            (statements, _) =>
                statements.InsertAsync(
                    "cms_drifts",
                    cancellationToken,
                    [
                        ("instance", drift.Instance.Value),
                        ("type", drift.Type),
                        ("message", drift.Message),
                        ("detected_at", drift.Detected),
                    ],
                    "ON CONFLICT DO NOTHING"
                ),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task ResolveDriftsAsync(
        InstanceName name,
        string? type,
        string by,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        WorkAsync(
            (statements, _) =>
                statements.RunAsync(
                    "UPDATE cms_drifts SET resolved_at = @at, resolved_by = @by WHERE instance = @name AND (@type = '' OR type = @type) AND resolved_at IS NULL",
                    cancellationToken,
                    ("at", at),
                    ("by", by),
                    ("type", type ?? ""),
                    ("name", name.Value)
                ),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<IReadOnlyList<Drift>> ListDriftsAsync(int limit, CancellationToken cancellationToken) =>
        LookAsync(
            statements =>
                statements.ReadAsync(
                    "SELECT * FROM cms_drifts ORDER BY id DESC LIMIT @limit",
                    Columns.ReadDrift,
                    cancellationToken,
                    ("limit", limit)
                ),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<int> PurgeAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        WorkAsync(
            async (statements, _) =>
            {
                var gone = await statements.ReadAsync(
                    """
                    SELECT name FROM cms_instances WHERE state = 'deleted' AND updated_at < @before
                    UNION ALL
                    SELECT name FROM cms_images WHERE state = 'deleted' AND updated_at < @before
                    LIMIT @limit
                    """,
                    row => row.Text("name"),
                    cancellationToken,
                    ("before", before),
                    ("limit", limit)
                );
                foreach (var name in gone)
                {
                    foreach (
                        var statement in new[]
                        {
                            "DELETE FROM cms_events WHERE subject = @name",
                            "DELETE FROM cms_health_checks WHERE instance = @name",
                            "DELETE FROM cms_drifts WHERE instance = @name",
                            "DELETE FROM cms_instances WHERE name = @name AND state = 'deleted'",
                            "DELETE FROM cms_images WHERE name = @name AND state = 'deleted'",
                        }
                    )
                    {
                        await statements.RunAsync(statement, cancellationToken, ("name", name));
                    }
                }
                return gone.Count;
            },
            cancellationToken
        );
}
