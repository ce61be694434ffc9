-- name: begin
BEGIN IMMEDIATE

-- name: commit
COMMIT

-- name: savepoint
SAVEPOINT item

-- name: release
RELEASE item

-- name: undo
ROLLBACK TO item

-- name: sequence
SELECT next, time FROM sequence

-- name: advance
UPDATE sequence SET next = ?1, time = ?2

-- name: data-version
PRAGMA data_version

-- name: begin-read
BEGIN
