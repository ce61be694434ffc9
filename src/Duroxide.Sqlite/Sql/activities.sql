-- name: add
INSERT INTO activities (key, instance, execution, event, due, queued, fence, attempts, expires, tag, session, payload)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)

-- name: add-payload
INSERT INTO activity_payloads (key, payload, on_expiry, expires) VALUES (?1, ?2, ?3, ?4)

-- name: tags
WITH RECURSIVE tags (tag) AS (
    SELECT MIN(tag) FROM activities WHERE session IS NULL
    UNION ALL
    SELECT (SELECT MIN(a.tag) FROM activities a WHERE a.session IS NULL AND a.tag > t.tag)
    FROM tags t WHERE t.tag IS NOT NULL
)
SELECT tag FROM tags WHERE tag IS NOT NULL

-- name: ready
SELECT a.due, a.key, a.tag, a.session, a.execution, a.event, a.attempts, i.id,
    COALESCE(a.payload, (SELECT p.payload FROM activity_payloads p WHERE p.key = a.key))
FROM activities a JOIN instances i ON i.key = a.instance
WHERE a.session IS NULL AND a.tag IS ?1 AND a.due <= ?2
ORDER BY a.due, a.key
LIMIT ?3

-- name: ready-in-sessions
SELECT a.due, a.key, a.tag, a.session, a.execution, a.event, a.attempts, i.id,
    COALESCE(a.payload, (SELECT p.payload FROM activity_payloads p WHERE p.key = a.key)),
    s.owner IS NOT NULL AND s.leased_until > ?1
FROM activities a
JOIN instances i ON i.key = a.instance
LEFT JOIN sessions s ON s.id = a.session
WHERE a.session IS NOT NULL AND a.due <= ?1 AND (s.id IS NULL OR s.owner = ?2 OR s.leased_until <= ?1)
ORDER BY a.due, a.key

-- name: next-due
SELECT MIN(due) FROM activities WHERE session IS NULL AND tag IS ?1 AND due > ?2

-- name: next-due-in-sessions
SELECT MIN(due) FROM activities WHERE session IS NOT NULL AND due > ?1

-- name: next-free-session
SELECT MIN(leased_until) FROM sessions WHERE leased_until > ?1

-- name: forget-expiry
UPDATE activity_payloads SET expires = NULL
WHERE key = ?1 AND expires IS NOT NULL AND (SELECT a.expires FROM activities a WHERE a.key = ?1) IS NULL

-- name: claim
UPDATE activities SET due = ?2, fence = ?3, attempts = attempts + 1, expires = NULL WHERE key = ?1

-- name: claim-session
INSERT INTO sessions (id, owner, leased_until, last_used) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (id) DO UPDATE
SET owner = excluded.owner, leased_until = excluded.leased_until, last_used = excluded.last_used

-- name: leased
SELECT instance, session, queued, payload IS NULL FROM activities WHERE key = ?1 AND fence = ?2

-- name: remove
DELETE FROM activities WHERE key = ?1

-- name: remove-payload
DELETE FROM activity_payloads WHERE key = ?1

-- name: renew
UPDATE activities SET due = ?2 WHERE key = ?1

-- name: use-session
UPDATE sessions SET last_used = ?2 WHERE id = ?1 AND leased_until > ?2

-- name: release
UPDATE activities SET due = ?2, fence = 0, attempts = MAX(attempts - ?3, 0) WHERE key = ?1

-- name: forget-attempt
UPDATE activities SET attempts = attempts - 1
WHERE key = ?1 AND attempts > CASE WHEN fence = 0 THEN 0 ELSE 1 END

-- name: read-expiry
SELECT expires FROM activity_payloads WHERE key = ?1

-- name: restore-expiry
UPDATE activities SET expires = ?2 WHERE key = ?1

-- name: unpark
UPDATE activities SET due = ?2, fence = 0, attempts = 0 WHERE key = ?1

-- name: of-event
SELECT key FROM activities WHERE instance = ?1 AND event = ?2 AND execution = ?3

-- name: forget-parked
DELETE FROM parked WHERE instance = ?1 AND kind = 2 AND item = ?2

-- name: expired
SELECT a.key, a.instance, a.expires, p.on_expiry
FROM activities a JOIN activity_payloads p ON p.key = a.key
WHERE a.expires <= ?1
ORDER BY a.expires

-- name: next-expiry
SELECT MIN(expires) FROM activities WHERE expires > ?1

-- name: renew-sessions
UPDATE sessions SET leased_until = ?2 WHERE owner = ?1 AND leased_until > ?3 AND last_used > ?4

-- name: sweep-sessions
DELETE FROM sessions
WHERE leased_until <= ?1 AND id NOT IN (SELECT session FROM activities WHERE session IS NOT NULL)
