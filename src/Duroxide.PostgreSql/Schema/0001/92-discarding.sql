-- Forgets a parked message, or a parked activity, whose instance gets an answer. An instance is not forgotten.
CREATE FUNCTION {schema}.discard_parked_v1(given bigint, floor bigint, which bigint, answer bytea)
RETURNS TABLE (r_now bigint, r_found boolean, r_turns boolean)
LANGUAGE plpgsql AS $duroxide$
DECLARE
    item record;
BEGIN
    PERFORM FROM {schema}.turns t
    WHERE t.instance = (SELECT p.instance FROM {schema}.parked p WHERE p.id = which) FOR UPDATE;
    PERFORM FROM {schema}.activities a
    WHERE a.key = (SELECT p.item FROM {schema}.parked p WHERE p.id = which AND p.kind = 2) FOR UPDATE;
    r_now := {schema}.time_v1(given, floor);
    DELETE FROM {schema}.parked p WHERE p.id = which AND p.kind <> 0 RETURNING p.kind, p.instance, p.item INTO item;
    r_found := FOUND;
    r_turns := false;
    IF r_found AND item.kind = 2 THEN
        DELETE FROM {schema}.activities a WHERE a.key = item.item;
        IF answer IS NOT NULL THEN
            r_turns := {schema}.send_v1(ARRAY[item.instance], ARRAY[r_now], ARRAY[false], ARRAY[answer], r_now);
        END IF;
    END IF;
    RETURN NEXT;
END
$duroxide$;
