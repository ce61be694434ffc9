PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;

CREATE TABLE IF NOT EXISTS entries (
    id       INTEGER PRIMARY KEY,
    order_id TEXT    NOT NULL,
    step     TEXT    NOT NULL,
    cents    INTEGER NOT NULL,
    note     TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    calls    INTEGER NOT NULL DEFAULT 1,
    UNIQUE (order_id, step)
);

CREATE TABLE IF NOT EXISTS stock (
    sku      TEXT    PRIMARY KEY,
    at_first INTEGER NOT NULL,
    on_hand  INTEGER NOT NULL CHECK (on_hand >= 0)
) WITHOUT ROWID;
