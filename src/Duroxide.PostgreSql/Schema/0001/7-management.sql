-- Puts something that was taken aside back to where it came from.
CREATE FUNCTION {schema}.release_parked_v1(given bigint, floor bigint, which bigint)
RETURNS TABLE (r_now bigint, r_found boolean, r_touched text[])
LANGUAGE plpgsql AS $duroxide$
DECLARE
    item record;
BEGIN
    PERFORM FROM {schema}.turns t
    WHERE t.instance = (SELECT p.instance FROM {schema}.parked p WHERE p.id = which) FOR UPDATE;
    r_now := {schema}.time_v1(given, floor);
    DELETE FROM {schema}.parked p WHERE p.id = which RETURNING p.* INTO item;
    r_found := FOUND;
    IF NOT r_found THEN
        RETURN NEXT;
        RETURN;
    END IF;
    IF item.kind = 0 THEN
        UPDATE {schema}.turns t
        SET parked = false, fence = 0, attempts = 0, hidden = 0,
            due = {schema}.ready_v1(t.instance, t.execution, t.last_event)
        WHERE t.instance = item.instance
            AND NOT EXISTS (SELECT FROM {schema}.suspensions s WHERE s.instance = t.instance);
        r_touched := {schema}.touch_v1(ARRAY[item.instance], r_now);
    ELSIF item.kind = 1 THEN
        INSERT INTO {schema}.messages (instance, id, time, cancels, payload)
        SELECT item.instance, item.item, item.arrived, item.cancels, item.payload
        FROM {schema}.turns t WHERE t.instance = item.instance;
        UPDATE {schema}.turns t SET due = least(t.due, greatest(t.hidden, item.arrived))
        WHERE t.instance = item.instance AND t.fence = 0 AND NOT t.parked;
    ELSE
        UPDATE {schema}.activities a SET due = a.queued, fence = 0, attempts = 0 WHERE a.key = item.item;
    END IF;
    RETURN NEXT;
END
$duroxide$;

-- Deletes roots with all their descendants, unless one is unknown, a child, or runs: then it tells which and why, and
-- deletes nothing. By force 1 roots may run, by 2 children, too.
CREATE FUNCTION {schema}.delete_v1(roots text[], force smallint)
RETURNS TABLE (
    r_unknown text, r_child text, r_parent text, r_running text, r_ids text[], r_instances bigint, r_executions bigint,
    r_events bigint, r_messages bigint
)
LANGUAGE plpgsql AS $duroxide$
DECLARE
    doomed bigint[];
    counted bigint;
BEGIN
    SELECT o.id INTO r_unknown FROM unnest(roots) AS o (id)
    WHERE NOT EXISTS (SELECT FROM {schema}.instances i WHERE i.id = o.id) LIMIT 1;
    SELECT i.id, i.parent INTO r_child, r_parent FROM {schema}.instances i
    WHERE i.id = ANY (roots) AND i.parent IS NOT NULL LIMIT 1;
    IF r_unknown IS NOT NULL OR r_child IS NOT NULL THEN
        RETURN NEXT;
        RETURN;
    END IF;
    -- Children may be born until their parents are locked, so it is looked again until there are no more.
    LOOP
        counted := coalesce(cardinality(doomed), 0);
        doomed := ARRAY(
            WITH RECURSIVE tree (key, id) AS (
                SELECT i.key, i.id FROM {schema}.instances i WHERE i.id = ANY (roots)
                UNION
                SELECT i.key, i.id FROM tree o JOIN {schema}.instances i ON i.parent = o.id
            )
            SELECT o.key FROM tree o ORDER BY o.key
        );
        EXIT WHEN cardinality(doomed) = counted;
        PERFORM FROM {schema}.turns t WHERE t.instance = ANY (doomed) ORDER BY t.instance FOR UPDATE;
        -- One that has ended has no turn, and may be restarted.
        PERFORM FROM {schema}.instances i WHERE i.key = ANY (doomed) ORDER BY i.key FOR UPDATE;
    END LOOP;
    IF force < 2 THEN
        SELECT i.id INTO r_running FROM {schema}.turns t JOIN {schema}.instances i ON i.key = t.instance
        WHERE t.instance = ANY (doomed) AND (force = 0 OR i.parent IS NOT NULL) LIMIT 1;
        IF r_running IS NOT NULL THEN
            RETURN NEXT;
            RETURN;
        END IF;
    END IF;
    PERFORM FROM {schema}.activities a WHERE a.instance = ANY (doomed) ORDER BY a.key FOR UPDATE;
    SELECT count(*), coalesce(sum(coalesce(t.last_event, e.last_event)), 0) INTO r_executions, r_events
    FROM {schema}.executions e LEFT JOIN {schema}.turns t ON t.instance = e.instance AND t.execution = e.number
    WHERE e.instance = ANY (doomed);
    DELETE FROM {schema}.messages o WHERE o.instance = ANY (doomed);
    GET DIAGNOSTICS r_messages = ROW_COUNT;
    DELETE FROM {schema}.held_messages o WHERE o.instance = ANY (doomed);
    GET DIAGNOSTICS counted = ROW_COUNT;
    r_messages := r_messages + counted;
    DELETE FROM {schema}.timers o WHERE o.instance = ANY (doomed);
    GET DIAGNOSTICS counted = ROW_COUNT;
    r_messages := r_messages + counted;
    DELETE FROM {schema}.activities o WHERE o.instance = ANY (doomed);
    GET DIAGNOSTICS counted = ROW_COUNT;
    r_messages := r_messages + counted;
    SELECT count(*) INTO counted FROM {schema}.parked p WHERE p.instance = ANY (doomed) AND p.kind = 1;
    r_messages := r_messages + counted;
    DELETE FROM {schema}.parked o WHERE o.instance = ANY (doomed);
    DELETE FROM {schema}.suspensions o WHERE o.instance = ANY (doomed);
    DELETE FROM {schema}.instance_values o WHERE o.instance = ANY (doomed);
    DELETE FROM {schema}.instance_tags o WHERE o.instance = ANY (doomed);
    DELETE FROM {schema}.statuses o WHERE o.instance = ANY (doomed);
    DELETE FROM {schema}.history o WHERE o.instance = ANY (doomed);
    DELETE FROM {schema}.executions o WHERE o.instance = ANY (doomed);
    DELETE FROM {schema}.turns o WHERE o.instance = ANY (doomed);
    WITH gone AS (DELETE FROM {schema}.instances o WHERE o.key = ANY (doomed) RETURNING o.id)
    SELECT count(*), array_agg(g.id) INTO r_instances, r_ids FROM gone g;
    RETURN NEXT;
END
$duroxide$;

-- Deletes old executions of an instance, never the current one. No row when there is no such instance.
CREATE FUNCTION {schema}.prune_v1(which text, keep integer, before bigint)
RETURNS TABLE (r_executions bigint, r_events bigint)
LANGUAGE plpgsql AS $duroxide$
DECLARE
    found_key bigint := (SELECT i.key FROM {schema}.instances i WHERE i.id = which);
    old bigint[];
BEGIN
    IF found_key IS NULL THEN
        RETURN;
    END IF;
    PERFORM FROM {schema}.turns t WHERE t.instance = found_key FOR UPDATE;
    old := ARRAY(
        SELECT e.number FROM (
            SELECT e.number, e.ended, row_number() OVER (ORDER BY e.number DESC) AS n
            FROM {schema}.executions e WHERE e.instance = found_key
        ) e
        WHERE e.n > greatest(keep, 1) AND (before IS NULL OR e.ended < before)
    );
    DELETE FROM {schema}.history h WHERE h.instance = found_key AND h.execution = ANY (old);
    WITH gone AS (
        DELETE FROM {schema}.executions e WHERE e.instance = found_key AND e.number = ANY (old) RETURNING e.last_event
    )
    SELECT count(*), coalesce(sum(g.last_event), 0) INTO r_executions, r_events FROM gone g;
    RETURN NEXT;
END
$duroxide$;
