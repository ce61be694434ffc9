-- Whether a message asks its instance to end: one that was there before an execution began ends it before its code runs.
ALTER TABLE messages ADD COLUMN cancels INTEGER NOT NULL DEFAULT 0;
CREATE INDEX messages_cancels ON messages (instance, id) WHERE cancels = 1;
