-- name: fetch
SELECT * FROM {schema}.fetch_activities_v1($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: renew
SELECT * FROM {schema}.renew_activities_v1($1, $2, $3, $4, $5)

-- name: release
SELECT * FROM {schema}.release_activities_v1($1, $2, $3, $4, $5, $6, $7, $8)

-- name: renew-sessions
SELECT * FROM {schema}.renew_sessions_v1($1, $2, $3, $4, $5)

-- name: sweep-sessions
SELECT * FROM {schema}.sweep_sessions_v1($1, $2)
