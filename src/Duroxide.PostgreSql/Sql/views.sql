-- The views that people may ask: a statement follows them. Names and columns are those of the SQLite store as well, and
-- stay when tables change.
WITH
instances AS NOT MATERIALIZED (
    SELECT i.id AS instance, i.name AS orchestration, e.version,
        CASE e.status WHEN 0 THEN 'Running' WHEN 1 THEN 'Completed' WHEN 2 THEN 'Failed' ELSE 'ContinuedAsNew' END AS status,
        i.execution, s.text AS custom_status, i.parent,
        to_timestamp(i.created / 1000.0) AS created,
        to_timestamp(i.updated / 1000.0) AS updated,
        to_timestamp(e.ended / 1000.0) AS ended,
        p.reason AS suspended,
        (SELECT k.reason FROM {schema}.parked k WHERE k.instance = i.key AND k.kind = 0) AS parked
    FROM {schema}.instances i
    JOIN {schema}.executions e ON e.instance = i.key AND e.number = i.execution
    LEFT JOIN {schema}.statuses s ON s.instance = i.key
    LEFT JOIN {schema}.suspensions p ON p.instance = i.key
),
executions AS NOT MATERIALIZED (
    SELECT i.id AS instance, e.number AS execution,
        CASE e.status WHEN 0 THEN 'Running' WHEN 1 THEN 'Completed' WHEN 2 THEN 'Failed' ELSE 'ContinuedAsNew' END AS status,
        e.version,
        to_timestamp(e.started / 1000.0) AS started,
        to_timestamp(e.ended / 1000.0) AS ended,
        coalesce(t.last_event, e.last_event) AS events
    FROM {schema}.executions e
    JOIN {schema}.instances i ON i.key = e.instance
    LEFT JOIN {schema}.turns t ON t.instance = e.instance AND t.execution = e.number
),
tags AS NOT MATERIALIZED (
    SELECT i.id AS instance, t.name, t.value
    FROM {schema}.instance_tags t JOIN {schema}.instances i ON i.key = t.instance
),
instance_values AS NOT MATERIALIZED (
    SELECT i.id AS instance, v.name, v.data, to_timestamp(v.updated / 1000.0) AS updated
    FROM {schema}.instance_values v JOIN {schema}.instances i ON i.key = v.instance
),
activities AS NOT MATERIALIZED (
    SELECT i.id AS instance, a.execution, a.event, nullif(substr(a.queue, 2), '') AS tag, a.session, a.attempts,
        to_timestamp(a.queued / 1000.0) AS queued
    FROM {schema}.activities a JOIN {schema}.instances i ON i.key = a.instance
),
messages AS NOT MATERIALIZED (
    SELECT i.id AS instance, m.id AS message, to_timestamp(m.time / 1000.0) AS arrived
    FROM {schema}.messages m JOIN {schema}.instances i ON i.key = m.instance
),
timers AS NOT MATERIALIZED (
    SELECT i.id AS instance, t.execution, t.event, to_timestamp(t.fire_at / 1000.0) AS due
    FROM {schema}.timers t JOIN {schema}.instances i ON i.key = t.instance
),
parked_items AS NOT MATERIALIZED (
    SELECT p.id AS number, CASE p.kind WHEN 0 THEN 'Instance' WHEN 1 THEN 'Message' ELSE 'Activity' END AS kind,
        i.id AS instance, p.reason, to_timestamp(p.time / 1000.0) AS since
    FROM {schema}.parked p JOIN {schema}.instances i ON i.key = p.instance
)
