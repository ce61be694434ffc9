-- Begins the next execution of an instance that has ended for good. Tells whether it is changed (0), left as it was (1) or
-- unknown (3). Who asks again about a restart of his own is known by its header.
CREATE FUNCTION {schema}.restart_v1(
    given bigint, floor bigint, which text, after bigint, called text, head bytea, status text,
    names text[], changes bigint[], contents text[], tags text[], tag_values text[]
) RETURNS TABLE (r_now bigint, r_change smallint, r_touched text[])
LANGUAGE plpgsql AS $duroxide$
DECLARE
    found_key bigint;
    current bigint;
BEGIN
    -- It has no turn to lock, so whoever deletes it or restarts it, too, locks its row.
    SELECT i.key, i.execution INTO found_key, current FROM {schema}.instances i WHERE i.id = which FOR UPDATE;
    r_now := {schema}.time_v1(given, floor);
    IF found_key IS NULL THEN
        r_change := 3;
        RETURN NEXT;
        RETURN;
    END IF;
    IF current <> after OR EXISTS (SELECT FROM {schema}.turns t WHERE t.instance = found_key) THEN
        r_change := CASE WHEN current = after + 1 AND EXISTS (
            SELECT FROM {schema}.executions e
            WHERE e.instance = found_key AND e.number = current AND e.header = head
        ) THEN 0 ELSE 1 END;
        RETURN NEXT;
        RETURN;
    END IF;
    INSERT INTO {schema}.executions (instance, number, status, started, last_event, header)
    VALUES (found_key, after + 1, 0, r_now, 0, head);
    UPDATE {schema}.instances i SET name = called, execution = after + 1 WHERE i.key = found_key;
    INSERT INTO {schema}.turns (instance, execution, due, hidden, fence, attempts, last_event, began, held, parked)
    VALUES (found_key, after + 1, r_now, 0, 0, 0, 0, nextval({numbers}), false, false);
    DELETE FROM {schema}.instance_values v WHERE v.instance = found_key;
    INSERT INTO {schema}.instance_values (instance, name, updated, data)
    SELECT found_key, v.* FROM unnest(names, changes, contents) AS v (name, updated, data);
    DELETE FROM {schema}.instance_tags t WHERE t.instance = found_key;
    INSERT INTO {schema}.instance_tags (instance, name, value)
    SELECT found_key, t.* FROM unnest(tags, tag_values) AS t (name, value);
    UPDATE {schema}.statuses s SET version = s.version + 1, text = status
    WHERE s.instance = found_key AND s.text IS DISTINCT FROM status;
    IF status IS NOT NULL THEN
        INSERT INTO {schema}.statuses (instance, version, text) VALUES (found_key, 1, status)
        ON CONFLICT (instance) DO NOTHING;
    END IF;
    r_touched := {schema}.touch_v1(ARRAY[found_key], r_now);
    r_change := 0;
    RETURN NEXT;
END
$duroxide$;
