-- The instances of which no turn is taken until somebody resumes them: in turns they have the highest number as due.
CREATE TABLE suspensions (
    instance INTEGER PRIMARY KEY,
    reason TEXT NOT NULL,
    since INTEGER NOT NULL
);
