-- Those with named parameters run on connections of callers.

-- name: start
INSERT INTO inbox (kind, instance, name, payload) VALUES (0, $instance, $name, $payload)

-- name: tag
INSERT INTO inbox_tags (item, name, value) VALUES (last_insert_rowid(), $name, $value)

-- name: send
INSERT INTO inbox (kind, instance, cancels, payload) VALUES (1, $instance, $cancels, $payload)

-- name: complete
INSERT INTO inbox (kind, key, fence, payload)
SELECT 2, key, fence, $payload FROM activities WHERE key = $key AND fence = $fence AND fence <> 0

-- name: read
SELECT id, kind, instance, name, cancels, key, fence, payload FROM inbox WHERE kind IN (0, 1, 2) ORDER BY id LIMIT 1000

-- name: read-tags
SELECT name, value FROM inbox_tags WHERE item = ?1

-- name: remove
DELETE FROM inbox WHERE id = ?1

-- name: remove-tags
DELETE FROM inbox_tags WHERE item = ?1
