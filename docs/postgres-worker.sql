-- What the role of the nodes needs. Replace duroxide by your schema and worker by your role, and run it as the owner of the
-- schema after each upgrade; then the nodes open the store with OpenMode = PostgreSqlOpenMode.Existing.
GRANT USAGE ON SCHEMA duroxide TO worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA duroxide TO worker;
GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA duroxide TO worker;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA duroxide TO worker;
