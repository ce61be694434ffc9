-- Creates instances that wait for their first turn, or whose first turn is being written, and tells of each whether it is
-- new; one whose id exists stays as it is. The keys are those to use.
CREATE FUNCTION {schema}.create_v1(
    keys bigint[], ids text[], names text[], headers bytea[], parents text[], times bigint[], begun boolean[], now bigint
) RETURNS boolean[]
LANGUAGE plpgsql AS $duroxide$
DECLARE
    added integer;
    is_new boolean[] := array_fill(true, ARRAY[cardinality(keys)]);
BEGIN
    -- By id, so that nodes that create the same ones do not wait for each other in a circle.
    INSERT INTO {schema}.instances (key, id, name, execution, revision, created, updated, parent)
    SELECT s.key, s.id, s.name, 1, s.key, coalesce(s.time, now), coalesce(s.time, now), s.parent
    FROM unnest(keys, ids, names, parents, times) WITH ORDINALITY AS s (key, id, name, parent, time, n)
    ORDER BY s.id, s.n
    ON CONFLICT (id) DO NOTHING;
    GET DIAGNOSTICS added = ROW_COUNT;
    IF added < cardinality(keys) THEN
        is_new := {schema}.known_v1(keys);
    END IF;
    INSERT INTO {schema}.executions (instance, number, status, started, last_event, header)
    SELECT s.key, 1, 0, coalesce(s.time, now), 0, s.header
    FROM unnest(keys, is_new, headers, times) AS s (key, is_new, header, time) WHERE s.is_new;
    INSERT INTO {schema}.turns (instance, execution, due, hidden, fence, attempts, last_event, began, held, parked)
    SELECT s.key, 1, CASE WHEN NOT s.begun THEN coalesce(s.time, now) END, 0, 0, 0, 0, s.key, false, false
    FROM unnest(keys, is_new, times, begun) AS s (key, is_new, time, begun) WHERE s.is_new;
    RETURN is_new;
END
$duroxide$;

-- Tells of each key whether there is an instance of it.
CREATE FUNCTION {schema}.known_v1(keys bigint[]) RETURNS boolean[]
LANGUAGE plpgsql AS $duroxide$
BEGIN
    -- A join, for what asks whether one EXISTS may be answered by reading all that there are.
    RETURN ARRAY(
        SELECT i.key IS NOT NULL FROM unnest(keys) WITH ORDINALITY AS s (key, n)
        LEFT JOIN {schema}.instances i ON i.key = s.key
        ORDER BY s.n
    );
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

-- Ends executions of turns that are being written, begins the next ones, and lets the others go on. Tells whether one of
-- them is ready, and when the next one will be.
CREATE FUNCTION {schema}.advance_v1(
    keys bigint[], ok boolean[], kinds smallint[], executions bigint[], statuses smallint[], lasts bigint[],
    versions text[], pins text[], pin_orders bigint[], outputs bytea[], frees boolean[],
    nexts text[], headers bytea[], times bigint[], holding bigint[], now bigint,
    OUT is_ready boolean, OUT next bigint
)
LANGUAGE plpgsql AS $duroxide$
DECLARE
    ended bigint[];
BEGIN
    IF 0 < ANY (statuses) OR array_remove(versions, NULL) <> '{}' THEN
        UPDATE {schema}.executions e
        SET version = coalesce(u.version, e.version), status = u.status, output = u.output,
            ended = CASE WHEN u.status <> 0 THEN now END,
            last_event = CASE WHEN u.status <> 0 THEN coalesce(u.last, t.last_event) ELSE 0 END
        FROM unnest(keys, ok, executions, statuses, lasts, versions, outputs)
            AS u (key, ok, execution, status, last, version, output)
        JOIN {schema}.turns t ON t.instance = u.key
        WHERE u.ok AND e.instance = u.key AND e.number = u.execution AND (u.version IS NOT NULL OR u.status <> 0);
    END IF;
    IF 3 = ANY (statuses) THEN
        INSERT INTO {schema}.executions (instance, number, status, started, last_event, header)
        SELECT u.key, u.execution + 1, 0, u.time, 0, u.header
        FROM unnest(keys, ok, executions, statuses, headers, times) AS u (key, ok, execution, status, header, time)
        WHERE u.ok AND u.status = 3;
        UPDATE {schema}.instances i SET name = u.next, execution = u.execution + 1
        FROM unnest(keys, ok, executions, statuses, nexts) AS u (key, ok, execution, status, next)
        WHERE u.ok AND i.key = u.key AND u.status = 3;
        UPDATE {schema}.turns t
        SET execution = u.execution + 1, due = u.time, hidden = 0, fence = 0, attempts = 0, last_event = 0,
            began = nextval({numbers}), pin = NULL, pin_order = NULL, held = u.key = ANY (holding)
        FROM unnest(keys, ok, executions, statuses, times) AS u (key, ok, execution, status, time)
        WHERE u.ok AND t.instance = u.key AND u.status = 3;
    END IF;
    WITH went_on AS (
        UPDATE {schema}.turns t
        SET fence = 0, hidden = 0, attempts = CASE u.kind WHEN 1 THEN t.attempts ELSE 0 END,
            last_event = coalesce(u.last, t.last_event),
            pin = coalesce(u.pin, t.pin), pin_order = coalesce(u.pin_order, t.pin_order),
            held = (t.held AND NOT u.frees) OR u.key = ANY (holding),
            due = least(
                (SELECT m.time FROM {schema}.messages m WHERE m.instance = u.key ORDER BY m.id LIMIT 1),
                (SELECT f.fire_at FROM {schema}.timers f WHERE f.instance = u.key ORDER BY f.fire_at LIMIT 1)
            )
        FROM unnest(keys, ok, kinds, statuses, lasts, pins, pin_orders, frees)
            AS u (key, ok, kind, status, last, pin, pin_order, frees)
        WHERE u.ok AND t.instance = u.key AND u.status = 0
        RETURNING t.due
    )
    SELECT coalesce(bool_or(w.due <= now), false), min(w.due) FILTER (WHERE w.due > now) INTO is_ready, next FROM went_on w;
    IF 3 = ANY (statuses) THEN
        SELECT is_ready OR coalesce(bool_or(u.time <= now), false), least(next, min(u.time) FILTER (WHERE u.time > now))
        INTO is_ready, next
        FROM unnest(ok, statuses, times) AS u (ok, status, time) WHERE u.ok AND u.status = 3;
    END IF;
    IF 1 = ANY (statuses) OR 2 = ANY (statuses) THEN
        ended := ARRAY(
            SELECT u.key FROM unnest(keys, ok, statuses) AS u (key, ok, status) WHERE u.ok AND u.status IN (1, 2)
        );
        DELETE FROM {schema}.turns t WHERE t.instance = ANY (ended);
        DELETE FROM {schema}.messages m WHERE m.instance = ANY (ended);
        DELETE FROM {schema}.timers f WHERE f.instance = ANY (ended);
        DELETE FROM {schema}.held_messages h WHERE h.instance = ANY (ended);
        DELETE FROM {schema}.parked p WHERE p.instance = ANY (ended) AND p.kind = 1;
    END IF;
END
$duroxide$;
