-- Sets aside, puts back and removes messages, as turns that are being written say.
CREATE FUNCTION {schema}.sort_v1(
    keys bigint[], ok boolean[], statuses smallint[], frees boolean[],
    turns integer[], kinds smallint[], ids bigint[], texts text[], now bigint
) RETURNS bigint[]
LANGUAGE plpgsql AS $duroxide$
DECLARE
    freed bigint[] := ARRAY(
        SELECT keys[u.n] FROM unnest(statuses, frees) WITH ORDINALITY AS u (status, frees, n)
        WHERE ok[u.n] AND (u.frees OR u.status = 3)
    );
    item record;
BEGIN
    INSERT INTO {schema}.parked (id, kind, instance, item, reason, time, arrived, cancels, payload)
    SELECT nextval({numbers}), 1, m.instance, m.id, x.text, now, m.time, m.cancels, m.payload
    FROM unnest(turns, kinds, ids, texts) AS x (turn, kind, id, text)
    JOIN {schema}.messages m ON m.instance = keys[x.turn] AND m.id = x.id
    WHERE x.kind = 1 AND ok[x.turn];
    IF cardinality(freed) > 0 THEN
        WITH back AS (
            DELETE FROM {schema}.held_messages h WHERE h.instance = ANY (freed)
            RETURNING h.instance, h.id, h.time, h.cancels, h.payload
        )
        INSERT INTO {schema}.messages (instance, id, time, cancels, payload) SELECT * FROM back;
    END IF;
    INSERT INTO {schema}.held_messages (instance, queue, id, time, cancels, payload)
    SELECT m.instance, x.text, m.id, m.time, m.cancels, m.payload
    FROM unnest(turns, kinds, ids, texts) AS x (turn, kind, id, text)
    JOIN {schema}.messages m ON m.instance = keys[x.turn] AND m.id = x.id
    WHERE x.kind = 2 AND ok[x.turn];
    DELETE FROM {schema}.messages m USING unnest(turns, ids) AS x (turn, id)
    WHERE m.instance = keys[x.turn] AND m.id = x.id AND ok[x.turn];
    RETURN ARRAY(
        SELECT keys[x.turn] FROM unnest(turns, kinds) AS x (turn, kind) WHERE x.kind = 2 AND ok[x.turn]
    );
END
$duroxide$;

-- Sets what clients see: the status text, and values.
CREATE FUNCTION {schema}.publish_v1(
    keys bigint[], ok boolean[], says boolean[], texts text[],
    turns integer[], names text[], changes bigint[], contents text[]
) RETURNS void
LANGUAGE plpgsql AS $duroxide$
BEGIN
    INSERT INTO {schema}.statuses AS s (instance, version, text)
    SELECT keys[u.n], 1, u.text FROM unnest(says, texts) WITH ORDINALITY AS u (says, text, n)
    WHERE u.says AND ok[u.n]
    ON CONFLICT (instance) DO UPDATE SET version = s.version + 1, text = excluded.text;
    IF turns IS NULL THEN
        RETURN;
    END IF;
    -- Of several changes of one value the last one counts.
    DELETE FROM {schema}.instance_values o USING unnest(turns, names, contents) AS v (turn, name, data)
    WHERE o.instance = keys[v.turn] AND o.name = v.name AND v.data IS NULL AND ok[v.turn];
    INSERT INTO {schema}.instance_values (instance, name, updated, data)
    SELECT keys[c.turn], c.name, c.updated, c.data
    FROM (
        SELECT DISTINCT ON (v.turn, v.name) v.turn, v.name, v.updated, v.data
        FROM unnest(turns, names, changes, contents) WITH ORDINALITY AS v (turn, name, updated, data, n)
        WHERE ok[v.turn]
        ORDER BY v.turn, v.name, v.n DESC
    ) c
    WHERE c.data IS NOT NULL
    ON CONFLICT (instance, name) DO UPDATE SET updated = excluded.updated, data = excluded.data;
END
$duroxide$;

-- Takes activities back, which the caller has locked.
CREATE FUNCTION {schema}.cancel_v1(
    keys bigint[], ok boolean[], executions bigint[], turns integer[], events bigint[], are_timers boolean[]
) RETURNS void
LANGUAGE plpgsql AS $duroxide$
BEGIN
    WITH gone AS (
        DELETE FROM {schema}.activities a
        USING unnest(turns, events, are_timers) AS k (turn, event, is_timer)
        WHERE a.instance = keys[k.turn] AND a.execution = executions[k.turn] AND a.event = k.event
            AND NOT k.is_timer AND ok[k.turn]
        RETURNING a.instance, a.key
    )
    DELETE FROM {schema}.parked p USING gone g WHERE p.instance = g.instance AND p.kind = 2 AND p.item = g.key;
END
$duroxide$;

-- Leases instances that are ready, the longest ready first. Rows of kind 0 are turns, 1 their messages, 2 the first of each
-- queue that is held, 3 early cancels; one of kind 4 tells the time, and when the next one falls due.
CREATE FUNCTION {schema}.fetch_turns_v1(
    given bigint, floor bigint, most integer, lease bigint, mins bigint[], maxs bigint[], most_messages integer,
    most_bytes bigint
) RETURNS TABLE (
    kind smallint, instance bigint, fence bigint, id text, execution bigint, last_event bigint, attempt integer, pin text,
    number bigint, "time" bigint, payload bytea
)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET jit = off SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $duroxide$
#variable_conflict use_column
DECLARE
    now bigint;
    chosen bigint[];
    rooms bigint[];
    room bigint := most_bytes;
    one bigint;
    taken bigint[] := '{}';
BEGIN
    now := {schema}.time_v1(given, floor);
    PERFORM {schema}.take_inbox_v1(now);
    PERFORM {schema}.expire_v1(now);
    chosen := ARRAY(
        SELECT t.instance FROM {schema}.turns t
        WHERE t.due <= now AND (
            mins IS NULL OR t.pin_order IS NULL
            OR EXISTS (SELECT FROM unnest(mins, maxs) AS r (min, max) WHERE t.pin_order BETWEEN r.min AND r.max)
        )
        ORDER BY t.due, t.instance
        LIMIT most
        FOR UPDATE SKIP LOCKED
    );
    IF cardinality(chosen) = 0 THEN
        RETURN QUERY SELECT 4::smallint, 0::bigint, 0::bigint, NULL::text, 0::bigint, 0::bigint, 0, NULL::text, now,
            least(
                (SELECT t.due FROM {schema}.turns t WHERE t.due > now ORDER BY t.due LIMIT 1),
                (SELECT a.expires FROM {schema}.activities a WHERE a.expires IS NOT NULL ORDER BY a.expires LIMIT 1),
                -- What was passed over somebody else has locked, who may lease it and die before he tells anybody: look again in 50 ms.
                CASE WHEN EXISTS (
                    SELECT FROM {schema}.turns t
                    WHERE t.due <= now AND (
                        mins IS NULL OR t.pin_order IS NULL
                        OR EXISTS (SELECT FROM unnest(mins, maxs) AS r (min, max) WHERE t.pin_order BETWEEN r.min AND r.max)
                    )
                ) OR EXISTS (SELECT FROM {schema}.inbox e WHERE e.kind <= 2) THEN now + 50 END
            ), NULL::bytea;
        RETURN;
    END IF;
    PERFORM {schema}.fire_v1(chosen, now);
    -- How much room each of them finds, when all before it took theirs.
    FOREACH one IN ARRAY chosen LOOP
        EXIT WHEN room <= 0;
        taken := taken || one;
        room := room - coalesce((
            SELECT octet_length(e.header) FROM {schema}.turns t
            JOIN {schema}.executions e ON e.instance = t.instance AND e.number = t.execution
            WHERE t.instance = one AND t.last_event = 0
        ), 0);
        rooms := rooms || room;
        room := room - coalesce((
            SELECT sum(m.bytes) FROM (
                SELECT octet_length(m.payload) AS bytes,
                    sum(octet_length(m.payload)) OVER (ORDER BY m.id) AS total, row_number() OVER (ORDER BY m.id) AS n
                FROM {schema}.messages m WHERE m.instance = one ORDER BY m.id LIMIT most_messages
            ) m WHERE m.total <= room OR m.n = 1
        ), 0);
    END LOOP;
    UPDATE {schema}.turns t
    SET due = now + lease, hidden = 0, fence = nextval({numbers}), attempts = t.attempts + 1
    WHERE t.instance = ANY (taken);
    RETURN QUERY
        SELECT 0::smallint, t.instance, t.fence, i.id, t.execution, t.last_event, t.attempts, t.pin,
            t.held::integer::bigint, e.started, CASE WHEN t.last_event = 0 THEN e.header END
        FROM unnest(taken) WITH ORDINALITY AS u (instance, n)
        JOIN {schema}.turns t ON t.instance = u.instance
        JOIN {schema}.instances i ON i.key = t.instance
        JOIN {schema}.executions e ON e.instance = t.instance AND e.number = t.execution
        ORDER BY u.n;
    RETURN QUERY
        SELECT 1::smallint, m.instance, 0::bigint, NULL::text, 0::bigint, 0::bigint, 0, NULL::text, m.id, m.time, m.payload
        FROM unnest(taken, rooms) AS u (instance, room)
        JOIN LATERAL (
            SELECT o.* FROM (
                SELECT m.*, sum(octet_length(m.payload)) OVER (ORDER BY m.id) AS total,
                    row_number() OVER (ORDER BY m.id) AS n
                FROM {schema}.messages m WHERE m.instance = u.instance ORDER BY m.id LIMIT most_messages
            ) o WHERE o.total <= u.room OR o.n = 1
        ) m ON true
        ORDER BY m.instance, m.time, m.id;
    RETURN QUERY
        SELECT 2::smallint, t.instance, 0::bigint, NULL::text, 0::bigint, 0::bigint, 0, NULL::text, h.id, h.time, h.payload
        FROM unnest(taken) AS u (instance)
        JOIN {schema}.turns t ON t.instance = u.instance AND t.held
        JOIN LATERAL (
            SELECT DISTINCT ON (h.queue) h.* FROM {schema}.held_messages h
            WHERE h.instance = t.instance ORDER BY h.queue, h.id
        ) h ON true;
    RETURN QUERY
        SELECT 3::smallint, m.instance, 0::bigint, NULL::text, 0::bigint, 0::bigint, 0, NULL::text, m.id, m.time, m.payload
        FROM unnest(taken) AS u (instance)
        JOIN {schema}.turns t ON t.instance = u.instance AND t.last_event = 0 AND t.execution > 1
        JOIN {schema}.messages m ON m.instance = t.instance AND m.id < t.began AND m.cancels
        ORDER BY m.id;
    RETURN QUERY SELECT 4::smallint, cardinality(chosen)::bigint, 0::bigint, NULL::text, 0::bigint, 0::bigint, 0,
        NULL::text, now, NULL::bigint, NULL::bytea;
END
$duroxide$;

-- Extends leases that are held; tells for each whether it was, and at the end the time.
CREATE FUNCTION {schema}.renew_turns_v1(given bigint, floor bigint, keys bigint[], fences bigint[], lease bigint)
RETURNS TABLE (r_now bigint, r_held boolean[])
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET jit = off SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $duroxide$
BEGIN
    PERFORM FROM {schema}.turns t WHERE t.instance = ANY (keys) ORDER BY t.instance FOR UPDATE;
    r_now := {schema}.time_v1(given, floor);
    WITH renewed AS (
        UPDATE {schema}.turns t SET due = r_now + lease
        FROM unnest(keys, fences) AS l (key, fence)
        WHERE t.instance = l.key AND t.fence = l.fence AND l.fence <> 0 AND NOT t.parked
        RETURNING t.instance, t.fence
    )
    SELECT array_agg(r.instance IS NOT NULL ORDER BY l.n) INTO r_held
    FROM unnest(keys, fences) WITH ORDINALITY AS l (key, fence, n)
    LEFT JOIN renewed r ON r.instance = l.key AND r.fence = l.fence;
    RETURN NEXT;
END
$duroxide$;

-- Gives leases back without a commit; of those that are lost the attempt is forgotten, if it is not to count.
CREATE FUNCTION {schema}.release_turns_v1(
    given bigint, floor bigint, keys bigint[], fences bigint[], delays bigint[], counts boolean[], parks text[]
) RETURNS TABLE (r_now bigint, r_next bigint, r_touched text[])
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET jit = off SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $duroxide$
DECLARE
    item record;
    ready bigint;
BEGIN
    PERFORM FROM {schema}.turns t WHERE t.instance = ANY (keys) ORDER BY t.instance FOR UPDATE;
    r_now := {schema}.time_v1(given, floor);
    FOR item IN SELECT * FROM unnest(keys, fences, delays, counts, parks) AS l (key, fence, delay, counts, park) LOOP
        UPDATE {schema}.turns t
        SET fence = 0, parked = item.park IS NOT NULL,
            attempts = CASE WHEN item.park IS NOT NULL THEN 0 WHEN item.counts THEN t.attempts
                ELSE greatest(t.attempts - 1, 0) END,
            hidden = CASE WHEN item.park IS NULL AND item.delay > 0 THEN r_now + item.delay ELSE 0 END,
            due = CASE WHEN item.park IS NOT NULL THEN NULL WHEN item.delay > 0 THEN r_now + item.delay
                ELSE {schema}.ready_v1(t.instance, t.execution, t.last_event) END
        WHERE t.instance = item.key AND t.fence = item.fence AND item.fence <> 0
        RETURNING t.due INTO ready;
        IF FOUND THEN
            r_next := least(r_next, ready);
            IF item.park IS NOT NULL THEN
                INSERT INTO {schema}.parked (id, kind, instance, item, reason, time)
                VALUES (nextval({numbers}), 0, item.key, item.key, item.park, r_now);
                r_touched := r_touched || {schema}.touch_v1(ARRAY[item.key], r_now);
            END IF;
        ELSIF NOT item.counts THEN
            UPDATE {schema}.turns t
            SET attempts = greatest(t.attempts - 1, CASE WHEN t.fence = 0 THEN 0 ELSE 1 END)
            WHERE t.instance = item.key;
        END IF;
    END LOOP;
    RETURN NEXT;
END
$duroxide$;

-- When an instance that nobody has became ready, or becomes so.
CREATE FUNCTION {schema}.ready_v1(key bigint, execution bigint, last_event bigint) RETURNS bigint
LANGUAGE plpgsql AS $duroxide$
#variable_conflict use_variable
BEGIN
    IF last_event = 0 THEN
        RETURN (SELECT e.started FROM {schema}.executions e WHERE e.instance = key AND e.number = execution);
    END IF;
    RETURN least(
        (SELECT m.time FROM {schema}.messages m WHERE m.instance = key ORDER BY m.id LIMIT 1),
        (SELECT f.fire_at FROM {schema}.timers f WHERE f.instance = key ORDER BY f.fire_at LIMIT 1)
    );
END
$duroxide$;
