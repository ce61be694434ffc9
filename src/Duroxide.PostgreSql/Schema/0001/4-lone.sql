-- What write_v1 does, for one turn alone that is of the plainest kind: a start with its first turn, or the answer of one
-- activity with its turn, which asks for one activity at most and is taken, or ends. A column has one row here, so nothing is
-- taken in, gone through and given back as an array, and a statement is a row. Without a time as the answer nothing was done,
-- for whatever reason: then write_v1 is to be called, which knows what to do. Locks are taken in the same order.
--
-- A turn whose row is nobody's and not due has neither a message nor a timer that is due, and this adds none: due stays.
CREATE FUNCTION {schema}.lone_v1(
    given bigint, floor bigint, p_start boolean, p_key bigint, p_fence bigint, p_execution bigint, p_after bigint,
    p_status smallint, p_first bigint, p_last bigint, p_events bytea, p_version text, p_pin text, p_pin_order bigint,
    p_output bytea, p_id text, p_name text, p_header bytea, p_parent text, p_time bigint,
    p_answered bigint, p_event bigint, p_take bigint, p_tag text, p_payload bytea,
    OUT r_now bigint, OUT r_key bigint, OUT r_taken bigint, OUT r_id text, OUT r_next bigint,
    OUT r_before bigint, OUT r_revision bigint
)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET jit = off SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $duroxide$
DECLARE
    now bigint;
    turn record;
BEGIN
    IF p_start THEN
        IF EXISTS (SELECT FROM {schema}.inbox e WHERE e.kind <= 2) THEN
            RETURN;
        END IF;
    ELSE
        SELECT t.due, t.hidden INTO turn FROM {schema}.turns t
        WHERE t.instance = p_key AND t.execution = p_execution AND t.fence = 0 AND t.last_event = p_after
            AND t.last_event > 0 AND NOT t.parked AND NOT t.held
        FOR UPDATE;
        IF NOT FOUND THEN
            RETURN;
        END IF;
    END IF;
    now := {schema}.time_v1(given, floor);
    -- What grew too old is answered before.
    IF EXISTS (SELECT FROM {schema}.activities a WHERE a.expires <= now) THEN
        RETURN;
    END IF;
    IF p_start THEN
        p_key := nextval({numbers});
        INSERT INTO {schema}.instances (key, id, name, execution, revision, created, updated, parent)
        VALUES (p_key, p_id, p_name, 1, p_key, p_time, now, p_parent)
        ON CONFLICT (id) DO NOTHING;
        IF NOT FOUND THEN
            RETURN;
        END IF;
        r_id := p_id;
        INSERT INTO {schema}.executions (instance, number, status, version, started, last_event, header)
        VALUES (p_key, 1, 0, p_version, p_time, 0, p_header);
        INSERT INTO {schema}.turns (
            instance, execution, due, hidden, fence, attempts, last_event, began, pin, pin_order, held, parked
        ) VALUES (p_key, 1, NULL, 0, 0, 0, p_last, p_key, p_pin, p_pin_order, false, false);
    ELSE
        IF turn.hidden > now OR turn.due <= now THEN
            RETURN;
        END IF;
        -- By its key: the index of an instance's activities holds those that it had, too, until they are cleaned away.
        DELETE FROM {schema}.activities a
        WHERE a.key = p_answered AND a.fence = p_fence AND a.instance + 0 = p_key AND num_nulls(a.session) = 1;
        IF NOT FOUND THEN
            RETURN;
        END IF;
        IF p_status = 0 THEN
            UPDATE {schema}.turns t SET last_event = p_last, hidden = 0 WHERE t.instance = p_key;
            r_next := turn.due;
        ELSE
            UPDATE {schema}.executions e
            SET version = coalesce(p_version, e.version), status = p_status, output = p_output, ended = now,
                last_event = p_last
            WHERE e.instance = p_key AND e.number = p_execution;
            WITH gone AS (
                DELETE FROM {schema}.turns t WHERE t.instance = p_key
            ), unread AS (
                DELETE FROM {schema}.messages m WHERE m.instance = p_key
            ), unfired AS (
                DELETE FROM {schema}.timers f WHERE f.instance = p_key
            ), held AS (
                DELETE FROM {schema}.held_messages h WHERE h.instance = p_key
            )
            DELETE FROM {schema}.parked p WHERE p.instance = p_key AND p.kind = 1;
            UPDATE {schema}.instances i SET revision = nextval({numbers}), updated = now
            FROM {schema}.instances b
            WHERE i.key = p_key AND b.key = p_key
            RETURNING i.id, b.revision, i.revision INTO r_id, r_before, r_revision;
        END IF;
    END IF;
    INSERT INTO {schema}.history (instance, execution, first, fence, payload)
    VALUES (p_key, p_execution, p_first, p_fence, p_events);
    IF p_event IS NOT NULL THEN
        r_taken := nextval({numbers});
        INSERT INTO {schema}.activities (
            key, instance, execution, event, due, queued, fence, attempts, queue, payload
        ) VALUES (
            r_taken, p_key, p_execution, p_event, now + p_take, now, r_taken, 1, coalesce(':' || p_tag, ''), p_payload
        );
    END IF;
    r_key := p_key;
    r_now := now;
END
$duroxide$;
