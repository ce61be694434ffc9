-- name: add
INSERT INTO messages (instance, id, time, payload, cancels) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: remove
DELETE FROM messages WHERE instance = ?1 AND id = ?2

-- name: remove-all
DELETE FROM messages WHERE instance = ?1

-- name: hold
INSERT INTO held_messages (instance, queue, id, time, payload)
SELECT instance, ?3, id, time, payload FROM messages WHERE instance = ?1 AND id = ?2

-- name: first-held
SELECT MIN(id), time, payload FROM held_messages WHERE instance = ?1 GROUP BY queue

-- name: release-held
INSERT INTO messages (instance, id, time, payload)
SELECT instance, id, time, payload FROM held_messages WHERE instance = ?1

-- name: remove-held
DELETE FROM held_messages WHERE instance = ?1

-- name: park
INSERT INTO parked (id, kind, instance, item, reason, time, arrived, payload)
SELECT ?1, 1, instance, id, ?2, ?3, time, payload FROM messages WHERE instance = ?4 AND id = ?5

-- name: forget-parked
DELETE FROM parked WHERE instance = ?1 AND kind = 1

-- name: add-timer
INSERT INTO timers (instance, execution, event, fire_at, payload) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: remove-timer
DELETE FROM timers WHERE instance = ?1 AND execution = ?2 AND event = ?3

-- name: remove-timers
DELETE FROM timers WHERE instance = ?1

-- name: due-timers
SELECT instance, execution, event, fire_at, payload FROM timers WHERE fire_at <= ?1 ORDER BY fire_at

-- name: next-timer
SELECT MIN(fire_at) FROM timers
