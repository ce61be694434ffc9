-- Messages for which their instance has no room. They stand apart, so that neither a fetch nor a look for work passes them.
CREATE TABLE held_messages (
    instance INTEGER NOT NULL,
    queue TEXT NOT NULL,
    id INTEGER NOT NULL,
    time INTEGER NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (instance, queue, id)
) WITHOUT ROWID;
ALTER TABLE turns ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
