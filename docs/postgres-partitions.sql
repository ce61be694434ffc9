-- Partitions the history of a store by instance. Replace duroxide by your schema, and run it as the schema's owner, in one
-- transaction (psql -1), while no node runs. Rights are not taken over: run postgres-worker.sql again afterwards.
ALTER TABLE duroxide.history RENAME TO history_whole;
CREATE TABLE duroxide.history (
    LIKE duroxide.history_whole,
    PRIMARY KEY (instance, execution, first)
) PARTITION BY HASH (instance);
DO $$
BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format(
            'CREATE TABLE duroxide.history_%s PARTITION OF duroxide.history FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
            part, part
        );
    END LOOP;
END
$$;
INSERT INTO duroxide.history SELECT * FROM duroxide.history_whole;
DROP TABLE duroxide.history_whole;
