-- The tables of the fleet. They stand beside those of the engine's store, so that one transaction reaches both.
CREATE TABLE IF NOT EXISTS cms_instances (
    name text PRIMARY KEY,
    id text NOT NULL UNIQUE,
    user_name text NOT NULL,
    namespace text NOT NULL,
    state text NOT NULL,
    health text NOT NULL,
    connections integer NOT NULL,
    memory_mb integer NOT NULL,
    storage_gb integer NOT NULL,
    dns_name text,
    host text,
    port integer,
    version text,
    password text,
    password_version integer NOT NULL,
    source_image text,
    follows text,
    backup_seconds integer,
    backup_keep integer,
    tags text NOT NULL,
    failure text,
    operation text,
    create_orchestration text NOT NULL,
    delete_orchestration text,
    actor_orchestration text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    started_at timestamptz,
    stopped_at timestamptz,
    deleted_at timestamptz,
    last_health_check timestamptz
);
-- Nobody else has the name by which an instance is reached, nor the place where it listens, for as long as it is not gone.
CREATE UNIQUE INDEX IF NOT EXISTS cms_instances_dns ON cms_instances (dns_name) WHERE state <> 'deleted';
CREATE UNIQUE INDEX IF NOT EXISTS cms_instances_port ON cms_instances (host, port) WHERE state <> 'deleted';
CREATE INDEX IF NOT EXISTS cms_instances_state ON cms_instances (state);
CREATE INDEX IF NOT EXISTS cms_instances_user ON cms_instances (user_name);
CREATE INDEX IF NOT EXISTS cms_instances_health ON cms_instances (health) WHERE state = 'running';
CREATE INDEX IF NOT EXISTS cms_instances_tags ON cms_instances USING gin ((tags::jsonb));
CREATE TABLE IF NOT EXISTS cms_images (
    name text PRIMARY KEY,
    source text NOT NULL,
    state text NOT NULL,
    connections integer NOT NULL,
    memory_mb integer NOT NULL,
    storage_gb integer NOT NULL,
    version text,
    bytes bigint,
    checksum text,
    is_scheduled integer NOT NULL,
    failure text,
    create_orchestration text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    verified_at timestamptz
);
CREATE INDEX IF NOT EXISTS cms_images_source ON cms_images (source);
CREATE TABLE IF NOT EXISTS cms_runtime_images (
    name text PRIMARY KEY,
    reference text NOT NULL,
    kind text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE TABLE IF NOT EXISTS cms_events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject text NOT NULL,
    type text NOT NULL,
    old_state text,
    new_state text NOT NULL,
    message text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS cms_events_subject ON cms_events (subject, id);
CREATE TABLE IF NOT EXISTS cms_health_checks (
    instance text NOT NULL,
    checked_at timestamptz NOT NULL,
    status text NOT NULL,
    version text,
    response_ms double precision,
    bytes bigint,
    is_follower integer,
    lag_seconds double precision,
    error text,
    PRIMARY KEY (instance, checked_at)
);
CREATE TABLE IF NOT EXISTS cms_drifts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    instance text NOT NULL,
    type text NOT NULL,
    message text NOT NULL,
    detected_at timestamptz NOT NULL,
    resolved_at timestamptz,
    resolved_by text
);
CREATE UNIQUE INDEX IF NOT EXISTS cms_drifts_open ON cms_drifts (instance, type) WHERE resolved_at IS NULL;
