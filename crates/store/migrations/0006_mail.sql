-- The mail watch: what the owner set, how it stands, and the mails that claim to be of X. The password is
-- in the vault, never here.

CREATE TABLE mail_watch (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    is_on         INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    host          TEXT NOT NULL,
    port          INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    user          TEXT NOT NULL,
    has_password  INTEGER NOT NULL DEFAULT 0 CHECK (has_password IN (0, 1)),
    provider      TEXT, -- under which name the provider writes its results (RFC 8601, authserv-id)
    is_learned    INTEGER NOT NULL DEFAULT 0 CHECK (is_learned IN (0, 1)), -- not set by the owner
    state         TEXT NOT NULL DEFAULT 'off' CHECK (state IN ('off', 'resting', 'idle', 'polling',
                    'retrying', 'stopped')),
    trouble       TEXT, -- a word, where something is wrong
    detail        TEXT NOT NULL DEFAULT '', -- its cause, foreign text
    state_at      INTEGER NOT NULL,
    retry_at      INTEGER,
    looked_at     INTEGER, -- the last look that went well
    revision      INTEGER NOT NULL DEFAULT 1 -- counts the owner's changes
) STRICT;

-- A mail, once for each incident that was open when it was found.
CREATE TABLE mail_found (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id  INTEGER NOT NULL REFERENCES incidents (id),
    uid_validity INTEGER NOT NULL,
    uid          INTEGER NOT NULL,
    sender       TEXT NOT NULL,
    subject      TEXT NOT NULL,
    received_at  INTEGER NOT NULL,
    verdict      TEXT NOT NULL CHECK (verdict IN ('proven', 'not_proven', 'failed')),
    reason       TEXT NOT NULL,
    domain       TEXT NOT NULL,
    provider     TEXT NOT NULL,
    found_at     INTEGER NOT NULL,
    UNIQUE (incident_id, uid_validity, uid)
) STRICT;
