-- name: counts
WITH now (time) AS (SELECT MAX(time, ?1) FROM sequence)
SELECT
    (SELECT COUNT(*) FROM instances),
    (SELECT COUNT(*) FROM turns),
    (SELECT COUNT(*) FROM instances i JOIN executions e ON e.instance = i.key AND e.number = i.execution
        WHERE e.status = 1),
    (SELECT COUNT(*) FROM instances i JOIN executions e ON e.instance = i.key AND e.number = i.execution
        WHERE e.status = 2),
    (SELECT COUNT(*) FROM executions),
    (SELECT COALESCE(SUM(last_event), 0) FROM executions) + (SELECT COALESCE(SUM(last_event), 0) FROM turns),
    (SELECT COUNT(*) FROM messages m JOIN turns t ON t.instance = m.instance WHERE t.due <= (SELECT time FROM now))
        + (SELECT COUNT(*) FROM timers x JOIN turns t ON t.instance = x.instance
            WHERE x.fire_at <= (SELECT time FROM now) AND (t.due IS NULL OR t.due <= (SELECT time FROM now)))
        + (SELECT COUNT(*) FROM inbox),
    (SELECT COUNT(*) FROM activities WHERE due <= (SELECT time FROM now)),
    (SELECT COUNT(*) FROM timers WHERE fire_at > (SELECT time FROM now)),
    (SELECT COUNT(*) FROM parked),
    (SELECT COUNT(*) FROM turns WHERE due <= (SELECT time FROM now))
        + (SELECT COUNT(DISTINCT x.instance) FROM timers x JOIN turns t ON t.instance = x.instance
            WHERE x.fire_at <= (SELECT time FROM now) AND t.due IS NULL),
    (SELECT COUNT(*) FROM turns WHERE fence <> 0 AND due > (SELECT time FROM now) AND due < 9223372036854775807),
    (SELECT COUNT(*) FROM activities WHERE fence <> 0 AND due > (SELECT time FROM now) AND due < 9223372036854775807),
    (SELECT COUNT(*) FROM held_messages),
    (SELECT time FROM now) - (SELECT MIN(due) FROM (
        SELECT MIN(due) AS due FROM turns WHERE due <= (SELECT time FROM now)
        UNION ALL
        SELECT MIN(x.fire_at) FROM timers x JOIN turns t ON t.instance = x.instance
            WHERE x.fire_at <= (SELECT time FROM now) AND t.due IS NULL)),
    (SELECT time FROM now) - (SELECT MIN(time) FROM (
        SELECT MIN(m.time) AS time FROM messages m JOIN turns t ON t.instance = m.instance
            WHERE t.due <= (SELECT time FROM now)
        UNION ALL
        SELECT MIN(x.fire_at) FROM timers x JOIN turns t ON t.instance = x.instance
            WHERE x.fire_at <= (SELECT time FROM now) AND (t.due IS NULL OR t.due <= (SELECT time FROM now)))),
    (SELECT time FROM now) - (SELECT MIN(queued) FROM activities WHERE due <= (SELECT time FROM now)),
    (SELECT COUNT(*) FROM suspensions)

-- name: stuck
WITH RECURSIVE tags (tag) AS (
    SELECT MIN(tag) FROM activities WHERE session IS NULL
    UNION ALL
    SELECT (SELECT MIN(a.tag) FROM activities a WHERE a.session IS NULL AND a.tag > t.tag)
    FROM tags t WHERE t.tag IS NOT NULL
), stuck (kind, instance, since, attempts, event) AS (
    SELECT 0, instance, due, attempts, NULL FROM turns WHERE due <= ?1
    UNION ALL
    SELECT 0, x.instance, MIN(x.fire_at), t.attempts, NULL FROM timers x JOIN turns t ON t.instance = x.instance
    WHERE x.fire_at <= ?1 AND t.due IS NULL GROUP BY x.instance
    UNION ALL
    SELECT 1, a.instance, a.queued, a.attempts, a.event
    FROM tags t CROSS JOIN activities a WHERE a.session IS NULL AND a.tag IS t.tag AND a.due <= ?1
    UNION ALL
    SELECT 1, instance, queued, attempts, event FROM activities WHERE session IS NOT NULL AND due <= ?1
    UNION ALL
    SELECT 1, instance, queued, attempts, event FROM activities
    WHERE attempts > 1 AND attempts >= ?2 AND due > ?1 AND due < 9223372036854775807
)
SELECT s.kind, i.id, s.since, s.attempts, s.event FROM stuck s JOIN instances i ON i.key = s.instance
ORDER BY s.since LIMIT ?3

-- name: activities
SELECT a.execution, a.event, a.attempts, a.fence <> 0 AND a.due > ?2 AND a.due < 9223372036854775807
FROM instances i JOIN activities a ON a.instance = i.key
WHERE i.id = ?1
ORDER BY a.event

-- name: parked
SELECT p.id, p.kind, i.id, p.reason, p.time, a.execution, a.event
FROM parked p
JOIN instances i ON i.key = p.instance
LEFT JOIN activities a ON p.kind = 2 AND a.key = p.item
WHERE p.id > ?1 AND (?2 IS NULL OR p.kind = ?2) AND (?3 IS NULL OR i.id = ?3)
ORDER BY p.id LIMIT ?4

-- name: park
INSERT INTO parked (id, kind, instance, item, reason, time) VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: read-parked
SELECT kind, instance, item, arrived, payload FROM parked WHERE id = ?1

-- name: remove-parked
DELETE FROM parked WHERE id = ?1

-- name: tree
WITH RECURSIVE tree (key, id) AS (
    SELECT key, id FROM instances WHERE id = ?1
    UNION
    SELECT i.key, i.id FROM tree t JOIN instances i ON i.parent = t.id
)
SELECT t.key, t.id, i.parent, EXISTS (SELECT 1 FROM turns x WHERE x.instance = t.key)
FROM tree t JOIN instances i ON i.key = t.key

-- name: ends
SELECT e.number, COALESCE(t.last_event, e.last_event), COALESCE(t.last_batch, e.last_batch), e.ended
FROM executions e LEFT JOIN turns t ON t.instance = e.instance AND t.execution = e.number
WHERE e.instance = ?1
ORDER BY e.number DESC

-- name: remove-execution
DELETE FROM executions WHERE instance = ?1 AND number = ?2

-- name: remove-activity-payloads
DELETE FROM activity_payloads WHERE key IN (SELECT key FROM activities WHERE instance = ?1)

-- name: remove-activities
DELETE FROM activities WHERE instance = ?1

-- name: remove-values
DELETE FROM instance_values WHERE instance = ?1

-- name: remove-tags
DELETE FROM instance_tags WHERE instance = ?1

-- name: remove-status
DELETE FROM statuses WHERE instance = ?1

-- name: remove-parked-of
DELETE FROM parked WHERE instance = ?1

-- name: remove-instance
DELETE FROM instances WHERE key = ?1

-- name: suspend
INSERT INTO suspensions (instance, reason, since) VALUES (?1, ?2, ?3) ON CONFLICT (instance) DO NOTHING

-- name: resume
DELETE FROM suspensions WHERE instance = ?1

-- name: current
SELECT i.execution, NOT EXISTS (SELECT 1 FROM turns t WHERE t.instance = i.key) FROM instances i WHERE i.key = ?1

-- name: replace-status
INSERT INTO statuses (instance, version, text)
SELECT ?1, 1, ?2 WHERE ?2 IS NOT NULL OR EXISTS (SELECT 1 FROM statuses s WHERE s.instance = ?1)
ON CONFLICT (instance) DO UPDATE SET version = version + 1, text = excluded.text WHERE text IS NOT excluded.text

-- name: take-duty
INSERT INTO duties (name, owner, until) VALUES (?1, ?2, ?3)
ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
WHERE owner = excluded.owner OR until <= ?4
