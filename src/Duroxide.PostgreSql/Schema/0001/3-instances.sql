-- Creates instances that wait for their first turn, or whose first turn is being written, and tells of each whether it is
-- new; one whose id exists stays as it is. The keys are those to use; the version is that of the turn.
CREATE FUNCTION {schema}.create_v1(
    keys bigint[], ids text[], names text[], headers bytea[], parents text[], times bigint[], begun boolean[],
    turns integer[], versions text[], now bigint
) RETURNS boolean[]
LANGUAGE plpgsql AS $duroxide$
DECLARE
    added bigint;
    is_new boolean[] := array_fill(true, ARRAY[cardinality(keys)]);
    known bigint[];
BEGIN
    -- By id, so that nodes that create the same ones do not wait for each other in a circle.
    WITH created AS (
        INSERT INTO {schema}.instances (key, id, name, execution, revision, created, updated, parent)
        SELECT s.key, s.id, s.name, 1, s.key, coalesce(s.time, now), CASE WHEN s.begun THEN now ELSE coalesce(s.time, now) END,
            s.parent
        FROM unnest(keys, ids, names, parents, times, begun) WITH ORDINALITY AS s (key, id, name, parent, time, begun, n)
        ORDER BY s.id, s.n
        ON CONFLICT (id) DO NOTHING
        RETURNING true
    ), begins AS (
        INSERT INTO {schema}.executions (instance, number, status, version, started, last_event, header)
        SELECT s.key, 1, 0, CASE WHEN s.begun THEN versions[s.turn] END, coalesce(s.time, now), 0, s.header
        FROM unnest(keys, headers, times, begun, turns) AS s (key, header, time, begun, turn)
    ), waits AS (
        INSERT INTO {schema}.turns (instance, execution, due, hidden, fence, attempts, last_event, began, held, parked)
        SELECT s.key, 1, CASE WHEN NOT s.begun THEN coalesce(s.time, now) END, 0, 0, 0, 0, s.key, false, false
        FROM unnest(keys, times, begun) AS s (key, time, begun)
    )
    SELECT count(*) INTO added FROM created;
    IF added < cardinality(keys) THEN
        is_new := {schema}.known_v1(keys);
        known := ARRAY(SELECT s.key FROM unnest(keys, is_new) AS s (key, is_new) WHERE NOT s.is_new);
        DELETE FROM {schema}.executions e WHERE e.instance = ANY (known);
        DELETE FROM {schema}.turns t WHERE t.instance = ANY (known);
    END IF;
    RETURN is_new;
END
$duroxide$;

-- Creates those of many that may be: of turns that hold, and those that a turn of a new one asks for after that.
CREATE FUNCTION {schema}.create_some_v1(
    ok boolean[], keys bigint[], kinds smallint[], versions text[], turns integer[], rights boolean[],
    ids text[], names text[], headers bytea[], parents text[], times bigint[], now bigint
) RETURNS boolean[]
LANGUAGE plpgsql AS $duroxide$
DECLARE
    is_new boolean[] := '{}';
    more record;
BEGIN
    FOR pass IN 1..2 LOOP
        SELECT array_agg(s.key) AS keys, array_agg(s.id) AS ids, array_agg(s.name) AS names,
            array_agg(s.header) AS headers, array_agg(s.parent) AS parents, array_agg(s.time) AS times,
            array_agg(s.is_right) AS begun, array_agg(s.turn) AS turns
        INTO more
        FROM unnest(turns, rights, keys, ids, names, headers, parents, times)
            AS s (turn, is_right, key, id, name, header, parent, time)
        WHERE CASE pass
            WHEN 1 THEN s.turn = 0 OR s.is_right OR ok[s.turn]
            ELSE s.turn > 0 AND NOT s.is_right AND ok[s.turn] AND kinds[s.turn] = 2
        END;
        IF more.keys IS NOT NULL THEN
            PERFORM {schema}.create_v1(
                more.keys, more.ids, more.names, more.headers, more.parents, more.times, more.begun, more.turns, versions, now
            );
        END IF;
        is_new := {schema}.known_v1(keys);
        EXIT WHEN pass = 2 OR 2 <> ALL (kinds);
        FOR n IN 1..cardinality(keys) LOOP
            IF rights[n] AND is_new[n] THEN
                ok[turns[n]] := true;
            END IF;
        END LOOP;
    END LOOP;
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

-- Ends executions of turns that are being written, begins the next ones, and notes the versions of those that lasted before.
-- Tells whether one that begins is ready, and when the next one will be.
CREATE FUNCTION {schema}.conclude_v1(
    keys bigint[], ok boolean[], kinds smallint[], executions bigint[], statuses smallint[], lasts bigint[],
    versions text[], outputs bytea[], nexts text[], headers bytea[], times bigint[], holding bigint[], now bigint,
    OUT is_ready boolean, OUT next bigint
)
LANGUAGE plpgsql AS $duroxide$
DECLARE
    ended bigint[];
BEGIN
    is_ready := false;
    UPDATE {schema}.executions e
    SET version = coalesce(u.version, e.version), status = u.status, output = u.output,
        ended = CASE WHEN u.status <> 0 THEN now END,
        last_event = CASE WHEN u.status <> 0 THEN coalesce(u.last, t.last_event) ELSE 0 END
    FROM unnest(keys, ok, kinds, executions, statuses, lasts, versions, outputs)
        AS u (key, ok, kind, execution, status, last, version, output)
    JOIN {schema}.turns t ON t.instance = u.key
    WHERE u.ok AND e.instance = u.key AND e.number = u.execution
        AND (u.version IS NOT NULL AND u.kind <> 2 OR u.status <> 0);
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
        SELECT coalesce(bool_or(u.time <= now), false), min(u.time) FILTER (WHERE u.time > now) INTO is_ready, next
        FROM unnest(ok, statuses, times) AS u (ok, status, time) WHERE u.ok AND u.status = 3;
    END IF;
    IF 1 = ANY (statuses) OR 2 = ANY (statuses) THEN
        ended := ARRAY(
            SELECT u.key FROM unnest(keys, ok, statuses) AS u (key, ok, status) WHERE u.ok AND u.status IN (1, 2)
        );
        WITH gone AS (
            DELETE FROM {schema}.turns t WHERE t.instance = ANY (ended)
        ), unread AS (
            DELETE FROM {schema}.messages m WHERE m.instance = ANY (ended)
        ), unfired AS (
            DELETE FROM {schema}.timers f WHERE f.instance = ANY (ended)
        ), held AS (
            DELETE FROM {schema}.held_messages h WHERE h.instance = ANY (ended)
        )
        DELETE FROM {schema}.parked p WHERE p.instance = ANY (ended) AND p.kind = 1;
    END IF;
END
$duroxide$;
