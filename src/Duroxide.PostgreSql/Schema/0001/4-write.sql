-- Everything that is to last, in one transaction: turns with all that belongs to them, and what stands alone (turn 0):
-- starts, messages, and answers of activities. Nothing of a turn whose right was lost is written, but its answers go their
-- ordinary way. No two turns are of one instance or take one activity; who calls sees to that. Without a row as the answer
-- nothing was done: settle_inbox_v1 is to be called first.
--
-- A column is NULL where there is nothing of its kind, or nothing in it but NULL or false: to take in an array and to let go of
-- it costs more than most of what is done with it.
--
-- Turns: kind 0 holds a lease of its instance, 1 answers activities, 2 is a start itself. Locks are taken in one order by
-- everybody: turns by instance, then activities by key, then sessions, then new ids, so that nobody waits in a circle.
CREATE FUNCTION {schema}.write_v1(
    given bigint, floor bigint, settled boolean,
    t_kind smallint[], t_key bigint[], t_fence bigint[], t_execution bigint[], t_after bigint[], t_status smallint[],
    t_first bigint[], t_last bigint[], t_events bytea[], t_version text[], t_pin text[], t_pin_order bigint[],
    t_output bytea[], t_says boolean[], t_text text[], t_frees boolean[],
    t_next text[], t_header bytea[], t_time bigint[],
    s_turn integer[], s_right boolean[], s_id text[], s_name text[], s_header bytea[], s_parent text[], s_time bigint[],
    s_to text[], s_notice bytea[], s_cancels boolean[],
    m_turn integer[], m_to text[], m_cancels boolean[], m_payload bytea[],
    c_turn integer[], c_key bigint[], c_fence bigint[], c_answer bytea[],
    x_turn integer[], x_kind smallint[], x_id bigint[], x_text text[],
    v_turn integer[], v_name text[], v_updated bigint[], v_data text[],
    a_turn integer[], a_event bigint[], a_take bigint[], a_life bigint[], a_tag text[], a_session text[],
    a_payload bytea[], a_on_expiry bytea[],
    k_turn integer[], k_event bigint[], k_timer boolean[],
    f_turn integer[], f_event bigint[], f_at bigint[], f_payload bytea[],
    g_turn integer[], g_start integer[], g_name text[], g_value text[]
) RETURNS TABLE (
    r_now bigint, r_stored boolean[], r_keys bigint[], r_taken bigint[], r_completed boolean[], r_created boolean[],
    r_sent boolean[], r_touched text[], r_turns boolean, r_work boolean, r_next_turn bigint, r_next_work bigint
)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET jit = off SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $duroxide$
#variable_conflict use_column
DECLARE
    now bigint;
    locks bigint[] := '{}';
    keys bigint[] := t_key;
    ok boolean[] := '{}';
    before boolean[] := '{}';
    had record;
    one bigint;
    fresh bigint[] := '{}';
    is_new boolean[] := '{}';
    holding bigint[] := '{}';
    hidden bigint;
    due bigint;
    all_ok boolean;
    concludes boolean := 0 < ANY (t_status) OR (2 <> ALL (t_kind) AND array_remove(t_version, NULL) <> '{}');
    is_ready boolean;
    send_keys bigint[] := '{}';
    send_cancels boolean[] := '{}';
    send_payloads bytea[] := '{}';
    more record;
BEGIN
    r_turns := false;
    r_work := false;
    r_completed := array_fill(false, ARRAY[coalesce(cardinality(c_key), 0)]);

    -- What callers have committed stands before what comes now. Taken in here, it would lock turns twice.
    IF NOT settled AND (cardinality(s_id) > 0 OR cardinality(m_to) > 0) THEN
        IF EXISTS (SELECT FROM {schema}.inbox e WHERE e.kind <= 2) THEN
            RETURN;
        END IF;
    END IF;

    -- Locks of others' turns, together with those of the turns that are written.
    IF 0 = ANY (c_turn) THEN
        locks := ARRAY(SELECT a.instance FROM {schema}.activities a WHERE a.key = ANY (c_key));
    END IF;
    IF cardinality(m_to) > 0 OR array_remove(s_to, NULL) <> '{}' THEN
        locks := locks || ARRAY(SELECT i.key FROM {schema}.instances i WHERE i.id = ANY (m_to || s_to));
    END IF;
    IF cardinality(locks) > 0 THEN
        locks := locks || t_key;
        PERFORM FROM {schema}.turns t WHERE t.instance = ANY (locks) ORDER BY t.instance FOR UPDATE;
    END IF;
    -- Rights, and the locks of the turns that are written. Only a turn without a lease depends on the time, and mostly does not.
    FOR pass IN 1..2 LOOP
        IF coalesce(2 = ALL (t_kind), true) THEN
            ok := array_fill(false, ARRAY[coalesce(cardinality(t_key), 0)]);
        ELSE
            SELECT array_agg(coalesce(
                t.execution = u.execution AND (u.first IS NULL OR u.first = t.last_event + 1)
                AND CASE u.kind
                    WHEN 0 THEN u.fence <> 0 AND t.fence = u.fence
                    WHEN 1 THEN t.fence = 0 AND NOT t.parked AND NOT t.held AND t.last_event > 0 AND t.last_event = u.after
                        AND (now IS NULL OR t.hidden <= now AND (t.due IS NULL OR t.due > now))
                    ELSE false
                END, false) ORDER BY u.n),
                max(t.hidden) FILTER (WHERE u.kind = 1), min(t.due) FILTER (WHERE u.kind = 1)
            INTO ok, hidden, due
            FROM (
                SELECT * FROM unnest(t_kind, t_key, t_fence, t_execution, t_after, t_first) WITH ORDINALITY
                    AS u (kind, key, fence, execution, after, first, n)
                ORDER BY u.key
            ) u
            LEFT JOIN LATERAL (SELECT * FROM {schema}.turns t WHERE t.instance = u.key FOR UPDATE) t ON true;
        END IF;
        EXIT WHEN pass = 2;
        IF cardinality(k_turn) > 0 THEN
            locks := c_key || ARRAY(
                SELECT a.key FROM unnest(k_turn, k_event) AS k (turn, event)
                JOIN {schema}.activities a
                    ON a.instance = t_key[k.turn] AND a.execution = t_execution[k.turn] AND a.event = k.event
            );
            PERFORM FROM {schema}.activities a WHERE a.key = ANY (locks) ORDER BY a.key FOR UPDATE;
        END IF;
        IF cardinality(c_key) > 0 THEN
            -- Whatever becomes of the turns, these are answered.
            WITH removed AS (
                DELETE FROM {schema}.activities a
                USING (
                    SELECT * FROM unnest(c_turn, c_key, c_fence, c_answer) WITH ORDINALITY
                        AS c (turn, key, fence, answer, n)
                    ORDER BY c.key
                ) c
                WHERE a.key = c.key AND a.fence = c.fence AND c.fence <> 0
                RETURNING c.n, c.turn, a.instance, c.answer, a.session
            )
            SELECT array_agg(r.n) AS ns, array_agg(r.turn) AS turns, array_agg(r.instance) AS keys,
                array_agg(r.answer) AS answers, array_agg(r.session) FILTER (WHERE r.session IS NOT NULL) AS sessions,
                bool_and(r.turn = 0 OR r.instance = t_key[r.turn]) AS fits
            INTO had FROM (SELECT * FROM removed ORDER BY n) r;
            IF cardinality(had.ns) = cardinality(c_key) THEN
                r_completed := array_fill(true, ARRAY[cardinality(c_key)]);
            ELSE
                FOREACH one IN ARRAY coalesce(had.ns, '{}') LOOP
                    r_completed[one] := true;
                END LOOP;
            END IF;
        END IF;
        -- After the wait: a lease that is counted from before it could be over when it is given.
        now := {schema}.time_v1(given, floor);
        r_turns := {schema}.expire_v1(now);
        EXIT WHEN NOT r_turns AND coalesce(hidden <= now, true) AND coalesce(due > now, true);
    END LOOP;
    r_now := now;
    -- Who answers with a lease that was lost, or with that of another instance, has no right.
    IF cardinality(c_key) > 0 THEN
        IF had.fits IS DISTINCT FROM true OR false = ANY (r_completed) THEN
            r_work := false = ANY (r_completed);
            FOR n IN 1..cardinality(c_turn) LOOP
                IF c_turn[n] > 0
                    AND NOT coalesce(had.keys[array_position(had.ns, n::bigint)] = t_key[c_turn[n]], false)
                THEN
                    ok[c_turn[n]] := false;
                END IF;
            END LOOP;
        END IF;
    END IF;

    -- New instances: those that a turn of a new one asks for come after it.
    IF cardinality(s_id) > 0 THEN
        FOR n IN 1..cardinality(s_id) LOOP
            fresh[n] := nextval({numbers});
        END LOOP;
        IF s_right[1] = ALL (s_right) AND (s_right[1] OR 0 = ALL (s_turn)) THEN
            is_new := {schema}.create_v1(
                fresh, s_id, s_name, s_header, s_parent, s_time, s_right, s_turn, t_version, now
            );
        ELSE
            is_new := {schema}.create_some_v1(
                ok, fresh, t_kind, t_version, s_turn, s_right, s_id, s_name, s_header, s_parent, s_time, now
            );
        END IF;
        FOR n IN 1..cardinality(s_id) LOOP
            IF s_right[n] AND is_new[n] THEN
                ok[s_turn[n]] := true;
                keys[s_turn[n]] := fresh[n];
            END IF;
        END LOOP;
        IF cardinality(g_start) > 0 THEN
            INSERT INTO {schema}.instance_tags (instance, name, value)
            SELECT fresh[g.start], g.name, g.value FROM unnest(g_start, g_name, g_value) AS g (start, name, value)
            WHERE g.start > 0 AND is_new[g.start];
        END IF;
        IF false = ANY (s_right) THEN
            r_turns := r_turns OR EXISTS (
                SELECT FROM unnest(is_new, s_right) AS s (is_new, is_right) WHERE s.is_new AND NOT s.is_right
            );
        END IF;
        r_touched := CASE WHEN true = ALL (is_new) THEN s_id
            ELSE ARRAY(SELECT s.id FROM unnest(s_id, is_new) AS s (id, is_new) WHERE s.is_new) END;
    END IF;
    all_ok := false <> ALL (ok);

    -- Answers and messages of turns, now that it is known which hold.
    IF cardinality(t_key) > 0 THEN
        IF cardinality(x_id) > 0 OR true = ANY (t_frees) OR 3 = ANY (t_status) THEN
            holding := {schema}.sort_v1(keys, ok, t_status, t_frees, x_turn, x_kind, x_id, x_text, now);
        END IF;
        IF true = ANY (t_says) OR cardinality(v_turn) > 0 THEN
            PERFORM {schema}.publish_v1(keys, ok, t_says, t_text, v_turn, v_name, v_updated, v_data);
        END IF;
        IF cardinality(g_turn) > 0 THEN
            DELETE FROM {schema}.instance_tags x USING unnest(g_turn, g_name, g_value) AS g (turn, name, value)
            WHERE g.turn > 0 AND ok[g.turn] AND g.value IS NULL AND x.instance = keys[g.turn] AND x.name = g.name;
            INSERT INTO {schema}.instance_tags (instance, name, value)
            SELECT keys[g.turn], g.name, g.value FROM unnest(g_turn, g_name, g_value) AS g (turn, name, value)
            WHERE g.turn > 0 AND ok[g.turn] AND g.value IS NOT NULL
            ON CONFLICT (instance, name) DO UPDATE SET value = excluded.value;
        END IF;
        IF cardinality(f_turn) > 0 THEN
            INSERT INTO {schema}.timers (instance, execution, event, fire_at, payload)
            SELECT keys[f.turn], t_execution[f.turn], f.event, f.at, f.payload
            FROM unnest(f_turn, f_event, f_at, f_payload) AS f (turn, event, at, payload)
            WHERE ok[f.turn];
        END IF;
        IF true = ANY (k_timer) THEN
            DELETE FROM {schema}.timers f USING unnest(k_turn, k_event, k_timer) AS k (turn, event, is_timer)
            WHERE f.instance = keys[k.turn] AND f.execution = t_execution[k.turn] AND f.event = k.event
                AND k.is_timer AND ok[k.turn];
        END IF;
        -- What most turns have, in one statement: each one that is begun costs more than its rows. No lease but the first has
        -- the number of the activity as its fence.
        WITH events AS (
            INSERT INTO {schema}.history (instance, execution, first, fence, payload)
            SELECT keys[u.n], u.execution, u.first, u.fence, u.events
            FROM unnest(t_fence, t_execution, t_first, t_events) WITH ORDINALITY AS u (fence, execution, first, events, n)
            WHERE ok[u.n] AND u.first IS NOT NULL
        ), asked AS (
            SELECT a.*, nextval({numbers}) AS key
            FROM unnest(a_turn, a_event, a_take, a_life, a_tag, a_session, a_payload, a_on_expiry) WITH ORDINALITY
                AS a (turn, event, take, life, tag, session, payload, on_expiry, n)
        ), scheduled AS (
            INSERT INTO {schema}.activities (
                key, instance, execution, event, due, queued, fence, attempts, expires, expires_at, queue, session,
                payload, on_expiry
            )
            SELECT a.key, keys[a.turn], t_execution[a.turn], a.event, now + coalesce(a.take, 0), now,
                CASE WHEN a.take IS NULL THEN 0 ELSE a.key END, CASE WHEN a.take IS NULL THEN 0 ELSE 1 END,
                now + a.life, now + a.life, coalesce(':' || a.tag, ''), a.session, a.payload, a.on_expiry
            FROM asked a WHERE ok[a.turn]
        ), went_on AS (
            UPDATE {schema}.turns t
            SET fence = 0, hidden = 0, attempts = CASE u.kind WHEN 1 THEN t.attempts ELSE 0 END,
                last_event = coalesce(u.last, t.last_event),
                pin = coalesce(u.pin, t.pin), pin_order = coalesce(u.pin_order, t.pin_order),
                held = (t.held AND NOT coalesce(u.frees, false)) OR u.key = ANY (holding),
                due = least(
                    (SELECT m.time FROM {schema}.messages m WHERE m.instance = u.key ORDER BY m.id LIMIT 1),
                    (SELECT f.fire_at FROM {schema}.timers f WHERE f.instance = u.key ORDER BY f.fire_at LIMIT 1)
                )
            FROM unnest(keys, ok, t_kind, t_status, t_last, t_pin, t_pin_order, t_frees)
                AS u (key, ok, kind, status, last, pin, pin_order, frees)
            WHERE u.ok AND t.instance = u.key AND u.status = 0
            RETURNING t.due
        )
        SELECT w.is_ready, w.next, a.taken, a.is_work, a.next
        INTO is_ready, r_next_turn, r_taken, r_work, r_next_work
        FROM (
            SELECT coalesce(bool_or(w.due <= now), false) AS is_ready, min(w.due) FILTER (WHERE w.due > now) AS next
            FROM went_on w
        ) w, (
            SELECT array_agg(CASE WHEN ok[a.turn] AND a.take IS NOT NULL THEN a.key END) AS taken,
                r_work OR coalesce(bool_or(ok[a.turn] AND a.take IS NULL), false) AS is_work,
                min(now + coalesce(a.take, a.life)) FILTER (WHERE ok[a.turn]) AS next
            FROM (SELECT * FROM asked ORDER BY n) a
        ) a;
        r_turns := r_turns OR is_ready;
        -- Also of those that the same turn asked for.
        IF false = ANY (k_timer) THEN
            PERFORM {schema}.cancel_v1(keys, ok, t_execution, k_turn, k_event, k_timer);
        END IF;
    END IF;

    -- Who did not hear the answer asks again: it was stored if what it was to write stands there under its fence. Before
    -- the answers go their ordinary way, or he would be told that the turn is refused.
    before := array_fill(false, ARRAY[coalesce(cardinality(t_key), 0)]);
    IF NOT all_ok THEN
        -- Who looked while this transaction had the row passed it over.
        r_turns := true;
        SELECT array_agg(h.payload IS NOT NULL ORDER BY u.n),
            array_agg(CASE WHEN ok[u.n] THEN keys[u.n] ELSE coalesce(h.instance, u.key) END ORDER BY u.n)
        INTO before, keys
        FROM unnest(t_kind, t_key, t_fence, t_execution, t_first, t_events) WITH ORDINALITY
            AS u (kind, key, fence, execution, first, events, n)
        LEFT JOIN unnest(s_turn, s_right, s_id, s_header) AS s (turn, is_right, id, header) ON s.turn = u.n AND s.is_right
        LEFT JOIN LATERAL (
            SELECT h.instance, h.payload FROM {schema}.history h
            WHERE h.instance = CASE WHEN u.kind < 2 THEN u.key ELSE (
                    SELECT i.key FROM {schema}.instances i
                    JOIN {schema}.executions e ON e.instance = i.key AND e.number = 1 AND e.header = s.header
                    WHERE i.id = s.id
                ) END
                AND h.execution = u.execution AND h.first = u.first AND h.fence = u.fence AND h.payload = u.events
        ) h ON NOT ok[u.n];
        IF true = ANY (before) AND cardinality(a_turn) > 0 THEN
            SELECT array_agg(CASE WHEN before[a.turn] THEN w.key ELSE a.taken END ORDER BY a.n) INTO r_taken
            FROM unnest(a_turn, a_event, a_take, r_taken) WITH ORDINALITY AS a (turn, event, take, taken, n)
            LEFT JOIN {schema}.activities w ON before[a.turn] AND a.take IS NOT NULL AND w.instance = keys[a.turn]
                AND w.execution = t_execution[a.turn] AND w.event = a.event AND w.fence = w.key;
        END IF;
    END IF;

    -- Answers: of turns that hold they are in the turn, of the others they are messages.
    IF cardinality(c_key) > 0 THEN
        IF true = ANY (before) THEN
            FOR n IN 1..cardinality(c_turn) LOOP
                r_completed[n] := r_completed[n] OR (c_turn[n] > 0 AND before[c_turn[n]]);
            END LOOP;
        END IF;
        IF 0 = ANY (c_turn) OR NOT all_ok THEN
            SELECT array_agg(h.key) AS keys, array_agg(false) AS cancels, array_agg(h.answer) AS payloads
            INTO more
            FROM unnest(had.turns, had.keys, had.answers) AS h (turn, key, answer)
            WHERE h.answer IS NOT NULL AND (h.turn = 0 OR NOT ok[h.turn]);
            IF more.keys IS NOT NULL THEN
                send_keys := more.keys;
                send_cancels := more.cancels;
                send_payloads := more.payloads;
            END IF;
        END IF;
        IF had.sessions IS NOT NULL THEN
            PERFORM {schema}.use_sessions_v1(had.sessions, now);
        END IF;
    END IF;

    IF true = ANY (ok) THEN
        IF concludes THEN
            more := {schema}.conclude_v1(
                keys, ok, t_kind, t_execution, t_status, t_last, t_version, t_output, t_next, t_header, t_time, holding, now
            );
            r_turns := r_turns OR more.is_ready;
            r_next_turn := least(r_next_turn, more.next);
        END IF;
        IF concludes OR true = ANY (t_says) OR cardinality(v_turn) > 0 OR cardinality(g_turn) > 0 THEN
            WITH touched AS (
                UPDATE {schema}.instances i SET revision = nextval({numbers}), updated = now
                WHERE i.key = ANY (ARRAY(
                    SELECT keys[u.n]
                    FROM unnest(t_kind, t_status, t_version, t_says) WITH ORDINALITY AS u (kind, status, version, says, n)
                    -- What is new is seen as such.
                    WHERE ok[u.n] AND u.kind <> 2 AND (
                        u.status <> 0 OR u.version IS NOT NULL OR u.says
                        OR u.n IN (SELECT v.turn FROM unnest(v_turn) AS v (turn))
                        OR u.n IN (SELECT g.turn FROM unnest(g_turn) AS g (turn))
                    )
                ))
                RETURNING i.id
            )
            SELECT r_touched || array_agg(t.id) INTO r_touched FROM touched t;
        END IF;
    END IF;

    -- What is said where an id is taken comes before what the same turn sends, as its start does.
    IF false = ANY (is_new) THEN
        SELECT array_agg(i.key ORDER BY s.n) AS keys, array_agg(coalesce(s.cancels, false) ORDER BY s.n) AS cancels,
            array_agg(s.notice ORDER BY s.n) AS payloads
        INTO more
        FROM unnest(s_turn, s_right, is_new, s_to, s_cancels, s_notice) WITH ORDINALITY
            AS s (turn, is_right, is_new, id, cancels, notice, n)
        JOIN {schema}.instances i ON i.id = s.id
        WHERE NOT s.is_new AND CASE
            WHEN s.turn = 0 THEN true WHEN s.is_right THEN NOT before[s.turn] ELSE ok[s.turn]
        END;
        IF more.keys IS NOT NULL THEN
            send_keys := send_keys || more.keys;
            send_cancels := send_cancels || more.cancels;
            send_payloads := send_payloads || more.payloads;
        END IF;
    END IF;

    -- What stands alone, and what turns say to others.
    r_sent := array_fill(false, ARRAY[coalesce(cardinality(m_to), 0)]);
    IF cardinality(m_to) > 0 THEN
        SELECT array_agg(t.instance IS NOT NULL ORDER BY m.n) AS sent,
            array_agg(t.instance ORDER BY m.n) FILTER (WHERE t.instance IS NOT NULL) AS keys,
            array_agg(m.cancels ORDER BY m.n) FILTER (WHERE t.instance IS NOT NULL) AS cancels,
            array_agg(m.payload ORDER BY m.n) FILTER (WHERE t.instance IS NOT NULL) AS payloads
        INTO more
        FROM unnest(m_turn, m_to, m_cancels, m_payload) WITH ORDINALITY AS m (turn, id, cancels, payload, n)
        LEFT JOIN {schema}.instances i ON i.id = m.id AND (m.turn = 0 OR ok[m.turn])
        LEFT JOIN {schema}.turns t ON t.instance = i.key;
        r_sent := more.sent;
        IF more.keys IS NOT NULL THEN
            send_keys := send_keys || more.keys;
            send_cancels := send_cancels || more.cancels;
            send_payloads := send_payloads || more.payloads;
        END IF;
    END IF;
    IF cardinality(send_keys) > 0 THEN
        is_ready := {schema}.send_v1(
            send_keys, array_fill(now, ARRAY[cardinality(send_keys)]), send_cancels, send_payloads, now
        );
        r_turns := r_turns OR is_ready;
    END IF;
    r_stored := ok;
    IF NOT all_ok THEN
        FOR n IN 1..cardinality(ok) LOOP
            r_stored[n] := ok[n] OR before[n];
        END LOOP;
    END IF;
    r_keys := keys;
    r_created := is_new;
    RETURN NEXT;
END
$duroxide$;
