-- Creates instances that wait for their first turn, or whose first turn is being written; one whose id exists stays as it
-- is. The keys are those to use; who asks for one finds out afterwards whether it is there.
CREATE FUNCTION {schema}.create_v1(
    keys bigint[], ids text[], names text[], headers bytea[], parents text[], times bigint[], begun boolean[], now bigint
) RETURNS void
LANGUAGE plpgsql AS $duroxide$
BEGIN
    -- By id, so that nodes that create the same ones do not wait for each other in a circle.
    WITH added AS (
        INSERT INTO {schema}.instances (key, id, name, execution, revision, created, updated, parent)
        SELECT s.key, s.id, s.name, 1, s.key, coalesce(s.time, now), coalesce(s.time, now), s.parent
        FROM unnest(keys, ids, names, parents, times) WITH ORDINALITY AS s (key, id, name, parent, time, n)
        ORDER BY s.id, s.n
        ON CONFLICT (id) DO NOTHING
        RETURNING instances.key
    ), started AS (
        SELECT s.key, coalesce(s.time, now) AS time, s.header, s.begun
        FROM added a JOIN unnest(keys, headers, times, begun) AS s (key, header, time, begun) ON s.key = a.key
    ), begins AS (
        INSERT INTO {schema}.executions (instance, number, status, started, last_event, header)
        SELECT s.key, 1, 0, s.time, 0, s.header FROM started s
    )
    INSERT INTO {schema}.turns (instance, execution, due, hidden, fence, attempts, last_event, began, held, parked)
    SELECT s.key, 1, CASE WHEN NOT s.begun THEN s.time END, 0, 0, 0, 0, s.key, false, false FROM started s;
END
$duroxide$;

-- Notes that clients see something new of instances, and tells their ids.
CREATE FUNCTION {schema}.touch_v1(instances bigint[], now bigint) RETURNS text[]
LANGUAGE plpgsql AS $duroxide$
DECLARE
    ids text[];
BEGIN
    WITH touched AS (
        UPDATE {schema}.instances i SET revision = nextval({numbers}), updated = now
        WHERE i.key = ANY (instances)
        RETURNING i.id
    )
    SELECT array_agg(t.id) INTO ids FROM touched t;
    RETURN ids;
END
$duroxide$;

-- Ends executions of turns that are being written, begins the next ones, and lets the others go on.
CREATE FUNCTION {schema}.advance_v1(
    keys bigint[], kinds smallint[], executions bigint[], statuses smallint[], lasts bigint[],
    versions text[], pins text[], pin_orders bigint[], outputs bytea[], frees boolean[],
    nexts text[], headers bytea[], times bigint[], holding bigint[], now bigint
) RETURNS void
LANGUAGE plpgsql AS $duroxide$
DECLARE
    ended bigint[] := ARRAY(SELECT u.key FROM unnest(keys, statuses) AS u (key, status) WHERE u.status IN (1, 2));
BEGIN
    UPDATE {schema}.executions e
    SET version = coalesce(u.version, e.version), status = u.status, output = u.output,
        ended = CASE WHEN u.status <> 0 THEN now END,
        last_event = CASE WHEN u.status <> 0 THEN coalesce(u.last, t.last_event) ELSE 0 END
    FROM unnest(keys, executions, statuses, lasts, versions, outputs) AS u (key, execution, status, last, version, output)
    JOIN {schema}.turns t ON t.instance = u.key
    WHERE e.instance = u.key AND e.number = u.execution AND (u.version IS NOT NULL OR u.status <> 0);
    IF 3 = ANY (statuses) THEN
        INSERT INTO {schema}.executions (instance, number, status, started, last_event, header)
        SELECT u.key, u.execution + 1, 0, u.time, 0, u.header
        FROM unnest(keys, executions, statuses, headers, times) AS u (key, execution, status, header, time)
        WHERE u.status = 3;
        UPDATE {schema}.instances i SET name = u.next, execution = u.execution + 1
        FROM unnest(keys, executions, statuses, nexts) AS u (key, execution, status, next)
        WHERE i.key = u.key AND u.status = 3;
        UPDATE {schema}.turns t
        SET execution = u.execution + 1, due = u.time, hidden = 0, fence = 0, attempts = 0, last_event = 0,
            began = nextval({numbers}), pin = NULL, pin_order = NULL, held = u.key = ANY (holding)
        FROM unnest(keys, executions, statuses, times) AS u (key, execution, status, time)
        WHERE t.instance = u.key AND u.status = 3;
    END IF;
    UPDATE {schema}.turns t
    SET fence = 0, hidden = 0, attempts = CASE u.kind WHEN 1 THEN t.attempts ELSE 0 END,
        last_event = coalesce(u.last, t.last_event),
        pin = coalesce(u.pin, t.pin), pin_order = coalesce(u.pin_order, t.pin_order),
        held = (t.held AND NOT u.frees) OR u.key = ANY (holding),
        due = least(
            (SELECT m.time FROM {schema}.messages m WHERE m.instance = u.key ORDER BY m.id LIMIT 1),
            (SELECT f.fire_at FROM {schema}.timers f WHERE f.instance = u.key ORDER BY f.fire_at LIMIT 1)
        )
    FROM unnest(keys, kinds, statuses, lasts, pins, pin_orders, frees)
        AS u (key, kind, status, last, pin, pin_order, frees)
    WHERE t.instance = u.key AND u.status = 0;
    IF cardinality(ended) > 0 THEN
        DELETE FROM {schema}.turns t WHERE t.instance = ANY (ended);
        DELETE FROM {schema}.messages m WHERE m.instance = ANY (ended);
        DELETE FROM {schema}.timers f WHERE f.instance = ANY (ended);
        DELETE FROM {schema}.held_messages h WHERE h.instance = ANY (ended);
        DELETE FROM {schema}.parked p WHERE p.instance = ANY (ended) AND p.kind = 1;
    END IF;
END
$duroxide$;
