-- name: advance
UPDATE lineage SET generation = generation + 1

-- name: stamp
UPDATE sequence SET generation = (SELECT generation FROM lineage)
