-- SQLite lays a log over whatever file it lies beside. By these two it is found out when it is another file's, or of another
-- time of this one: sequence is in every log, and lineage changes at the end of a log alone, so that it is in the file.
CREATE TABLE lineage (store INTEGER NOT NULL, generation INTEGER NOT NULL);
INSERT INTO lineage (store, generation) VALUES (random(), 1);
ALTER TABLE sequence ADD COLUMN store INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sequence ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
UPDATE sequence SET store = (SELECT store FROM lineage), generation = (SELECT generation FROM lineage);
