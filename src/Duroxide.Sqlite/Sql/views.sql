-- The views that people may ask: a statement follows them. Names and columns are those of the PostgreSQL store as well, and
-- stay when tables change.
WITH
instances AS (
    SELECT i.id AS instance, i.name AS orchestration, e.version,
        CASE e.status WHEN 0 THEN 'Running' WHEN 1 THEN 'Completed' WHEN 2 THEN 'Failed' ELSE 'ContinuedAsNew' END AS status,
        i.execution, s.text AS custom_status, i.parent,
        strftime('%Y-%m-%dT%H:%M:%fZ', i.created / 1000.0, 'unixepoch') AS created,
        strftime('%Y-%m-%dT%H:%M:%fZ', i.updated / 1000.0, 'unixepoch') AS updated,
        strftime('%Y-%m-%dT%H:%M:%fZ', e.ended / 1000.0, 'unixepoch') AS ended,
        p.reason AS suspended,
        (SELECT k.reason FROM main.parked k WHERE k.instance = i.key AND k.kind = 0) AS parked
    FROM main.instances i
    JOIN main.executions e ON e.instance = i.key AND e.number = i.execution
    LEFT JOIN main.statuses s ON s.instance = i.key
    LEFT JOIN main.suspensions p ON p.instance = i.key
),
executions AS (
    SELECT i.id AS instance, e.number AS execution,
        CASE e.status WHEN 0 THEN 'Running' WHEN 1 THEN 'Completed' WHEN 2 THEN 'Failed' ELSE 'ContinuedAsNew' END AS status,
        e.version,
        strftime('%Y-%m-%dT%H:%M:%fZ', e.started / 1000.0, 'unixepoch') AS started,
        strftime('%Y-%m-%dT%H:%M:%fZ', e.ended / 1000.0, 'unixepoch') AS ended,
        coalesce(t.last_event, e.last_event) AS events
    FROM main.executions e
    JOIN main.instances i ON i.key = e.instance
    LEFT JOIN main.turns t ON t.instance = e.instance AND t.execution = e.number
),
tags AS (
    SELECT i.id AS instance, t.name, t.value FROM main.instance_tags t JOIN main.instances i ON i.key = t.instance
),
instance_values AS (
    SELECT i.id AS instance, v.name, v.data,
        strftime('%Y-%m-%dT%H:%M:%fZ', v.updated / 1000.0, 'unixepoch') AS updated
    FROM main.instance_values v JOIN main.instances i ON i.key = v.instance
),
activities AS (
    SELECT i.id AS instance, a.execution, a.event, a.tag, a.session, a.attempts,
        strftime('%Y-%m-%dT%H:%M:%fZ', a.queued / 1000.0, 'unixepoch') AS queued
    FROM main.activities a JOIN main.instances i ON i.key = a.instance
),
messages AS (
    SELECT i.id AS instance, m.id AS message,
        strftime('%Y-%m-%dT%H:%M:%fZ', m.time / 1000.0, 'unixepoch') AS arrived
    FROM main.messages m JOIN main.instances i ON i.key = m.instance
),
timers AS (
    SELECT i.id AS instance, t.execution, t.event,
        strftime('%Y-%m-%dT%H:%M:%fZ', t.fire_at / 1000.0, 'unixepoch') AS due
    FROM main.timers t JOIN main.instances i ON i.key = t.instance
),
parked_items AS (
    SELECT p.id AS number, CASE p.kind WHEN 0 THEN 'Instance' WHEN 1 THEN 'Message' ELSE 'Activity' END AS kind,
        i.id AS instance, p.reason,
        strftime('%Y-%m-%dT%H:%M:%fZ', p.time / 1000.0, 'unixepoch') AS since
    FROM main.parked p JOIN main.instances i ON i.key = p.instance
)
