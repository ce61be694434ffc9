-- name: notify
SELECT pg_notify($1, n.text) FROM unnest($2) AS n (text)
