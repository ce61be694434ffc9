-- The store's time: that of the server, or the one that is given, and never earlier than what anybody was told before.
CREATE FUNCTION {schema}.time_v1(given bigint, floor bigint) RETURNS bigint
LANGUAGE plpgsql AS $duroxide$
DECLARE
    latest bigint := coalesce(pg_sequence_last_value({clock}), 0);
    result bigint := greatest(
        coalesce(given, trunc(extract(epoch FROM clock_timestamp()) * 1000)::bigint), floor, latest
    );
BEGIN
    IF result > latest THEN
        result := setval({clock}, result);
    END IF;
    RETURN result;
END
$duroxide$;

-- Lets due timers of instances become messages, at the time at which they were due. The caller holds their turns.
CREATE FUNCTION {schema}.fire_v1(instances bigint[], now bigint) RETURNS void
LANGUAGE plpgsql AS $duroxide$
BEGIN
    IF NOT EXISTS (SELECT FROM {schema}.timers t WHERE t.instance = ANY (instances) AND t.fire_at <= now) THEN
        RETURN;
    END IF;
    WITH due AS (
        DELETE FROM {schema}.timers t
        WHERE t.instance = ANY (instances) AND t.fire_at <= now
        RETURNING t.instance, t.fire_at, t.event, t.payload
    )
    INSERT INTO {schema}.messages (instance, id, time, cancels, payload)
    SELECT o.instance, nextval({numbers}), o.fire_at, false, o.payload
    FROM (SELECT * FROM due ORDER BY fire_at, event) o;
END
$duroxide$;

-- Puts messages into the queues of instances whose turns the caller holds; those that have ended for good take none.
CREATE FUNCTION {schema}.send_v1(
    instances bigint[], times bigint[], cancel boolean[], payloads bytea[], now bigint
) RETURNS boolean
LANGUAGE plpgsql AS $duroxide$
BEGIN
    PERFORM {schema}.fire_v1(instances, now);
    INSERT INTO {schema}.messages (instance, id, time, cancels, payload)
    SELECT o.instance, nextval({numbers}), o.time, o.cancels, o.payload
    FROM (
        SELECT l.* FROM unnest(instances, times, cancel, payloads) WITH ORDINALITY AS l (instance, time, cancels, payload, n)
        JOIN {schema}.turns t ON t.instance = l.instance
        ORDER BY l.n
    ) o;
    UPDATE {schema}.turns t SET due = least(t.due, greatest(t.hidden, now))
    WHERE t.instance = ANY (instances) AND t.fence = 0 AND NOT t.parked;
    -- Also one that was ready already is told of: who looked while this transaction had its row passed it over.
    RETURN EXISTS (SELECT FROM {schema}.turns t WHERE t.instance = ANY (instances) AND t.due <= now);
END
$duroxide$;

-- Answers the activities whose time to live is over, at the time at which it was.
CREATE FUNCTION {schema}.expire_v1(now bigint) RETURNS boolean
LANGUAGE plpgsql AS $duroxide$
DECLARE
    found_keys bigint[];
    gone record;
BEGIN
    IF NOT EXISTS (SELECT FROM {schema}.activities a WHERE a.expires <= now) THEN
        RETURN false;
    END IF;
    -- Who has one of them locked looks for himself, or is followed by somebody who does.
    found_keys := ARRAY(
        SELECT a.key FROM {schema}.activities a JOIN {schema}.turns t ON t.instance = a.instance
        WHERE a.expires <= now
        ORDER BY a.expires, a.key
        FOR UPDATE OF t SKIP LOCKED
    );
    found_keys := ARRAY(
        SELECT a.key FROM {schema}.activities a
        WHERE a.key = ANY (found_keys) AND a.expires <= now
        ORDER BY a.expires, a.key
        FOR UPDATE SKIP LOCKED
    ) || ARRAY(
        SELECT a.key FROM {schema}.activities a
        WHERE a.expires <= now AND NOT EXISTS (SELECT FROM {schema}.turns t WHERE t.instance = a.instance)
        FOR UPDATE SKIP LOCKED
    );
    WITH dead AS (
        DELETE FROM {schema}.activities a WHERE a.key = ANY (found_keys)
        RETURNING a.instance, a.expires, a.key, a.on_expiry
    )
    SELECT array_agg(o.instance ORDER BY o.expires, o.key) AS instances,
        array_agg(o.expires ORDER BY o.expires, o.key) AS times,
        array_agg(false) AS cancels,
        array_agg(o.on_expiry ORDER BY o.expires, o.key) AS payloads
    INTO gone FROM dead o;
    IF gone.instances IS NULL THEN
        RETURN false;
    END IF;
    RETURN {schema}.send_v1(gone.instances, gone.times, gone.cancels, gone.payloads, now);
END
$duroxide$;
