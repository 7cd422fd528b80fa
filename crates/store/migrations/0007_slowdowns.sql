-- Accounts that their owner slowed because another account with similar posts was locked: for 48 h
-- the gap doubles and a day has half of the account's normal.
CREATE TABLE slowdowns (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id   INTEGER NOT NULL REFERENCES accounts (id),
    incident_id  INTEGER NOT NULL REFERENCES incidents (id), -- on the other account
    normal_milli INTEGER NOT NULL CHECK (normal_milli >= 0), -- posts a day, in thousandths
    began_at     INTEGER NOT NULL,
    until        INTEGER NOT NULL CHECK (until > began_at),
    ended_at     INTEGER -- NULL while it runs, and until the loop has looked after its end
) STRICT;
CREATE UNIQUE INDEX slowdowns_running ON slowdowns (account_id) WHERE ended_at IS NULL;
CREATE INDEX slowdowns_incident ON slowdowns (incident_id);
