-- Who may come in, and who asked for what. PostgreSQL and SQLite both read it; times are milliseconds since 1970.
CREATE TABLE IF NOT EXISTS cms_accounts (
    name text PRIMARY KEY,
    role text NOT NULL,
    password text,
    created_at bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS cms_api_keys (
    id text PRIMARY KEY,
    account text NOT NULL,
    label text NOT NULL,
    hash text NOT NULL UNIQUE,
    created_at bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS cms_api_keys_account ON cms_api_keys (account);
CREATE TABLE IF NOT EXISTS cms_sessions (
    hash text PRIMARY KEY,
    account text NOT NULL,
    created_at bigint NOT NULL,
    ends_at bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS cms_sessions_account ON cms_sessions (account);
CREATE INDEX IF NOT EXISTS cms_sessions_ends ON cms_sessions (ends_at);
CREATE TABLE IF NOT EXISTS cms_audit (
    id text PRIMARY KEY,
    at bigint NOT NULL,
    account text NOT NULL,
    address text NOT NULL,
    action text NOT NULL,
    subject text,
    status integer
);
-- Of those who are not known the last entries are kept.
CREATE INDEX IF NOT EXISTS cms_audit_account ON cms_audit (account, id);
CREATE TABLE IF NOT EXISTS cms_processes (
    id text PRIMARY KEY,
    machine text NOT NULL,
    process integer NOT NULL,
    role text NOT NULL,
    started_at bigint NOT NULL,
    seen_at bigint NOT NULL
);
