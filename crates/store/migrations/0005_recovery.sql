-- The case file of an incident: what the owner sees and does, what is waited for, and what belongs to
-- it as evidence.

ALTER TABLE incidents ADD COLUMN screen TEXT;                   -- what the owner sees on the network's page
ALTER TABLE incidents ADD COLUMN countdown_at INTEGER;          -- when the countdown that they saw there ends
ALTER TABLE incidents ADD COLUMN countdown_entered_at INTEGER;
ALTER TABLE incidents ADD COLUMN countdown_over_at INTEGER;     -- its look was promised; it never comes twice
ALTER TABLE incidents ADD COLUMN look_daily INTEGER NOT NULL DEFAULT 0 CHECK (look_daily IN (0, 1));
ALTER TABLE incidents ADD COLUMN looked_at INTEGER;             -- the last read that asked about it
ALTER TABLE incidents ADD COLUMN own_look_at INTEGER;           -- the part of probe_at that its kind sets
UPDATE incidents SET own_look_at = probe_at;

-- What the owner said of each step. The title stands here too, since a newer checklist may lack the step.
CREATE TABLE incident_steps (
    incident_id INTEGER NOT NULL REFERENCES incidents (id),
    step        TEXT NOT NULL,
    title       TEXT NOT NULL,
    mark        TEXT NOT NULL CHECK (mark IN ('todo', 'done', 'skipped')),
    note        TEXT NOT NULL DEFAULT '',
    at          INTEGER NOT NULL,
    PRIMARY KEY (incident_id, step)
) STRICT, WITHOUT ROWID;

-- Forms and mails that the owner sent.
CREATE TABLE incident_tickets (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id INTEGER NOT NULL REFERENCES incidents (id),
    place       TEXT NOT NULL,
    number      TEXT NOT NULL DEFAULT '',
    sent_at     INTEGER NOT NULL,
    answer      TEXT NOT NULL DEFAULT '',
    answered_at INTEGER,
    closed_at   INTEGER
) STRICT;
CREATE INDEX incident_tickets_incident ON incident_tickets (incident_id);

-- When the owner is reminded of what. told_at is written before they are: one reminder, one notice.
CREATE TABLE incident_reminders (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id INTEGER NOT NULL REFERENCES incidents (id),
    about       TEXT NOT NULL CHECK (about IN ('ticket', 'countdown')),
    ticket_id   INTEGER REFERENCES incident_tickets (id),
    due         INTEGER NOT NULL,
    told_at     INTEGER,
    CHECK ((about = 'ticket') = (ticket_id IS NOT NULL))
) STRICT;
CREATE INDEX incident_reminders_incident ON incident_reminders (incident_id);
CREATE INDEX incident_reminders_untold ON incident_reminders (due) WHERE told_at IS NULL;

-- The attempts that belong to an incident: its first sign, and what was refused for it since.
CREATE TABLE incident_evidence (
    incident_id INTEGER NOT NULL REFERENCES incidents (id),
    attempt_id  INTEGER NOT NULL REFERENCES attempts (id),
    PRIMARY KEY (incident_id, attempt_id)
) STRICT, WITHOUT ROWID;
INSERT INTO incident_evidence (incident_id, attempt_id)
    SELECT i.id, i.attempt_id FROM incidents i JOIN attempts a ON a.id = i.attempt_id;

-- Every delivery that an incident ever held, so that 'none is lost' is counted and not claimed. The
-- database itself writes it down, whichever statement holds a delivery.
CREATE TABLE incident_held (
    incident_id INTEGER NOT NULL REFERENCES incidents (id),
    delivery_id INTEGER NOT NULL, -- no reference: a row that vanished must be missed here
    PRIMARY KEY (incident_id, delivery_id)
) STRICT, WITHOUT ROWID;
INSERT INTO incident_held (incident_id, delivery_id)
    SELECT incident_id, id FROM deliveries WHERE incident_id IS NOT NULL;
CREATE TRIGGER deliveries_held_new AFTER INSERT ON deliveries
    WHEN NEW.state = 'held' AND NEW.incident_id IS NOT NULL
    BEGIN
        INSERT OR IGNORE INTO incident_held (incident_id, delivery_id)
        VALUES (NEW.incident_id, NEW.id);
    END;
CREATE TRIGGER deliveries_held AFTER UPDATE OF state, incident_id ON deliveries
    WHEN NEW.state = 'held' AND NEW.incident_id IS NOT NULL
    BEGIN
        INSERT OR IGNORE INTO incident_held (incident_id, delivery_id)
        VALUES (NEW.incident_id, NEW.id);
    END;
