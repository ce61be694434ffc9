-- The instances that a query may name come from one of these: behind a place (number and key, or id), by the index that
-- leaves the fewest to look at, and no more than one call looks at.

-- name: all-down
SELECT i.key, 0::bigint AS number, NULL::text AS id FROM {schema}.instances i WHERE i.key < $2 ORDER BY i.key DESC LIMIT $5

-- name: all-up
SELECT i.key, 0::bigint AS number, NULL::text AS id FROM {schema}.instances i WHERE i.key > $2 ORDER BY i.key LIMIT $5

-- name: parent-down
SELECT i.key, 0::bigint AS number, NULL::text AS id FROM {schema}.instances i WHERE i.key < $2 AND i.parent = $3 ORDER BY i.key DESC LIMIT $5

-- name: parent-up
SELECT i.key, 0::bigint AS number, NULL::text AS id FROM {schema}.instances i WHERE i.key > $2 AND i.parent = $3 ORDER BY i.key LIMIT $5

-- name: tag-down
SELECT t.instance AS key, 0::bigint AS number, NULL::text AS id FROM {schema}.instance_tags t
WHERE t.instance < $2 AND t.name = $3 AND t.value = $4 ORDER BY t.instance DESC LIMIT $5

-- name: tag-up
SELECT t.instance AS key, 0::bigint AS number, NULL::text AS id FROM {schema}.instance_tags t
WHERE t.instance > $2 AND t.name = $3 AND t.value = $4 ORDER BY t.instance LIMIT $5

-- name: running-down
SELECT t.instance AS key, 0::bigint AS number, NULL::text AS id FROM {schema}.turns t WHERE t.instance < $2 ORDER BY t.instance DESC LIMIT $5

-- name: running-up
SELECT t.instance AS key, 0::bigint AS number, NULL::text AS id FROM {schema}.turns t WHERE t.instance > $2 ORDER BY t.instance LIMIT $5

-- name: failed-down
SELECT e.instance AS key, 0::bigint AS number, NULL::text AS id FROM {schema}.executions e
JOIN {schema}.instances i ON i.key = e.instance AND i.execution = e.number
WHERE e.instance < $2 AND e.status = 2 ORDER BY e.instance DESC LIMIT $5

-- name: failed-up
SELECT e.instance AS key, 0::bigint AS number, NULL::text AS id FROM {schema}.executions e
JOIN {schema}.instances i ON i.key = e.instance AND i.execution = e.number
WHERE e.instance > $2 AND e.status = 2 ORDER BY e.instance LIMIT $5

-- name: parked-down
SELECT p.instance AS key, 0::bigint AS number, NULL::text AS id FROM {schema}.parked p
WHERE p.instance < $2 AND p.kind = 0 ORDER BY p.instance DESC LIMIT $5

-- name: parked-up
SELECT p.instance AS key, 0::bigint AS number, NULL::text AS id FROM {schema}.parked p
WHERE p.instance > $2 AND p.kind = 0 ORDER BY p.instance LIMIT $5

-- name: changed-down
SELECT i.key, i.updated AS number, NULL::text AS id FROM {schema}.instances i
WHERE (i.updated, i.key) < ($1, $2) AND i.updated >= coalesce($11, -9223372036854775807) ORDER BY i.updated DESC, i.key DESC LIMIT $5

-- name: changed-up
SELECT i.key, i.updated AS number, NULL::text AS id FROM {schema}.instances i
WHERE (i.updated, i.key) > ($1, $2) AND i.updated < coalesce($12, 9223372036854775807) ORDER BY i.updated, i.key LIMIT $5

-- name: id-down
SELECT i.key, 0::bigint AS number, i.id FROM {schema}.instances i
WHERE i.id < $3 AND i.id >= $4 ORDER BY i.id DESC LIMIT $5

-- name: id-up
SELECT i.key, 0::bigint AS number, i.id FROM {schema}.instances i
WHERE i.id > $3 AND i.id >= $4 AND i.id < $4 || repeat(chr(1114111), 2) ORDER BY i.id LIMIT $5

-- name: page
SELECT p.*, e.key, e.number, e.id
FROM (VALUES (0)) AS one (n)
LEFT JOIN (SELECT c.key, c.number, c.id FROM ({source}) c OFFSET $5 - 1) e ON true
LEFT JOIN (
    SELECT r.*, c.key AS at_key, c.number AS at_number, row_number() OVER (ORDER BY {order}) AS place
    FROM ({source}) c CROSS JOIN LATERAL ({row} WHERE i.key = c.key LIMIT 1) r
    WHERE ($6::bigint IS NULL OR r.status = $6)
        AND ($7::text IS NULL OR r.name = $7)
        AND ($8::text IS NULL OR r.version = $8)
        AND ($9::bigint IS NULL OR r.created >= $9)
        AND ($10::bigint IS NULL OR r.created < $10)
        AND ($11::bigint IS NULL OR r.updated >= $11)
        AND ($12::bigint IS NULL OR r.updated < $12)
        AND ($13::bigint IS NULL OR (r.status IN (1, 2) AND r.updated < $13))
        AND ($14::text IS NULL OR r.parent = $14)
        AND (NOT $15 OR r.parent IS NULL)
        AND ($16::text IS NULL OR starts_with(r.id, $16))
        AND ($17::bigint IS NULL OR (r.parked IS NOT NULL) = ($17 = 1))
        AND cardinality($18) = (
            SELECT count(*) FROM unnest($18, $19) AS g (name, value)
            JOIN {schema}.instance_tags t ON t.instance = c.key AND t.name = g.name AND t.value = g.value
        )
    ORDER BY {order}
    LIMIT $20
) p ON true
ORDER BY p.place

-- name: count
SELECT o.g, count(*), NULL::bigint, NULL::bigint, NULL::text
FROM (
    SELECT CASE $20
        WHEN 1 THEN r.status::text WHEN 2 THEN r.name WHEN 3 THEN r.version
        WHEN 4 THEN (SELECT t.value FROM {schema}.instance_tags t WHERE t.instance = c.key AND t.name = $21)
    END AS g
    FROM ({source}) c CROSS JOIN LATERAL ({row} WHERE i.key = c.key LIMIT 1) r
    WHERE ($6::bigint IS NULL OR r.status = $6)
        AND ($7::text IS NULL OR r.name = $7)
        AND ($8::text IS NULL OR r.version = $8)
        AND ($9::bigint IS NULL OR r.created >= $9)
        AND ($10::bigint IS NULL OR r.created < $10)
        AND ($11::bigint IS NULL OR r.updated >= $11)
        AND ($12::bigint IS NULL OR r.updated < $12)
        AND ($13::bigint IS NULL OR (r.status IN (1, 2) AND r.updated < $13))
        AND ($14::text IS NULL OR r.parent = $14)
        AND (NOT $15 OR r.parent IS NULL)
        AND ($16::text IS NULL OR starts_with(r.id, $16))
        AND ($17::bigint IS NULL OR (r.parked IS NOT NULL) = ($17 = 1))
        AND cardinality($18) = (
            SELECT count(*) FROM unnest($18, $19) AS g (name, value)
            JOIN {schema}.instance_tags t ON t.instance = c.key AND t.name = g.name AND t.value = g.value
        )
) o
GROUP BY o.g
UNION ALL
(SELECT NULL, -1, c.key, c.number, c.id FROM ({source}) c OFFSET $5 - 1)
