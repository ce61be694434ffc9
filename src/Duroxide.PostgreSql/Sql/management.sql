-- name: counts
WITH now AS MATERIALIZED (
    SELECT greatest(
        coalesce($1, trunc(extract(epoch FROM clock_timestamp()) * 1000)::bigint), $2,
        pg_sequence_last_value({clock})
    ) AS time
)
SELECT
    (SELECT count(*) FROM {schema}.instances),
    (SELECT count(*) FROM {schema}.turns),
    (SELECT count(*) FROM {schema}.instances i
        JOIN {schema}.executions e ON e.instance = i.key AND e.number = i.execution WHERE e.status = 1),
    (SELECT count(*) FROM {schema}.instances i
        JOIN {schema}.executions e ON e.instance = i.key AND e.number = i.execution WHERE e.status = 2),
    (SELECT count(*) FROM {schema}.executions),
    (SELECT coalesce(sum(last_event), 0)::bigint FROM {schema}.executions)
        + (SELECT coalesce(sum(last_event), 0)::bigint FROM {schema}.turns),
    (SELECT count(*) FROM {schema}.messages m JOIN {schema}.turns t ON t.instance = m.instance, now
        WHERE t.due <= now.time)
        + (SELECT count(*) FROM {schema}.timers f JOIN {schema}.turns t ON t.instance = f.instance, now
            WHERE f.fire_at <= now.time AND t.due <= now.time)
        + (SELECT count(*) FROM {schema}.activities a JOIN {schema}.turns t ON t.instance = a.instance, now
            WHERE a.expires <= now.time AND t.fence = 0 AND NOT t.parked AND t.hidden <= now.time)
        + (SELECT count(*) FROM {schema}.inbox),
    (SELECT count(*) FROM {schema}.activities a, now
        WHERE a.due <= now.time AND (a.expires IS NULL OR a.expires > now.time)),
    (SELECT count(*) FROM {schema}.timers f, now WHERE f.fire_at > now.time),
    (SELECT count(*) FROM {schema}.parked),
    (SELECT count(*) FROM {schema}.turns t, now WHERE t.due <= now.time),
    (SELECT count(*) FROM {schema}.turns t, now WHERE t.fence <> 0 AND t.due > now.time),
    (SELECT count(*) FROM {schema}.activities a, now WHERE a.fence <> 0 AND a.due > now.time),
    (SELECT count(*) FROM {schema}.held_messages),
    (SELECT now.time FROM now) - (SELECT min(t.due) FROM {schema}.turns t, now WHERE t.due <= now.time),
    (SELECT now.time FROM now) - least(
        (SELECT min(m.time) FROM {schema}.messages m JOIN {schema}.turns t ON t.instance = m.instance, now
            WHERE t.due <= now.time),
        (SELECT min(f.fire_at) FROM {schema}.timers f JOIN {schema}.turns t ON t.instance = f.instance, now
            WHERE f.fire_at <= now.time AND t.due <= now.time)
    ),
    (SELECT now.time FROM now) - (SELECT min(a.queued) FROM {schema}.activities a, now
        WHERE a.due <= now.time AND (a.expires IS NULL OR a.expires > now.time)),
    (SELECT count(*) FROM {schema}.suspensions)

-- name: schema
SELECT coalesce(max(version), 0)::bigint FROM {schema}.schema_scripts

-- name: stuck
WITH RECURSIVE cut AS MATERIALIZED (
    SELECT greatest(
        coalesce($1, trunc(extract(epoch FROM clock_timestamp()) * 1000)::bigint), $2,
        pg_sequence_last_value({clock})
    ) - $3 AS time
), queues (queue) AS (
    SELECT min(a.queue) FROM {schema}.activities a WHERE a.session IS NULL
    UNION ALL
    SELECT (SELECT min(a.queue) FROM {schema}.activities a WHERE a.session IS NULL AND a.queue > q.queue)
    FROM queues q WHERE q.queue IS NOT NULL
), stuck (kind, instance, since, attempts, event) AS (
    SELECT 0, t.instance, t.due, t.attempts, NULL::bigint FROM {schema}.turns t, cut WHERE t.due <= cut.time
    UNION ALL
    SELECT 1, a.instance, a.queued, a.attempts, a.event
    FROM queues q JOIN {schema}.activities a ON a.session IS NULL AND a.queue = q.queue, cut WHERE a.due <= cut.time
    UNION ALL
    SELECT 1, a.instance, a.queued, a.attempts, a.event FROM {schema}.activities a, cut
    WHERE a.session IS NOT NULL AND a.due <= cut.time
    UNION ALL
    SELECT 1, a.instance, a.queued, a.attempts, a.event FROM {schema}.activities a, cut
    WHERE a.attempts > 1 AND a.attempts >= $4 AND a.due > cut.time
)
SELECT s.kind, i.id, s.since, s.attempts, s.event FROM stuck s JOIN {schema}.instances i ON i.key = s.instance
ORDER BY s.since LIMIT $5

-- name: activities
WITH now AS MATERIALIZED (
    SELECT greatest(
        coalesce($1, trunc(extract(epoch FROM clock_timestamp()) * 1000)::bigint), $2,
        pg_sequence_last_value({clock})
    ) AS time
)
SELECT a.execution, a.event, a.attempts, coalesce(a.fence <> 0 AND a.due > now.time, false)
FROM {schema}.instances i JOIN {schema}.activities a ON a.instance = i.key, now
WHERE i.id = $3
ORDER BY a.execution, a.event

-- name: parked
SELECT p.id, p.kind, i.id, p.reason, p.time, a.execution, a.event
FROM {schema}.parked p
JOIN {schema}.instances i ON i.key = p.instance
LEFT JOIN {schema}.activities a ON p.kind = 2 AND a.key = p.item
WHERE p.id > $1 AND ($2::bigint IS NULL OR p.kind = $2) AND ($3::text IS NULL OR i.id = $3)
ORDER BY p.id LIMIT $4

-- name: release-parked
SELECT * FROM {schema}.release_parked_v1($1, $2, $3)

-- name: delete
SELECT * FROM {schema}.delete_v1($1, $2)

-- name: prune
SELECT * FROM {schema}.prune_v1($1, $2, $3)

-- name: suspend
SELECT * FROM {schema}.suspend_v1($1, $2, $3, $4)

-- name: restart
SELECT * FROM {schema}.restart_v1($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: take-duty
SELECT * FROM {schema}.take_duty_v1($1, $2, $3, $4, $5)

-- name: discard-parked
SELECT * FROM {schema}.discard_parked_v1($1, $2, $3, $4)
