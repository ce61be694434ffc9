-- name: notify
-- Nobody waits for the disk: what was told is looked for anyway after a crash.
SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, n.text) FROM unnest($2) AS n (text)
