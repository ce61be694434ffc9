-- name: ready
SELECT t.pin_order, t.instance, i.id, t.execution, t.last_event, t.last_batch, t.attempts, t.pin, t.held
FROM turns t JOIN instances i ON i.key = t.instance
WHERE t.due <= ?1
ORDER BY t.due

-- name: next-due
SELECT MIN(due) FROM turns WHERE due > ?1

-- name: read
SELECT execution, fence, last_event, last_batch, held, due
FROM turns
WHERE instance = ?1

-- name: claim
UPDATE turns SET due = ?2, fence = ?3, attempts = attempts + 1 WHERE instance = ?1

-- name: messages
SELECT id, time, payload FROM messages WHERE instance = ?1 ORDER BY id LIMIT ?2

-- name: early-cancels
SELECT id, time, payload FROM messages WHERE instance = ?1 AND id < ?2 AND cancels = 1 ORDER BY id

-- name: start
SELECT h.payload, e.started
FROM history h, executions e
WHERE h.key = ?1 AND e.instance = ?2 AND e.number = ?3

-- name: renew
UPDATE turns SET due = ?3 WHERE instance = ?1 AND fence = ?2

-- name: release
UPDATE turns SET due = ?3, fence = 0, attempts = MAX(attempts - ?4, 0)
WHERE instance = ?1 AND fence = ?2

-- name: forget-attempt
UPDATE turns SET attempts = attempts - 1
WHERE instance = ?1 AND attempts > CASE WHEN fence = 0 THEN 0 ELSE 1 END

-- name: add
INSERT INTO turns (instance, execution, due, fence, attempts, last_event, last_batch)
VALUES (?1, 1, ?2, 0, 0, 0, ?3)

-- name: add-next
INSERT INTO turns (instance, execution, due, fence, attempts, last_event, last_batch)
VALUES (?1, ?2, ?3, 0, 0, 0, ?4)

-- name: advance
UPDATE turns
SET due = CASE WHEN EXISTS (SELECT 1 FROM messages m WHERE m.instance = ?1) THEN ?2 END,
    fence = 0, attempts = 0, last_event = ?3, last_batch = ?4
WHERE instance = ?1

-- name: advance-waiting
UPDATE turns SET last_event = ?2, last_batch = ?3 WHERE instance = ?1

-- name: advance-and-pin
UPDATE turns
SET due = CASE WHEN EXISTS (SELECT 1 FROM messages m WHERE m.instance = ?1) THEN ?2 END,
    fence = 0, attempts = 0, last_event = ?3, last_batch = ?4, pin = ?5, pin_order = ?6
WHERE instance = ?1

-- name: next-execution
UPDATE turns
SET execution = ?2, due = ?3, fence = 0, attempts = 0, last_event = 0, last_batch = ?4, pin = NULL, pin_order = NULL
WHERE instance = ?1

-- name: remove
DELETE FROM turns WHERE instance = ?1

-- name: hold
UPDATE turns SET held = ?2 WHERE instance = ?1

-- name: any
SELECT 1 FROM turns WHERE instance = ?1

-- name: wake
UPDATE turns SET due = ?2 WHERE instance = ?1 AND due IS NULL

-- name: unpark
UPDATE turns SET due = ?2, fence = 0, attempts = 0
WHERE instance = ?1 AND NOT EXISTS (SELECT 1 FROM suspensions s WHERE s.instance = ?1)

-- name: suspend
UPDATE turns SET due = ?2, fence = 0, attempts = 0 WHERE instance = ?1

-- name: resume
UPDATE turns
SET due = CASE WHEN last_event = 0 OR EXISTS (SELECT 1 FROM messages m WHERE m.instance = ?1) THEN ?2 END,
    fence = 0, attempts = 0
WHERE instance = ?1 AND NOT EXISTS (SELECT 1 FROM parked p WHERE p.instance = ?1 AND p.kind = 0)
