CREATE TABLE instances (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    revision INTEGER NOT NULL,
    updated INTEGER NOT NULL
);
CREATE TABLE executions (
    instance INTEGER NOT NULL,
    number INTEGER NOT NULL,
    status INTEGER NOT NULL,
    output BLOB,
    PRIMARY KEY (instance, number)
) WITHOUT ROWID;
CREATE TABLE turns (
    instance INTEGER PRIMARY KEY,
    due INTEGER,
    last_event INTEGER NOT NULL,
    last_batch INTEGER NOT NULL
);
CREATE INDEX turns_due ON turns (due) WHERE due IS NOT NULL;
CREATE TABLE messages (
    instance INTEGER NOT NULL,
    id INTEGER NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (instance, id)
) WITHOUT ROWID;
CREATE TABLE history (key INTEGER PRIMARY KEY, previous INTEGER NOT NULL, payload BLOB NOT NULL);
CREATE TABLE activities (
    key INTEGER PRIMARY KEY,
    instance INTEGER NOT NULL,
    event INTEGER NOT NULL,
    due INTEGER NOT NULL
);
CREATE INDEX activities_due ON activities (due);
CREATE TABLE activity_payloads (key INTEGER PRIMARY KEY, payload BLOB NOT NULL);
