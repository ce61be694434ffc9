-- What callers wrote in transactions of their own: kind 0 starts an instance, 1 is a message, 2 an answer to the instance whose
-- key is given; any other stays for a build that knows it. It stands apart, for a transaction that stays open must not hold up the nodes. Who looks for turns takes it in.
CREATE TABLE {schema}.inbox (
    id bigint PRIMARY KEY,
    kind smallint NOT NULL,
    instance text COLLATE "C",
    key bigint,
    name text,
    cancels boolean NOT NULL,
    payload bytea NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
CREATE TABLE {schema}.inbox_tags (
    item bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    PRIMARY KEY (item, name)
);

-- Writes starts and messages into the inbox; the notification goes out when the caller commits.
CREATE FUNCTION {schema}.enter_v1(
    channel text, kinds smallint[], ids text[], names text[], cancel boolean[], payloads bytea[],
    g_item integer[], g_name text[], g_value text[]
) RETURNS void
LANGUAGE plpgsql AS $duroxide$
DECLARE
    numbers bigint[] := ARRAY(SELECT nextval({numbers}) FROM generate_series(1, cardinality(kinds)));
BEGIN
    INSERT INTO {schema}.inbox (id, kind, instance, name, cancels, payload)
    SELECT numbers[e.n], e.kind, e.id, e.name, e.cancels, e.payload
    FROM unnest(kinds, ids, names, cancel, payloads) WITH ORDINALITY AS e (kind, id, name, cancels, payload, n);
    INSERT INTO {schema}.inbox_tags (item, name, value)
    SELECT numbers[g.item], g.name, g.value FROM unnest(g_item, g_name, g_value) AS g (item, name, value);
    PERFORM pg_notify(channel, 'transaction t');
END
$duroxide$;

-- Removes an activity and writes its answer into the inbox; false when its lease was lost.
CREATE FUNCTION {schema}.complete_v1(channel text, lease_key bigint, lease_fence bigint, answer bytea) RETURNS boolean
LANGUAGE plpgsql AS $duroxide$
DECLARE
    target bigint;
BEGIN
    DELETE FROM {schema}.activities a WHERE a.key = lease_key AND a.fence = lease_fence AND lease_fence <> 0
    RETURNING a.instance INTO target;
    IF target IS NULL THEN
        RETURN false;
    END IF;
    INSERT INTO {schema}.inbox (id, kind, key, cancels, payload) VALUES (nextval({numbers}), 2, target, false, answer);
    PERFORM pg_notify(channel, 'transaction t');
    RETURN true;
END
$duroxide$;

-- Does what all transactions that have committed ask for, and waits for who is doing it.
CREATE FUNCTION {schema}.settle_inbox_v1(given bigint, floor bigint) RETURNS bigint
LANGUAGE plpgsql AS $duroxide$
DECLARE
    now bigint;
    entries bigint[] := ARRAY(SELECT e.id FROM {schema}.inbox e WHERE e.kind <= 2 ORDER BY e.id FOR UPDATE);
BEGIN
    now := {schema}.time_v1(given, floor);
    FOR n IN 0..cardinality(entries) / 1000 LOOP
        PERFORM {schema}.take_inbox_v1(now);
    END LOOP;
    RETURN now;
END
$duroxide$;

-- Does what committed transactions ask for. Others pass over what is being taken in here.
CREATE FUNCTION {schema}.take_inbox_v1(now bigint) RETURNS void
LANGUAGE plpgsql AS $duroxide$
#variable_conflict use_column
DECLARE
    taken bigint[];
    ids bigint[];
    starts record;
    messages record;
BEGIN
    IF NOT EXISTS (SELECT FROM {schema}.inbox e WHERE e.kind <= 2) THEN
        RETURN;
    END IF;
    taken := ARRAY(SELECT e.id FROM {schema}.inbox e WHERE e.kind <= 2 ORDER BY e.id LIMIT 1000 FOR UPDATE SKIP LOCKED);
    -- Turns before new ids, as everybody locks them.
    ids := ARRAY(
        SELECT coalesce(e.key, i.key) FROM {schema}.inbox e LEFT JOIN {schema}.instances i ON i.id = e.instance
        WHERE e.id = ANY (taken) AND e.kind > 0
    );
    PERFORM FROM {schema}.turns t WHERE t.instance = ANY (ids) ORDER BY t.instance FOR UPDATE;
    SELECT array_agg(e.id ORDER BY e.id) AS keys, array_agg(e.instance ORDER BY e.id) AS ids,
        array_agg(e.name ORDER BY e.id) AS names, array_agg(e.payload ORDER BY e.id) AS headers,
        array_agg(NULL::text) AS parents, array_agg(NULL::bigint) AS times, array_agg(false) AS begun,
        array_agg(NULL::integer) AS turns
    INTO starts FROM {schema}.inbox e WHERE e.id = ANY (taken) AND e.kind = 0;
    IF starts.keys IS NOT NULL THEN
        -- The number of the entry is that of the instance.
        PERFORM {schema}.create_v1(
            starts.keys, starts.ids, starts.names, starts.headers, starts.parents, starts.times, starts.begun,
            starts.turns, '{}', now
        );
        INSERT INTO {schema}.instance_tags (instance, name, value)
        SELECT g.item, g.name, g.value FROM {schema}.inbox_tags g JOIN {schema}.instances i ON i.key = g.item
        WHERE g.item = ANY (starts.keys);
        DELETE FROM {schema}.inbox_tags g WHERE g.item = ANY (starts.keys);
    END IF;
    SELECT array_agg(coalesce(e.key, i.key) ORDER BY e.id) AS keys, array_agg(now) AS times,
        array_agg(e.cancels ORDER BY e.id) AS cancels, array_agg(e.payload ORDER BY e.id) AS payloads
    INTO messages
    FROM {schema}.inbox e LEFT JOIN {schema}.instances i ON i.id = e.instance
    WHERE e.id = ANY (taken) AND e.kind > 0 AND coalesce(e.key, i.key) IS NOT NULL;
    IF messages.keys IS NOT NULL THEN
        PERFORM {schema}.send_v1(messages.keys, messages.times, messages.cancels, messages.payloads, now);
    END IF;
    DELETE FROM {schema}.inbox e WHERE e.id = ANY (taken);
END
$duroxide$;
