-- Notes that sessions are in use; one that has expired stays expired.
CREATE FUNCTION {schema}.use_sessions_v1(ids text[], now bigint) RETURNS void
LANGUAGE plpgsql AS $duroxide$
BEGIN
    PERFORM FROM {schema}.sessions s WHERE s.id = ANY (ids) AND s.leased_until > now ORDER BY s.id FOR UPDATE;
    UPDATE {schema}.sessions s SET last_used = now WHERE s.id = ANY (ids) AND s.leased_until > now;
END
$duroxide$;

-- Every queue in which something waits that is of no session, found by going from one to the next in the index.
CREATE FUNCTION {schema}.queues_v1() RETURNS text[]
LANGUAGE plpgsql AS $duroxide$
BEGIN
    RETURN ARRAY(
        WITH RECURSIVE found (queue) AS (
            (SELECT a.queue FROM {schema}.activities a WHERE a.session IS NULL ORDER BY a.queue LIMIT 1)
            UNION ALL
            SELECT (
                SELECT a.queue FROM {schema}.activities a WHERE a.session IS NULL AND a.queue > f.queue
                ORDER BY a.queue LIMIT 1
            ) FROM found f WHERE f.queue IS NOT NULL
        )
        SELECT f.queue FROM found f WHERE f.queue IS NOT NULL
    );
END
$duroxide$;

-- Leases activities, oldest first: of these queues (NULL for all), and with an owner also of sessions. The last row has
-- no key: it tells the time, when the next one may fall due, and in attempt whether more may be there.
CREATE FUNCTION {schema}.fetch_activities_v1(
    given bigint, floor bigint, most integer, lease bigint, served text[], owner text, session_lease bigint,
    most_sessions integer, busy text[]
) RETURNS TABLE (
    key bigint, fence bigint, id text, execution bigint, event bigint, attempt integer, session text, queue text,
    payload bytea, r_now bigint, r_next bigint
)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET jit = off SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $duroxide$
#variable_conflict use_column
DECLARE
    now bigint;
    queues text[] := served;
    found_keys bigint[] := '{}';
    found_more boolean := false;
    new_sessions text[] := '{}';
    item record;
BEGIN
    now := {schema}.time_v1(given, floor);
    PERFORM {schema}.expire_v1(now);
    IF served IS NULL THEN
        queues := {schema}.queues_v1();
    END IF;
    IF owner IS NOT NULL AND EXISTS (
        SELECT FROM {schema}.activities a WHERE a.session IS NOT NULL AND a.due <= now
    ) THEN
        -- One claims at a time, so that two never take parts of each other's sessions.
        PERFORM FROM {schema}.sessions_gate g FOR UPDATE;
        now := {schema}.time_v1(given, floor);
        FOR item IN
            SELECT c.* FROM (
                SELECT o.key, o.due, NULL::text AS session, false AS is_held
                FROM unnest(queues) AS q (queue)
                JOIN LATERAL (
                    SELECT a.key, a.due FROM {schema}.activities a
                    WHERE a.session IS NULL AND a.queue = q.queue AND a.due <= now
                    ORDER BY a.due, a.key LIMIT most FOR UPDATE SKIP LOCKED
                ) o ON true
                UNION ALL
                SELECT o.* FROM (
                    SELECT a.key, a.due, a.session, coalesce(s.leased_until > now, false) AS is_held
                    FROM {schema}.activities a LEFT JOIN {schema}.sessions s ON s.id = a.session
                    WHERE a.session IS NOT NULL AND a.due <= now AND (served IS NULL OR a.queue = ANY (served))
                        AND (s.id IS NULL OR s.owner = fetch_activities_v1.owner OR s.leased_until <= now)
                    ORDER BY a.due, a.key FOR UPDATE OF a SKIP LOCKED
                ) o
            ) c
            ORDER BY c.due, c.key
        LOOP
            IF cardinality(found_keys) = most THEN
                found_more := true;
                EXIT;
            END IF;
            IF item.session IS NOT NULL AND item.session <> ALL (new_sessions)
                AND NOT (CASE WHEN busy IS NULL THEN item.is_held ELSE item.session = ANY (busy) END)
            THEN
                IF cardinality(new_sessions) >= most_sessions THEN
                    CONTINUE;
                END IF;
                new_sessions := new_sessions || item.session;
            END IF;
            found_keys := found_keys || item.key;
        END LOOP;
        INSERT INTO {schema}.sessions AS s (id, owner, leased_until, last_used)
        SELECT DISTINCT a.session, fetch_activities_v1.owner, now + session_lease, now
        FROM {schema}.activities a
        WHERE a.key = ANY (found_keys) AND a.session IS NOT NULL
        ORDER BY a.session
        ON CONFLICT (id) DO UPDATE
        SET owner = excluded.owner, leased_until = excluded.leased_until, last_used = excluded.last_used;
    ELSIF cardinality(queues) = 1 THEN
        found_keys := ARRAY(
            SELECT a.key FROM {schema}.activities a
            WHERE a.session IS NULL AND a.queue = queues[1] AND a.due <= now
            ORDER BY a.due, a.key
            LIMIT most
            FOR UPDATE SKIP LOCKED
        );
    ELSE
        -- Who looks meanwhile passes over what is locked here and then left: he is told that there is more.
        SELECT coalesce((array_agg(o.key ORDER BY o.due, o.key))[:most], '{}'), count(*) > most
        INTO found_keys, found_more
        FROM unnest(queues) AS q (queue)
        JOIN LATERAL (
            SELECT a.key, a.due FROM {schema}.activities a
            WHERE a.session IS NULL AND a.queue = q.queue AND a.due <= now
            ORDER BY a.due, a.key LIMIT most FOR UPDATE SKIP LOCKED
        ) o ON true;
    END IF;
    IF cardinality(found_keys) > 0 THEN
        -- Whoever held it before and did not give it back untouched may have begun it, so that it grows old no more.
        UPDATE {schema}.activities a
        SET due = now + lease, fence = nextval({numbers}), attempts = a.attempts + 1, expires = NULL,
            expires_at = a.expires
        WHERE a.key = ANY (found_keys);
        RETURN QUERY
            SELECT a.key, a.fence, i.id, a.execution, a.event, a.attempts, a.session, a.queue, a.payload,
                NULL::bigint, NULL::bigint
            FROM unnest(found_keys) WITH ORDINALITY AS u (key, n)
            JOIN {schema}.activities a ON a.key = u.key
            JOIN {schema}.instances i ON i.key = a.instance
            ORDER BY u.n;
    END IF;
    RETURN QUERY SELECT NULL::bigint, NULL::bigint, NULL::text, NULL::bigint, NULL::bigint, found_more::integer,
        NULL::text, NULL::text, NULL::bytea, now, CASE WHEN cardinality(found_keys) = 0 THEN least(
            (SELECT min(o.due) FROM unnest(queues) AS q (queue)
                JOIN LATERAL (
                    SELECT a.due FROM {schema}.activities a
                    WHERE a.session IS NULL AND a.queue = q.queue AND a.due > now ORDER BY a.due LIMIT 1
                ) o ON true),
            (SELECT a.due FROM {schema}.activities a WHERE a.session IS NOT NULL AND a.due > now AND owner IS NOT NULL
                ORDER BY a.due LIMIT 1),
            (SELECT min(s.leased_until) FROM {schema}.sessions s WHERE s.leased_until > now AND owner IS NOT NULL),
            (SELECT a.expires FROM {schema}.activities a WHERE a.expires IS NOT NULL ORDER BY a.expires LIMIT 1),
            -- What was passed over somebody else has locked, who may lease it and die before he tells anybody: look again in 50 ms.
            CASE WHEN EXISTS (
                SELECT FROM {schema}.activities a
                WHERE a.session IS NULL AND a.queue = ANY (queues) AND a.due <= now
            ) THEN now + 50 END
        ) END;
END
$duroxide$;

-- Extends leases that are held, and notes that their sessions are in use.
CREATE FUNCTION {schema}.renew_activities_v1(given bigint, floor bigint, keys bigint[], fences bigint[], lease bigint)
RETURNS TABLE (r_now bigint, r_held boolean[])
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET jit = off SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $duroxide$
DECLARE
    used text[];
BEGIN
    PERFORM FROM {schema}.activities a WHERE a.key = ANY (keys) ORDER BY a.key FOR UPDATE;
    r_now := {schema}.time_v1(given, floor);
    WITH renewed AS (
        UPDATE {schema}.activities a SET due = r_now + lease
        FROM unnest(keys, fences) AS l (key, fence)
        WHERE a.key = l.key AND a.fence = l.fence AND l.fence <> 0
        RETURNING a.key, a.fence, a.session
    )
    SELECT array_agg(r.key IS NOT NULL ORDER BY l.n), array_agg(r.session) FILTER (WHERE r.session IS NOT NULL)
    INTO r_held, used
    FROM unnest(keys, fences) WITH ORDINALITY AS l (key, fence, n)
    LEFT JOIN renewed r ON r.key = l.key AND r.fence = l.fence;
    IF used IS NOT NULL THEN
        PERFORM {schema}.use_sessions_v1(used, r_now);
    END IF;
    RETURN NEXT;
END
$duroxide$;

-- Gives leases back without an answer; of those that are lost the attempt is forgotten, if it is not to count.
CREATE FUNCTION {schema}.release_activities_v1(
    given bigint, floor bigint, keys bigint[], fences bigint[], delays bigint[], counts boolean[], parks text[],
    untouched boolean[]
) RETURNS TABLE (r_now bigint, r_next bigint)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET jit = off SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $duroxide$
DECLARE
    item record;
    given_back record;
BEGIN
    PERFORM FROM {schema}.activities a WHERE a.key = ANY (keys) ORDER BY a.key FOR UPDATE;
    r_now := {schema}.time_v1(given, floor);
    FOR item IN
        SELECT * FROM unnest(keys, fences, delays, counts, parks, untouched)
            AS l (key, fence, delay, counts, park, untouched)
    LOOP
        UPDATE {schema}.activities a
        SET fence = 0,
            attempts = CASE WHEN item.park IS NOT NULL THEN 0 WHEN item.counts THEN a.attempts
                ELSE greatest(a.attempts - 1, 0) END,
            due = CASE WHEN item.park IS NOT NULL THEN NULL WHEN item.delay > 0 THEN r_now + item.delay
                ELSE a.queued END,
            -- What came meanwhile has its time already, and none may come after it with an earlier one.
            expires = CASE WHEN item.untouched AND item.park IS NULL AND a.expires_at IS NOT NULL
                THEN greatest(a.expires_at, r_now) END
        WHERE a.key = item.key AND a.fence = item.fence AND item.fence <> 0
        RETURNING a.instance, a.due, a.expires INTO given_back;
        IF FOUND THEN
            r_next := least(r_next, given_back.due, given_back.expires);
            IF item.park IS NOT NULL THEN
                INSERT INTO {schema}.parked (id, kind, instance, item, reason, time)
                VALUES (nextval({numbers}), 2, given_back.instance, item.key, item.park, r_now);
            END IF;
        ELSIF NOT item.counts THEN
            UPDATE {schema}.activities a
            SET attempts = greatest(a.attempts - 1, CASE WHEN a.fence = 0 THEN 0 ELSE 1 END)
            WHERE a.key = item.key;
        END IF;
    END LOOP;
    RETURN NEXT;
END
$duroxide$;

-- Extends the live sessions of some owners that were in use of late.
CREATE FUNCTION {schema}.renew_sessions_v1(given bigint, floor bigint, owners text[], lease bigint, idle bigint)
RETURNS TABLE (r_now bigint, r_count bigint)
LANGUAGE plpgsql AS $duroxide$
DECLARE
    live text[];
BEGIN
    live := ARRAY(SELECT s.id FROM {schema}.sessions s WHERE s.owner = ANY (owners) ORDER BY s.id FOR UPDATE);
    r_now := {schema}.time_v1(given, floor);
    UPDATE {schema}.sessions s SET leased_until = r_now + lease
    WHERE s.id = ANY (live) AND s.leased_until > r_now AND s.last_used > r_now - idle;
    GET DIAGNOSTICS r_count = ROW_COUNT;
    RETURN NEXT;
END
$duroxide$;

-- Forgets expired sessions for which nothing is queued.
CREATE FUNCTION {schema}.sweep_sessions_v1(given bigint, floor bigint) RETURNS TABLE (r_now bigint, r_count bigint)
LANGUAGE plpgsql AS $duroxide$
BEGIN
    PERFORM FROM {schema}.sessions_gate g FOR UPDATE;
    r_now := {schema}.time_v1(given, floor);
    DELETE FROM {schema}.sessions s
    WHERE s.leased_until <= r_now AND NOT EXISTS (SELECT FROM {schema}.activities a WHERE a.session = s.id);
    GET DIAGNOSTICS r_count = ROW_COUNT;
    RETURN NEXT;
END
$duroxide$;
