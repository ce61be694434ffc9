-- name: read
SELECT i.id, i.name, e.version, i.execution, e.status, i.revision, e.output, s.text, coalesce(s.version, 0),
    i.parent, i.created, i.updated, (SELECT p.reason FROM {schema}.parked p WHERE p.instance = i.key AND p.kind = 0)
        AS parked,
    u.reason, u.since,
    ARRAY(SELECT t.name FROM {schema}.instance_tags t WHERE t.instance = i.key ORDER BY t.name),
    ARRAY(SELECT t.value FROM {schema}.instance_tags t WHERE t.instance = i.key ORDER BY t.name)
FROM {schema}.instances i
JOIN {schema}.executions e ON e.instance = i.key AND e.number = i.execution
LEFT JOIN {schema}.statuses s ON s.instance = i.key
LEFT JOIN {schema}.suspensions u ON u.instance = i.key
WHERE i.id = $1

-- name: read-many
SELECT r.* FROM unnest($1::text[]) AS w (id) CROSS JOIN LATERAL ({row} WHERE i.id = w.id LIMIT 1) r

-- name: values
SELECT v.name, v.data, v.updated
FROM {schema}.instances i JOIN {schema}.instance_values v ON v.instance = i.key
WHERE i.id = $1 AND ($2::text IS NULL OR v.name = $2)
ORDER BY v.name

-- name: execution
WITH found AS MATERIALIZED (
    SELECT i.key, i.id, e.number, e.started, e.header
    FROM {schema}.instances i JOIN {schema}.executions e ON e.instance = i.key AND e.number = coalesce($2, i.execution)
    WHERE i.id = $1
), parts AS (
    SELECT f.id, f.number, f.started, 0::bigint AS first, f.header AS payload FROM found f
    UNION ALL
    SELECT NULL, NULL, NULL, h.first, h.payload
    FROM found f JOIN {schema}.history h ON h.instance = f.key AND h.execution = f.number
)
SELECT 1, id, number, started, payload FROM parts ORDER BY first

-- name: executions
SELECT e.number, e.status, e.started, e.ended, coalesce(t.last_event, e.last_event), e.version, e.output
FROM {schema}.instances i
JOIN {schema}.executions e ON e.instance = i.key
LEFT JOIN {schema}.turns t ON t.instance = i.key AND t.execution = e.number
WHERE i.id = $1
ORDER BY e.number

-- name: one-execution
SELECT e.number, e.status, e.started, e.ended, coalesce(t.last_event, e.last_event), e.version, e.output
FROM {schema}.instances i
JOIN {schema}.executions e ON e.instance = i.key AND e.number = coalesce($2, i.execution)
LEFT JOIN {schema}.turns t ON t.instance = i.key AND t.execution = e.number
WHERE i.id = $1

-- name: history-part
WITH found AS MATERIALIZED (
    SELECT i.key, e.number, e.started, e.header
    FROM {schema}.instances i JOIN {schema}.executions e ON e.instance = i.key AND e.number = coalesce($2, i.execution)
    WHERE i.id = $1
), parts AS (
    SELECT f.number, f.started, 0::bigint AS first, CASE WHEN $3 <= 1 THEN f.header END AS payload FROM found f
    UNION ALL
    SELECT f.number, NULL, h.first, h.payload
    FROM found f JOIN {schema}.history h ON h.instance = f.key AND h.execution = f.number
    WHERE h.first < $3 + $4 AND h.first >= coalesce((
        SELECT b.first FROM {schema}.history b
        WHERE b.instance = f.key AND b.execution = f.number AND b.first <= $3 ORDER BY b.first DESC LIMIT 1
    ), 0)
)
SELECT number, started, payload FROM parts ORDER BY first

-- name: children
SELECT id FROM {schema}.instances WHERE parent = $1 ORDER BY key
