-- name: add
INSERT INTO history (key, previous, first, payload) VALUES (?1, ?2, ?3, ?4)

-- name: batch
SELECT first, payload FROM history WHERE key = ?1

-- name: chain
WITH RECURSIVE chain (previous, first, payload) AS (
    SELECT previous, first, payload FROM history WHERE key = ?1
    UNION ALL
    SELECT h.previous, h.first, h.payload FROM chain c JOIN history h ON h.key = c.previous
)
SELECT first, payload FROM chain

-- name: part
WITH RECURSIVE chain (key, previous, first) AS (
    SELECT key, previous, first FROM history WHERE key = ?1
    UNION ALL
    SELECT h.key, h.previous, h.first FROM chain c JOIN history h ON h.key = c.previous WHERE c.first > ?2
)
SELECT c.first, h.payload FROM chain c JOIN history h ON h.key = c.key WHERE c.first < ?3

-- name: remove
WITH RECURSIVE chain (key, previous) AS (
    SELECT key, previous FROM history WHERE key = ?1
    UNION ALL
    SELECT h.key, h.previous FROM chain c JOIN history h ON h.key = c.previous
)
DELETE FROM history WHERE key IN (SELECT key FROM chain)
