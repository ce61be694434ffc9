-- Every key is a number from one sequence, so that none is ever used twice and what is newer has the higher one.
CREATE SEQUENCE {schema}.numbers;

-- The latest time that anybody has told, in milliseconds. A sequence, for it must not be locked from a statement to its
-- commit: a server whose clock was put back, or a standby with another one, does not take the store's time back.
CREATE SEQUENCE {schema}.clock MINVALUE 0 START 0;

CREATE TABLE {schema}.instances (
    key bigint PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    name text COLLATE "C" NOT NULL,
    execution bigint NOT NULL,
    revision bigint NOT NULL,
    created bigint NOT NULL,
    updated bigint NOT NULL,
    parent text COLLATE "C"
);
CREATE INDEX instances_parent ON {schema}.instances (parent, key) WHERE parent IS NOT NULL;
CREATE INDEX instances_updated ON {schema}.instances (updated, key);

-- The last event of the current execution stands in turns until it ends.
CREATE TABLE {schema}.executions (
    instance bigint NOT NULL,
    number bigint NOT NULL,
    status smallint NOT NULL,
    version text,
    started bigint NOT NULL,
    ended bigint,
    last_event bigint NOT NULL,
    header bytea NOT NULL,
    output bytea,
    PRIMARY KEY (instance, number)
);
CREATE INDEX executions_failed ON {schema}.executions (instance) WHERE status = 2;

-- Appended only: the events of one commit, with the fence of the lease under which it was made.
CREATE TABLE {schema}.history (
    instance bigint NOT NULL,
    execution bigint NOT NULL,
    first bigint NOT NULL,
    fence bigint NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (instance, execution, first)
);

-- The instances that have not ended: small rows, written at every turn, and the one lock of all that belongs to an
-- instance. One can be leased once due is reached: the time of its oldest message or next timer, the end of the present
-- lease, or the end of a delay; NULL while it waits for nothing but others, and while it is parked. Whoever holds it, or
-- held it last and gave nothing back, has the fence; 0 is nobody's. Parked says also of a suspended one that it is aside.
CREATE TABLE {schema}.turns (
    instance bigint PRIMARY KEY,
    execution bigint NOT NULL,
    due bigint,
    hidden bigint NOT NULL,
    fence bigint NOT NULL,
    attempts integer NOT NULL,
    last_event bigint NOT NULL,
    began bigint NOT NULL,
    pin text,
    pin_order bigint,
    held boolean NOT NULL,
    parked boolean NOT NULL
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
CREATE INDEX turns_due ON {schema}.turns (due, instance) WHERE due IS NOT NULL;

CREATE TABLE {schema}.messages (
    instance bigint NOT NULL,
    id bigint NOT NULL,
    time bigint NOT NULL,
    cancels boolean NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (instance, id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

-- Messages for which their instance has no room. They stand apart, so that neither a fetch nor a look for work passes them.
CREATE TABLE {schema}.held_messages (
    instance bigint NOT NULL,
    queue text COLLATE "C" NOT NULL,
    id bigint NOT NULL,
    time bigint NOT NULL,
    cancels boolean NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (instance, queue, id)
);

-- A timer becomes a message when it is due, before any message that comes later, and so takes its place in the order.
CREATE TABLE {schema}.timers (
    instance bigint NOT NULL,
    execution bigint NOT NULL,
    event bigint NOT NULL,
    fire_at bigint NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (instance, execution, event)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
CREATE INDEX timers_due ON {schema}.timers (instance, fire_at);

-- Due and fence as in turns. Queue is the tag behind a colon, or nothing without one. Expires is when it grows too old; a
-- lease ends that, and keeps the time in expires_at for who gives it back untouched.
CREATE TABLE {schema}.activities (
    key bigint PRIMARY KEY,
    instance bigint NOT NULL,
    execution bigint NOT NULL,
    event bigint NOT NULL,
    due bigint,
    queued bigint NOT NULL,
    fence bigint NOT NULL,
    attempts integer NOT NULL,
    expires bigint,
    expires_at bigint,
    queue text COLLATE "C" NOT NULL,
    session text COLLATE "C",
    payload bytea NOT NULL,
    on_expiry bytea
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
CREATE UNIQUE INDEX activities_event ON {schema}.activities (instance, execution, event);
CREATE INDEX activities_due ON {schema}.activities (queue, due, key) WHERE session IS NULL;
CREATE INDEX activities_of_sessions ON {schema}.activities (due, key) WHERE session IS NOT NULL;
CREATE INDEX activities_attempts ON {schema}.activities (attempts) WHERE attempts > 1;
CREATE INDEX activities_expires ON {schema}.activities (expires) WHERE expires IS NOT NULL;

CREATE TABLE {schema}.sessions (
    id text COLLATE "C" PRIMARY KEY,
    owner text COLLATE "C" NOT NULL,
    leased_until bigint NOT NULL,
    last_used bigint NOT NULL
);

CREATE TABLE {schema}.instance_values (
    instance bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    updated bigint NOT NULL,
    data text NOT NULL,
    PRIMARY KEY (instance, name)
);

-- Tags by which instances are found. A number that rises with each instance stands last in the index, so that those of one
-- tag are in the order in which they were created.
CREATE TABLE {schema}.instance_tags (
    instance bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    PRIMARY KEY (instance, name)
);
CREATE INDEX instance_tags_value ON {schema}.instance_tags (name, value, instance);

CREATE TABLE {schema}.statuses (
    instance bigint PRIMARY KEY,
    version bigint NOT NULL,
    text text
);

-- What was taken aside. An instance or an activity stays in its place and is named by item; a message moves here.
CREATE TABLE {schema}.parked (
    id bigint PRIMARY KEY,
    kind smallint NOT NULL,
    instance bigint NOT NULL,
    item bigint NOT NULL,
    reason text NOT NULL,
    time bigint NOT NULL,
    arrived bigint,
    cancels boolean,
    payload bytea
);
CREATE INDEX parked_instance ON {schema}.parked (instance);

-- The instances of which no turn is taken until somebody resumes them.
CREATE TABLE {schema}.suspensions (
    instance bigint PRIMARY KEY,
    reason text NOT NULL,
    since bigint NOT NULL
);

-- What one node at a time does for all, and which one does it until when.
CREATE TABLE {schema}.duties (
    name text COLLATE "C" PRIMARY KEY,
    owner text COLLATE "C" NOT NULL,
    until bigint NOT NULL
);

-- The row that whoever claims sessions has locked.
CREATE TABLE {schema}.sessions_gate (one boolean PRIMARY KEY);
INSERT INTO {schema}.sessions_gate VALUES (true);
