-- A change of an account's slots is a change of the plan and can be undone: its words are let in. A CHECK
-- can't be changed in place, so both tables are made anew.
CREATE TABLE plan_changes_new (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    code   TEXT NOT NULL CHECK (code IN ('moved', 'shifted', 'cancelled', 'drafted', 'added',
             'edited', 'reordered', 'retried', 'slotted')),
    at     INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
INSERT INTO plan_changes_new (id, code, at, undone) SELECT id, code, at, undone FROM plan_changes;

CREATE TABLE plan_change_rows_new (
    change_id   INTEGER NOT NULL REFERENCES plan_changes_new (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL CHECK (kind IN ('delivery', 'post', 'slots')), -- slots: the account's, as a whole
    row_id      INTEGER NOT NULL,
    before_json TEXT,             -- NULL: the change made it
    after_json  TEXT NOT NULL,
    revision    INTEGER NOT NULL, -- what it has while nothing else has changed it; slots have none, 0
    PRIMARY KEY (change_id, kind, row_id)
) STRICT, WITHOUT ROWID;
INSERT INTO plan_change_rows_new (change_id, kind, row_id, before_json, after_json, revision)
    SELECT change_id, kind, row_id, before_json, after_json, revision FROM plan_change_rows;

-- The rows go first: with the table that they refer to, they would be deleted one by one.
DROP TABLE plan_change_rows;
DROP TABLE plan_changes;
ALTER TABLE plan_changes_new RENAME TO plan_changes;
ALTER TABLE plan_change_rows_new RENAME TO plan_change_rows;
