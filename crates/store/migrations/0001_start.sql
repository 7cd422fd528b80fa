-- The first shape of the house. Append-only from its first release on: a later change is a new file.
-- Instants are UTC in milliseconds since 1970 and end in _at (or are `due`, `not_before`); lengths
-- of time end in _ms. Words are those of docs/words.md and are held by CHECK constraints.

-- One row per fact about the folder itself: machine_id, folder_id, vault, lapse, paused_all_at,
-- confirm_since_at (nothing is sent until the owner confirms), clock_doubt_at, last_event_at.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE apps (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    network         TEXT NOT NULL CHECK (network IN ('x', 'practice')),
    name            TEXT NOT NULL,
    api_base        TEXT,             -- NULL: Practice, hosted by the running loop itself
    consumer_key    TEXT NOT NULL,
    practice_secret TEXT,             -- Practice keys are not secrets; every other lies in the vault
    created_at      INTEGER NOT NULL,
    removed_at      INTEGER,
    CHECK (network = 'practice' OR practice_secret IS NULL),
    CHECK (network = 'practice' OR api_base IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX apps_name ON apps (network, name) WHERE removed_at IS NULL;

CREATE TABLE accounts (
    id                    INTEGER PRIMARY KEY AUTOINCREMENT,
    network               TEXT NOT NULL CHECK (network IN ('x', 'practice')),
    app_id                INTEGER NOT NULL REFERENCES apps (id),
    user_id               TEXT,       -- NULL until a Practice account met its simulator
    handle                TEXT NOT NULL,
    zone                  TEXT NOT NULL,
    gap_ms                INTEGER NOT NULL CHECK (gap_ms >= 0),
    jitter_ms             INTEGER NOT NULL CHECK (jitter_ms >= 0),
    cap                   INTEGER CHECK (cap > 0),
    catch_up              TEXT NOT NULL CHECK (catch_up IN ('spread', 'today', 'ask')),
    late_limit_ms         INTEGER NOT NULL CHECK (late_limit_ms > 0),
    practice_token        TEXT,
    practice_token_secret TEXT,
    disconnected          INTEGER NOT NULL DEFAULT 0 CHECK (disconnected IN (0, 1)),
    paused_at             INTEGER,
    paused_until          INTEGER,
    -- what the network asked to wait for
    wait_until            INTEGER,
    wait_reason           TEXT CHECK (wait_reason IN ('rate_limit', 'allowance', 'network')),
    troubles              INTEGER NOT NULL DEFAULT 0, -- network troubles in a row, for back-off
    -- what is known of the keys
    signed_ok_at          INTEGER,    -- last signed request that was not refused for its keys
    signed_bad_at         INTEGER,    -- last one that was
    key_checked_at        INTEGER,    -- last quiet key check, whatever came back
    last_out_at           INTEGER,    -- when the last delivery went out (or may have)
    created_at            INTEGER NOT NULL,
    removed_at            INTEGER,
    revision              INTEGER NOT NULL DEFAULT 1,
    CHECK (network = 'practice' OR practice_token IS NULL)
) STRICT;
CREATE UNIQUE INDEX accounts_handle ON accounts (network, handle COLLATE NOCASE) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX accounts_user ON accounts (app_id, user_id) WHERE removed_at IS NULL;

CREATE TABLE slots (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    weekday    INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6), -- 0 is Monday
    minute     INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439), -- of the wall day
    category   TEXT,
    UNIQUE (account_id, weekday, minute)
) STRICT;

CREATE TABLE posts (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    source     TEXT NOT NULL DEFAULT 'owner',
    category   TEXT,
    created_at INTEGER NOT NULL,
    revision   INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE segments (
    post_id        INTEGER NOT NULL REFERENCES posts (id),
    position       INTEGER NOT NULL CHECK (position >= 0),
    text           TEXT NOT NULL,
    reply_settings TEXT NOT NULL DEFAULT 'everyone' CHECK (reply_settings IN
                     ('everyone', 'following', 'mentioned_users', 'subscribers', 'verified')),
    poll_json      TEXT, -- opaque to SQL: {"options":[...],"minutes":n}
    PRIMARY KEY (post_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE media (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256     TEXT NOT NULL UNIQUE,
    mime       TEXT NOT NULL,
    bytes      INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    gone_at    INTEGER -- when the copy was removed, 30 days after its last delivery ended
) STRICT;

CREATE TABLE segment_media (
    post_id  INTEGER NOT NULL,
    position INTEGER NOT NULL,
    place    INTEGER NOT NULL CHECK (place BETWEEN 0 AND 3),
    media_id INTEGER NOT NULL REFERENCES media (id),
    alt      TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (post_id, position, place),
    FOREIGN KEY (post_id, position) REFERENCES segments (post_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE incidents (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    kind              TEXT NOT NULL,
    scope             TEXT NOT NULL CHECK (scope IN ('account', 'app', 'machine')),
    account_id        INTEGER REFERENCES accounts (id),
    app_id            INTEGER REFERENCES apps (id),
    state             TEXT NOT NULL CHECK (state IN ('open', 'waiting', 'verifying', 'recovering', 'closed')),
    opened_at         INTEGER NOT NULL,
    closed_at         INTEGER,
    http_status       INTEGER,
    codes             TEXT NOT NULL DEFAULT '', -- comma-separated
    message           TEXT NOT NULL DEFAULT '',
    attempt_id        INTEGER, -- the first sign
    relock_of         INTEGER REFERENCES incidents (id),
    probe_at          INTEGER, -- when Roost may look by itself
    waits             INTEGER NOT NULL DEFAULT 0, -- how many waits of an `automated` one are over
    unlocked_at       INTEGER, -- when the owner said so last
    quiet_delivery_id INTEGER,
    told_at           INTEGER, -- when the owner was notified
    revision          INTEGER NOT NULL DEFAULT 1,
    CHECK ((scope = 'account') = (account_id IS NOT NULL)),
    CHECK ((scope = 'app') = (app_id IS NOT NULL))
) STRICT;
CREATE INDEX incidents_open ON incidents (state) WHERE state <> 'closed';

CREATE TABLE incident_log (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id INTEGER NOT NULL REFERENCES incidents (id),
    at          INTEGER NOT NULL,
    event       TEXT NOT NULL, -- a word: opened, probed, still_locked, resumed, quiet_post, step_back, ...
    note        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX incident_log_incident ON incident_log (incident_id);

CREATE TABLE ramps (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id     INTEGER NOT NULL REFERENCES accounts (id),
    incident_id    INTEGER NOT NULL REFERENCES incidents (id),
    shape          TEXT NOT NULL CHECK (shape IN ('standard', 'repeat', 'half')),
    baseline_milli INTEGER NOT NULL CHECK (baseline_milli >= 0), -- posts a day, in thousandths
    stage          INTEGER NOT NULL,
    stage_began_at INTEGER NOT NULL,
    ended_at       INTEGER
) STRICT;
CREATE UNIQUE INDEX ramps_running ON ramps (account_id) WHERE ended_at IS NULL;

CREATE TABLE deliveries (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    post_id       INTEGER NOT NULL REFERENCES posts (id),
    account_id    INTEGER NOT NULL REFERENCES accounts (id),
    state         TEXT NOT NULL CHECK (state IN ('draft', 'queued', 'scheduled', 'sending',
                    'unconfirmed', 'published', 'failed', 'held', 'missed', 'cancelled')),
    timing        TEXT NOT NULL CHECK (timing IN ('slot', 'chosen', 'pinned')),
    due           INTEGER,
    original_due  INTEGER,
    slot_at       INTEGER,            -- the slot occurrence it took, before jitter
    not_before    INTEGER,            -- a retry's or a wait's end
    incident_id   INTEGER REFERENCES incidents (id),
    held_at       INTEGER,            -- since when held, or being reconciled
    excused_ms    INTEGER NOT NULL DEFAULT 0, -- held and reconciling time, does not count as late
    attempts      INTEGER NOT NULL DEFAULT 0,
    troubles      INTEGER NOT NULL DEFAULT 0, -- tries in a row without a clear answer
    segments_out  INTEGER NOT NULL DEFAULT 0,
    uploads_again INTEGER NOT NULL DEFAULT 0, -- media uploaded anew after 325
    remote_id     TEXT,
    url           TEXT,
    published_at  INTEGER,
    reason        TEXT,               -- a word: a refusal kind, or asks_owner, half_sent, stale, ...
    reason_note   TEXT,               -- the network's own words, plain text
    -- reconciling
    began_at      INTEGER,            -- when the attempt in doubt began
    reads         INTEGER NOT NULL DEFAULT 0, -- reads that found nothing
    read_at       INTEGER,            -- when the next read is due; NULL: waits for the owner
    created_at    INTEGER NOT NULL,
    ended_at      INTEGER,
    revision      INTEGER NOT NULL DEFAULT 1
) STRICT;
-- Only rows that can still move are in these, so a million rows of history cost nothing.
CREATE INDEX deliveries_waiting ON deliveries (account_id, due, id)
    WHERE state IN ('queued', 'scheduled') AND due IS NOT NULL;
CREATE INDEX deliveries_due ON deliveries (due)
    WHERE state IN ('queued', 'scheduled') AND due IS NOT NULL;
CREATE INDEX deliveries_doubt ON deliveries (account_id, id)
    WHERE state IN ('sending', 'unconfirmed');
CREATE INDEX deliveries_open ON deliveries (account_id, state, due, id)
    WHERE state IN ('draft', 'queued', 'held', 'missed', 'failed');
CREATE INDEX deliveries_post ON deliveries (post_id);
CREATE INDEX deliveries_incident ON deliveries (incident_id) WHERE incident_id IS NOT NULL;
CREATE INDEX deliveries_published ON deliveries (account_id, published_at) WHERE state = 'published';

-- A thread's confirmed segments; also what caps and ramps count.
CREATE TABLE delivery_segments (
    delivery_id  INTEGER NOT NULL REFERENCES deliveries (id),
    position     INTEGER NOT NULL,
    account_id   INTEGER NOT NULL,
    remote_id    TEXT NOT NULL,
    url          TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    PRIMARY KEY (delivery_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_segments_time ON delivery_segments (account_id, published_at);

-- Every request that was signed for an account. The row is on disk before the first byte leaves.
CREATE TABLE attempts (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id  INTEGER NOT NULL REFERENCES accounts (id),
    delivery_id INTEGER REFERENCES deliveries (id),
    purpose     TEXT NOT NULL CHECK (purpose IN
                  ('post', 'reconcile', 'probe', 'key_check', 'diagnose', 'clock', 'delete')),
    position    INTEGER NOT NULL DEFAULT 0, -- the segment
    digest      TEXT,                       -- SHA-256 of what was asked
    outcome     TEXT NOT NULL CHECK (outcome IN
                  ('open', 'done', 'refused', 'lost', 'not_sent', 'abandoned')),
    began_at    INTEGER NOT NULL,
    ended_at    INTEGER,
    http_status INTEGER,
    kind        TEXT,
    scope       TEXT,
    action      TEXT,
    rule        TEXT,
    codes       TEXT NOT NULL DEFAULT '',
    message     TEXT NOT NULL DEFAULT '',
    headers     TEXT, -- `name: value` lines
    body        TEXT  -- raw, without secrets; of successes removed after 90 days
) STRICT;
CREATE INDEX attempts_delivery ON attempts (delivery_id) WHERE delivery_id IS NOT NULL;
CREATE INDEX attempts_account ON attempts (account_id, began_at);
