-- Suspends instances for a reason, or resumes them when there is none. Tells of each whether it is changed (0), was so
-- already (1), has ended (2) or is unknown (3).
CREATE FUNCTION {schema}.suspend_v1(given bigint, floor bigint, ids text[], why text)
RETURNS TABLE (r_now bigint, r_changes smallint[], r_touched text[])
LANGUAGE plpgsql AS $duroxide$
DECLARE
    keys bigint[];
    changed bigint[];
BEGIN
    keys := ARRAY(
        SELECT t.instance FROM {schema}.turns t
        WHERE t.instance IN (SELECT i.key FROM {schema}.instances i WHERE i.id = ANY (ids))
        ORDER BY t.instance FOR UPDATE
    );
    r_now := {schema}.time_v1(given, floor);
    IF why IS NOT NULL THEN
        WITH added AS (
            INSERT INTO {schema}.suspensions AS s (instance, reason, since)
            SELECT k.key, why, r_now FROM unnest(keys) AS k (key)
            ON CONFLICT (instance) DO NOTHING
            RETURNING s.instance
        )
        SELECT coalesce(array_agg(a.instance), '{}') INTO changed FROM added a;
        UPDATE {schema}.turns t SET parked = true, fence = 0, attempts = 0, hidden = 0, due = NULL
        WHERE t.instance = ANY (changed);
    ELSE
        WITH gone AS (
            DELETE FROM {schema}.suspensions s WHERE s.instance = ANY (keys) RETURNING s.instance
        )
        SELECT coalesce(array_agg(g.instance), '{}') INTO changed FROM gone g;
        UPDATE {schema}.turns t
        SET parked = false, fence = 0, attempts = 0, hidden = 0,
            due = {schema}.ready_v1(t.instance, t.execution, t.last_event)
        WHERE t.instance = ANY (changed)
            AND NOT EXISTS (SELECT FROM {schema}.parked p WHERE p.instance = t.instance AND p.kind = 0);
    END IF;
    r_touched := {schema}.touch_v1(changed, r_now);
    SELECT array_agg(
        CASE WHEN i.key = ANY (changed) THEN 0 WHEN i.key = ANY (keys) THEN 1 WHEN i.key IS NOT NULL THEN 2 ELSE 3 END
        ORDER BY u.n
    ) INTO r_changes
    FROM unnest(ids) WITH ORDINALITY AS u (id, n) LEFT JOIN {schema}.instances i ON i.id = u.id;
    RETURN NEXT;
END
$duroxide$;
