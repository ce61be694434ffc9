-- Functions with the names and signatures of pg_durable, which cannot be installed here. One that is begun has ended at once, unless
-- it waits for a signal.
CREATE SCHEMA df;
CREATE TABLE df.vars (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE df.instances (
    id text PRIMARY KEY DEFAULT substr(md5(random()::text), 1, 8),
    label text,
    query text NOT NULL,
    status text NOT NULL,
    result jsonb,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE FUNCTION df.setvar(name text, value text) RETURNS text LANGUAGE sql AS $$
    INSERT INTO df.vars VALUES (name, value) ON CONFLICT (name) DO UPDATE SET value = excluded.value RETURNING 'OK'
$$;
CREATE FUNCTION df.start(
    f text, label text DEFAULT NULL, database text DEFAULT NULL, transaction_mode text DEFAULT 'caller'
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    var record;
    made text;
BEGIN
    IF f = '' THEN
        RAISE 'An empty function cannot begin.';
    END IF;
    FOR var IN SELECT * FROM df.vars LOOP
        f := replace(f, '{' || var.name || '}', var.value);
    END LOOP;
    INSERT INTO df.instances (label, query, status, result)
        VALUES (label, f, CASE WHEN f LIKE 'wait%' THEN 'running' ELSE 'completed' END, CASE WHEN f NOT LIKE 'wait%' THEN to_jsonb(f) END)
        RETURNING id INTO made;
    RETURN made;
END
$$;
CREATE FUNCTION df.status(id text) RETURNS text LANGUAGE sql AS 'SELECT status FROM df.instances i WHERE i.id = $1';
CREATE FUNCTION df.result(id text) RETURNS jsonb LANGUAGE sql AS 'SELECT result FROM df.instances i WHERE i.id = $1';
CREATE FUNCTION df.cancel(id text, reason text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    UPDATE df.instances i SET status = 'cancelled' WHERE i.id = $1 AND status = 'running' RETURNING 'OK'
$$;
CREATE FUNCTION df.signal(id text, name text, data text DEFAULT '{}') RETURNS text LANGUAGE sql AS $$
    UPDATE df.instances i SET status = 'completed', result = to_jsonb($3) WHERE i.id = $1 AND status = 'running' RETURNING 'OK'
$$;
CREATE FUNCTION df.list_instances(status text DEFAULT NULL, max integer DEFAULT 100)
    RETURNS TABLE (instance_id text, label text, status text, created_at timestamptz) LANGUAGE sql AS $$
    SELECT i.id, i.label, i.status, i.created_at FROM df.instances i
        WHERE $1 IS NULL OR i.status = $1 ORDER BY i.created_at DESC, i.id LIMIT $2
$$;
CREATE FUNCTION df.instance_info(id text) RETURNS TABLE (instance_id text, label text, status text) LANGUAGE sql AS $$
    SELECT i.id, i.label, i.status FROM df.instances i WHERE i.id = $1
$$;
CREATE FUNCTION df.instance_nodes(id text, executions integer DEFAULT 1)
    RETURNS TABLE (node_id text, node_type text, query text, status text) LANGUAGE sql AS $$
    SELECT '1', 'SQL', i.query, i.status FROM df.instances i WHERE i.id = $1
$$;
CREATE FUNCTION df.instance_executions(id text, max integer DEFAULT 5)
    RETURNS TABLE (execution integer, status text) LANGUAGE sql AS $$
    SELECT 1, i.status FROM df.instances i WHERE i.id = $1 LIMIT $2
$$;
CREATE FUNCTION df.explain(id text) RETURNS text LANGUAGE sql AS $$
    SELECT '✓ SQL: ' || i.query FROM df.instances i WHERE i.id = $1
$$;
CREATE FUNCTION df.metrics() RETURNS TABLE (total_instances bigint, running_instances bigint) LANGUAGE sql AS $$
    SELECT count(*), count(*) FILTER (WHERE status = 'running') FROM df.instances
$$;
