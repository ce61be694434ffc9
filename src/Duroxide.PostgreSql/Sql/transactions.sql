-- name: enter
SELECT {schema}.enter_v1($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: complete
SELECT {schema}.complete_v1($1, $2, $3, $4)
