-- What the window needs beside the loop: what is being written, labels, settings, the changes of the
-- plan that can be undone, and the calendar's way to its deliveries.

-- A post's labels, in the owner's order.
CREATE TABLE post_labels (
    post_id INTEGER NOT NULL REFERENCES posts (id),
    place   INTEGER NOT NULL CHECK (place >= 0),
    label   TEXT NOT NULL,
    PRIMARY KEY (post_id, place)
) STRICT, WITHOUT ROWID;

-- What is being written, as it came: it need not be a valid post.
CREATE TABLE compositions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    content    TEXT NOT NULL, -- JSON, opaque to SQL
    created_at INTEGER NOT NULL,
    saved_at   INTEGER NOT NULL,
    revision   INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Media that a composition needs are kept as long as it is there.
CREATE TABLE composition_media (
    composition_id INTEGER NOT NULL REFERENCES compositions (id) ON DELETE CASCADE,
    sha256         TEXT NOT NULL,
    PRIMARY KEY (composition_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX composition_media_sha256 ON composition_media (sha256);

-- What the owner set; what is not here has never been set.
CREATE TABLE settings (
    id    INTEGER PRIMARY KEY,
    key   TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
) STRICT;

-- The owner's changes of the plan, the newest last. Those that were undone come after all others: a
-- new change deletes them.
CREATE TABLE plan_changes (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    code   TEXT NOT NULL CHECK (code IN ('moved', 'shifted', 'cancelled', 'drafted', 'added',
             'edited', 'reordered', 'retried')),
    at     INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

-- What a change did to each delivery and post.
CREATE TABLE plan_change_rows (
    change_id   INTEGER NOT NULL REFERENCES plan_changes (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL CHECK (kind IN ('delivery', 'post')),
    row_id      INTEGER NOT NULL,
    before_json TEXT,             -- NULL: the change made it
    after_json  TEXT NOT NULL,
    revision    INTEGER NOT NULL, -- what it has while nothing else has changed it
    PRIMARY KEY (change_id, kind, row_id)
) STRICT, WITHOUT ROWID;

-- The calendar asks for days. Side by side lie deliveries of the same time, so that this costs a
-- long past nothing; a due time changes only when the plan does, never by sending.
CREATE INDEX deliveries_calendar ON deliveries (due) WHERE due IS NOT NULL;
