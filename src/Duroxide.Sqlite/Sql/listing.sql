-- name: all-down
SELECT key FROM instances WHERE key < ?1 ORDER BY key DESC

-- name: all-up
SELECT key FROM instances WHERE key > ?1 ORDER BY key

-- name: parent-down
SELECT key FROM instances WHERE key < ?1 AND parent = ?3 ORDER BY key DESC

-- name: parent-up
SELECT key FROM instances WHERE key > ?1 AND parent = ?3 ORDER BY key

-- name: tag-down
SELECT instance FROM instance_tags WHERE instance < ?1 AND name = ?3 AND value = ?4 ORDER BY instance DESC

-- name: tag-up
SELECT instance FROM instance_tags WHERE instance > ?1 AND name = ?3 AND value = ?4 ORDER BY instance

-- name: running-down
SELECT instance FROM turns WHERE instance < ?1 ORDER BY instance DESC

-- name: running-up
SELECT instance FROM turns WHERE instance > ?1 ORDER BY instance

-- name: failed-down
SELECT e.instance FROM executions e JOIN instances i ON i.key = e.instance AND i.execution = e.number
WHERE e.instance < ?1 AND e.status = 2 ORDER BY e.instance DESC

-- name: failed-up
SELECT e.instance FROM executions e JOIN instances i ON i.key = e.instance AND i.execution = e.number
WHERE e.instance > ?1 AND e.status = 2 ORDER BY e.instance

-- name: parked-down
SELECT instance FROM parked WHERE instance < ?1 AND kind = 0 ORDER BY instance DESC

-- name: parked-up
SELECT instance FROM parked WHERE instance > ?1 AND kind = 0 ORDER BY instance

-- name: changed-down
SELECT key FROM instances WHERE (updated, key) < (?2, ?1) ORDER BY updated DESC, key DESC

-- name: changed-up
SELECT key FROM instances WHERE (updated, key) > (?2, ?1) ORDER BY updated, key

-- name: id-down
SELECT key FROM instances WHERE id < ?3 AND id >= ?4 ORDER BY id DESC

-- name: id-up
SELECT key FROM instances WHERE id > ?3 AND id >= ?4 ORDER BY id
