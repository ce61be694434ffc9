CREATE SCHEMA duroxide_floor;
SET search_path = duroxide_floor;
CREATE SEQUENCE batches;
CREATE TABLE instances (
    key bigint PRIMARY KEY,
    id text NOT NULL UNIQUE,
    name text NOT NULL,
    revision bigint NOT NULL,
    updated bigint NOT NULL
);
CREATE TABLE executions (
    instance bigint NOT NULL,
    number bigint NOT NULL,
    status smallint NOT NULL,
    header bytea NOT NULL,
    PRIMARY KEY (instance, number)
);
CREATE TABLE turns (
    instance bigint PRIMARY KEY,
    due bigint,
    last_event bigint NOT NULL
);
CREATE INDEX turns_due ON turns (due) WHERE due IS NOT NULL;
CREATE TABLE history (
    instance bigint NOT NULL,
    batch bigint NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (instance, batch)
);
CREATE TABLE activities (
    key bigint PRIMARY KEY,
    instance bigint NOT NULL,
    event bigint NOT NULL,
    due bigint NOT NULL,
    payload bytea NOT NULL
);
CREATE INDEX activities_due ON activities (due);
