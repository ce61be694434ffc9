-- Takes or extends the lease of a duty, unless another one's has not ended.
CREATE FUNCTION {schema}.take_duty_v1(given bigint, floor bigint, which text, taker text, lease bigint)
RETURNS TABLE (r_now bigint, r_taken boolean)
LANGUAGE plpgsql AS $duroxide$
BEGIN
    r_now := {schema}.time_v1(given, floor);
    INSERT INTO {schema}.duties AS d (name, owner, until) VALUES (which, taker, r_now + lease)
    ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
    WHERE d.owner = excluded.owner OR d.until <= r_now;
    r_taken := FOUND;
    RETURN NEXT;
END
$duroxide$;
