-- Tags by which instances are found. A number that rises with each instance stands last, so that those of one tag are in the
-- order in which they were created.
CREATE TABLE instance_tags (
    instance INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (instance, name)
) WITHOUT ROWID;
CREATE INDEX instance_tags_value ON instance_tags (name, value, instance);

-- By which instances are listed, and work that does not succeed is found.
CREATE INDEX instances_updated ON instances (updated, key);
CREATE INDEX executions_failed ON executions (instance) WHERE status = 2;
CREATE INDEX activities_attempts ON activities (attempts) WHERE attempts > 1;
