-- Quick votes in the hall and opinion slips of units.
ALTER TABLE hall_attendance ADD COLUMN ticket_hash TEXT;  -- SHA-256 of what the phone that checked in keeps; NULL: none
CREATE UNIQUE INDEX hall_attendance_ticket ON hall_attendance (ticket_hash);

CREATE TABLE hall_votes (
    id            TEXT PRIMARY KEY,
    conference_id TEXT NOT NULL REFERENCES hall_sessions (conference_id),
    number        BIGINT NOT NULL,
    client_id     TEXT NOT NULL,
    question      TEXT NOT NULL,
    secret        BIGINT NOT NULL CHECK (secret IN (0, 1)),
    other         BIGINT NOT NULL CHECK (other IN (0, 1)),   -- the last choice takes words
    hidden        BIGINT NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    opened_at     BIGINT NOT NULL,
    ends_at       BIGINT,
    closed_at     BIGINT,
    UNIQUE (conference_id, number),
    UNIQUE (conference_id, client_id)
);
-- Of a vote or a slip. Counts are kept here, apart from who answered.
CREATE TABLE hall_choices (
    owner_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    words    TEXT NOT NULL,
    answers  BIGINT NOT NULL DEFAULT 0 CHECK (answers >= 0),
    PRIMARY KEY (owner_id, position)
);
-- Who answered. Of an open vote also what: each change is a row of its own, the last one counts. Of a secret vote one
-- row without choice, words and time.
CREATE TABLE hall_ballots (
    vote_id    TEXT NOT NULL REFERENCES hall_votes (id),
    person_key TEXT NOT NULL,
    nth        BIGINT NOT NULL,
    client_id  TEXT NOT NULL,
    choice     BIGINT,
    opinion    TEXT,
    at         BIGINT,
    PRIMARY KEY (vote_id, person_key, nth)
);
-- Other opinions of secret votes; the id is drawn by lot, so that their order says nothing.
CREATE TABLE hall_secret_opinions (
    vote_id TEXT NOT NULL REFERENCES hall_votes (id),
    id      TEXT NOT NULL,
    words   TEXT NOT NULL,
    PRIMARY KEY (vote_id, id)
);

CREATE TABLE hall_slips (
    id            TEXT PRIMARY KEY,
    conference_id TEXT NOT NULL REFERENCES hall_sessions (conference_id),
    client_id     TEXT NOT NULL,
    question      TEXT NOT NULL,
    other         BIGINT NOT NULL CHECK (other IN (0, 1)),
    sent_at       BIGINT NOT NULL,
    due_at        BIGINT NOT NULL,
    closed_at     BIGINT,  -- with the conference; late answers are taken until then
    UNIQUE (conference_id, client_id)
);
CREATE TABLE hall_slip_units (
    slip_id TEXT NOT NULL REFERENCES hall_slips (id),
    unit_id TEXT NOT NULL REFERENCES units (id),
    PRIMARY KEY (slip_id, unit_id)
);
CREATE INDEX hall_slip_units_unit ON hall_slip_units (unit_id, slip_id);
-- Each change of an answer is a row of its own, the last one counts.
CREATE TABLE hall_slip_answers (
    slip_id   TEXT NOT NULL REFERENCES hall_slips (id),
    unit_id   TEXT NOT NULL REFERENCES units (id),
    nth       BIGINT NOT NULL,
    client_id TEXT NOT NULL,
    choice    BIGINT NOT NULL,
    opinion   TEXT,
    actor     TEXT NOT NULL,
    by_name   TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (slip_id, unit_id, nth)
);
