-- Every key is a number from one sequence, so that none is ever used twice and what is newer has the higher one.
CREATE TABLE sequence (next INTEGER NOT NULL);
INSERT INTO sequence (next) VALUES (1);

CREATE TABLE instances (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    execution INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    parent TEXT
);
CREATE INDEX instances_parent ON instances (parent) WHERE parent IS NOT NULL;

-- The last event and batch of the current execution stand in turns until it ends.
CREATE TABLE executions (
    instance INTEGER NOT NULL,
    number INTEGER NOT NULL,
    status INTEGER NOT NULL,
    version TEXT,
    started INTEGER NOT NULL,
    ended INTEGER,
    last_event INTEGER NOT NULL,
    last_batch INTEGER NOT NULL,
    output BLOB,
    PRIMARY KEY (instance, number)
) WITHOUT ROWID;

-- Appended only, without an index: each row points at the one before it of the same execution. The row that points at
-- none holds the header, and its first event is 0.
CREATE TABLE history (
    key INTEGER PRIMARY KEY,
    previous INTEGER NOT NULL,
    first INTEGER NOT NULL,
    payload BLOB NOT NULL
);

-- The instances that have not ended: small rows, written at every turn. One can be leased once due is reached: the time
-- at which it became ready, the end of the present lease, or the end of a delay; NULL while it has nothing to do, and
-- the highest number while it is parked.
CREATE TABLE turns (
    instance INTEGER PRIMARY KEY,
    execution INTEGER NOT NULL,
    due INTEGER,
    fence INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    last_event INTEGER NOT NULL,
    last_batch INTEGER NOT NULL,
    pin_order INTEGER,
    pin TEXT
);
CREATE INDEX turns_due ON turns (due) WHERE due IS NOT NULL;

CREATE TABLE messages (
    instance INTEGER NOT NULL,
    id INTEGER NOT NULL,
    time INTEGER NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (instance, id)
) WITHOUT ROWID;

-- A timer becomes a message when it is due, and so takes its place in the order of arrival.
CREATE TABLE timers (
    instance INTEGER NOT NULL,
    execution INTEGER NOT NULL,
    event INTEGER NOT NULL,
    fire_at INTEGER NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (instance, execution, event)
) WITHOUT ROWID;
CREATE INDEX timers_due ON timers (fire_at);

-- Due as in turns. A lease rewrites the row, so a long payload stands apart, and so does one with a time to live.
CREATE TABLE activities (
    key INTEGER PRIMARY KEY,
    instance INTEGER NOT NULL,
    execution INTEGER NOT NULL,
    event INTEGER NOT NULL,
    due INTEGER NOT NULL,
    queued INTEGER NOT NULL,
    fence INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    expires INTEGER,
    tag TEXT,
    session TEXT,
    payload BLOB
);
CREATE INDEX activities_event ON activities (instance, event);
CREATE INDEX activities_due ON activities (tag, due) WHERE session IS NULL;
CREATE INDEX activities_of_sessions ON activities (due) WHERE session IS NOT NULL;
CREATE INDEX activities_expires ON activities (expires) WHERE expires IS NOT NULL;

CREATE TABLE activity_payloads (
    key INTEGER PRIMARY KEY,
    payload BLOB NOT NULL,
    on_expiry BLOB NOT NULL
);

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    leased_until INTEGER NOT NULL,
    last_used INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE instance_values (
    instance INTEGER NOT NULL,
    name TEXT NOT NULL,
    updated INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (instance, name)
) WITHOUT ROWID;

CREATE TABLE statuses (
    instance INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    text TEXT
);

-- What was taken aside. An instance or an activity stays in its place and is named by item; a message moves here.
CREATE TABLE parked (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    instance INTEGER NOT NULL,
    item INTEGER NOT NULL,
    reason TEXT NOT NULL,
    time INTEGER NOT NULL,
    arrived INTEGER,
    payload BLOB
);
CREATE INDEX parked_instance ON parked (instance);
