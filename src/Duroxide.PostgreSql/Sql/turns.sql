-- name: fetch
SELECT * FROM {schema}.fetch_turns_v1($1, $2, $3, $4, $5, $6, $7, $8)

-- name: renew
SELECT * FROM {schema}.renew_turns_v1($1, $2, $3, $4, $5)

-- name: release
SELECT * FROM {schema}.release_turns_v1($1, $2, $3, $4, $5, $6, $7)

-- name: load
WITH found AS MATERIALIZED (
    SELECT l.n, t.instance, t.execution
    FROM unnest($1, $2) WITH ORDINALITY AS l (key, fence, n)
    JOIN {schema}.turns t ON t.instance = l.key AND t.fence = l.fence AND l.fence <> 0
), parts AS (
    SELECT f.n, i.id, e.number, e.started, 0::bigint AS first, e.header AS payload
    FROM found f
    JOIN {schema}.instances i ON i.key = f.instance
    JOIN {schema}.executions e ON e.instance = f.instance AND e.number = f.execution
    UNION ALL
    SELECT f.n, NULL, NULL, NULL, h.first, h.payload
    FROM found f JOIN {schema}.history h ON h.instance = f.instance AND h.execution = f.execution
)
SELECT n, id, number, started, payload FROM parts ORDER BY n, first
