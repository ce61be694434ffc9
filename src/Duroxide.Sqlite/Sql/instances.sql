-- name: add
INSERT INTO instances (key, id, name, execution, revision, created, updated, parent)
VALUES (?1, ?2, ?3, 1, ?1, ?4, ?4, ?5)
ON CONFLICT (id) DO NOTHING

-- name: key
SELECT key FROM instances WHERE id = ?1

-- name: first
SELECT i.key, h.key, h.payload FROM instances i JOIN history h ON h.key = i.key + 1 AND h.first = 0 WHERE i.id = ?1

-- name: id
SELECT id FROM instances WHERE key = ?1

-- name: touch
UPDATE instances SET revision = revision + 1, updated = ?2 WHERE key = ?1

-- name: continue
UPDATE instances SET name = ?2, execution = ?3 WHERE key = ?1

-- name: add-execution
INSERT INTO executions (instance, number, status, started, last_event, last_batch) VALUES (?1, ?2, 0, ?3, 0, ?4)

-- name: set-version
UPDATE executions SET version = ?3 WHERE instance = ?1 AND number = ?2

-- name: end-execution
UPDATE executions
SET status = ?3, ended = ?4, last_event = ?5, last_batch = ?6, output = ?7
WHERE instance = ?1 AND number = ?2

-- name: set-status
INSERT INTO statuses (instance, version, text) VALUES (?1, 1, ?2)
ON CONFLICT (instance) DO UPDATE SET version = version + 1, text = excluded.text

-- name: set-value
INSERT INTO instance_values (instance, name, updated, data) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (instance, name) DO UPDATE SET updated = excluded.updated, data = excluded.data

-- name: clear-value
DELETE FROM instance_values WHERE instance = ?1 AND name = ?2

-- name: set-tag
INSERT INTO instance_tags (instance, name, value) VALUES (?1, ?2, ?3)
ON CONFLICT (instance, name) DO UPDATE SET value = excluded.value

-- name: clear-tag
DELETE FROM instance_tags WHERE instance = ?1 AND name = ?2

-- name: tags
SELECT name, value FROM instance_tags WHERE instance = ?1 ORDER BY name

-- name: read
SELECT i.key, i.id, i.name, e.version, i.execution, e.status, i.revision, e.output, s.text, COALESCE(s.version, 0),
    i.parent, i.created, i.updated, (SELECT p.reason FROM parked p WHERE p.instance = i.key AND p.kind = 0),
    u.reason, u.since
FROM instances i
JOIN executions e ON e.instance = i.key AND e.number = i.execution
LEFT JOIN statuses s ON s.instance = i.key
LEFT JOIN suspensions u ON u.instance = i.key
WHERE i.id = ?1

-- name: read-of-key
SELECT i.key, i.id, i.name, e.version, i.execution, e.status, i.revision, e.output, s.text, COALESCE(s.version, 0),
    i.parent, i.created, i.updated, (SELECT p.reason FROM parked p WHERE p.instance = i.key AND p.kind = 0),
    u.reason, u.since
FROM instances i
JOIN executions e ON e.instance = i.key AND e.number = i.execution
LEFT JOIN statuses s ON s.instance = i.key
LEFT JOIN suspensions u ON u.instance = i.key
WHERE i.key = ?1

-- name: values
SELECT name, data, updated FROM instance_values WHERE instance = ?1 AND (?2 IS NULL OR name = ?2) ORDER BY name

-- name: execution
SELECT i.key, e.number, e.started, COALESCE(t.last_batch, e.last_batch)
FROM instances i
JOIN executions e ON e.instance = i.key AND e.number = COALESCE(?2, i.execution)
LEFT JOIN turns t ON t.instance = i.key AND t.execution = e.number
WHERE i.id = ?1

-- name: leased
SELECT i.id, t.execution, e.started, t.last_batch
FROM turns t
JOIN instances i ON i.key = t.instance
JOIN executions e ON e.instance = t.instance AND e.number = t.execution
WHERE t.instance = ?1 AND t.fence = ?2

-- name: executions
SELECT e.number, e.status, e.started, e.ended, COALESCE(t.last_event, e.last_event), e.version, e.output
FROM instances i
JOIN executions e ON e.instance = i.key
LEFT JOIN turns t ON t.instance = i.key AND t.execution = e.number
WHERE i.id = ?1
ORDER BY e.number

-- name: one-execution
SELECT e.number, e.status, e.started, e.ended, COALESCE(t.last_event, e.last_event), e.version, e.output
FROM instances i
JOIN executions e ON e.instance = i.key AND e.number = COALESCE(?2, i.execution)
LEFT JOIN turns t ON t.instance = i.key AND t.execution = e.number
WHERE i.id = ?1

-- name: children
SELECT id FROM instances WHERE parent = ?1 ORDER BY key
