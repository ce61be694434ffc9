-- What callers wrote in transactions of their own, on connections of their own: kind 0 starts an instance, 1 is a message, 2
-- the answer of a leased activity. The writer takes it in when it sees that somebody else has written.
CREATE TABLE inbox (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    instance TEXT,
    name TEXT,
    cancels INTEGER NOT NULL DEFAULT 0,
    key INTEGER,
    fence INTEGER,
    payload BLOB NOT NULL
);
CREATE TABLE inbox_tags (
    item INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (item, name)
) WITHOUT ROWID;
