-- The time of the last transaction that gave numbers. A clock that was put back does not take the store's time with it,
-- over a restart neither.
ALTER TABLE sequence ADD COLUMN time INTEGER NOT NULL DEFAULT 0;
