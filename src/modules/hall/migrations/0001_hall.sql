-- The log is the truth: append only, folded to the state of the hall whenever it is asked for.
CREATE TABLE hall_sessions (
    conference_id TEXT PRIMARY KEY REFERENCES conferences (id),
    unit_id       TEXT NOT NULL REFERENCES units (id),
    code          TEXT UNIQUE,          -- for check-in by phone; NULL: closed
    revision      BIGINT NOT NULL,      -- of agenda, attendance and conclusions
    present       BIGINT NOT NULL,      -- rows of hall_attendance
    place         TEXT,
    secretary     TEXT,
    no_tasks      TEXT,                 -- why the conference ended without conclusions to carry out
    created_at    BIGINT NOT NULL
);
CREATE TABLE hall_log (
    conference_id TEXT NOT NULL REFERENCES hall_sessions (conference_id),
    seq           BIGINT NOT NULL,
    at            BIGINT NOT NULL,      -- of the server
    actor         TEXT NOT NULL,
    actor_name    TEXT NOT NULL,
    client_id     TEXT NOT NULL,        -- given by the operator's page: the same command twice is one command
    body          TEXT NOT NULL,        -- hall::Command as JSON
    PRIMARY KEY (conference_id, seq),
    UNIQUE (conference_id, client_id)
);
CREATE TABLE hall_agenda (
    conference_id TEXT NOT NULL REFERENCES hall_sessions (conference_id),
    position      BIGINT NOT NULL,
    title         TEXT NOT NULL,
    minutes       BIGINT CHECK (minutes >= 0),
    presenter     TEXT,
    document       TEXT,                -- page of a document of the registers that was sent before
    document_title TEXT,
    PRIMARY KEY (conference_id, position)
);
CREATE TABLE hall_attendance (
    conference_id TEXT NOT NULL REFERENCES hall_sessions (conference_id),
    person_key    TEXT NOT NULL,        -- folded name and position: who checks in twice is one
    name          TEXT NOT NULL,
    position      TEXT NOT NULL,
    at            BIGINT NOT NULL,
    way           TEXT NOT NULL CHECK (way IN ('code', 'desk')),
    PRIMARY KEY (conference_id, person_key)
);
CREATE TABLE hall_conclusions (
    id            TEXT PRIMARY KEY,
    conference_id TEXT NOT NULL REFERENCES hall_sessions (conference_id),
    work          TEXT NOT NULL,
    lead          TEXT NOT NULL,        -- code of the one unit in charge
    lead_name     TEXT NOT NULL,
    lead_person   TEXT,
    product       TEXT,
    due           TEXT NOT NULL,
    task_id       TEXT,                 -- set when the conference is closed
    created_at    BIGINT NOT NULL
);
CREATE INDEX hall_conclusions_conference ON hall_conclusions (conference_id, created_at);
-- What a speaker prepared, measured against the papers sent.
CREATE TABLE hall_texts (
    conference_id  TEXT NOT NULL REFERENCES hall_sessions (conference_id),
    speaker        BIGINT NOT NULL,     -- number in the log
    text           TEXT NOT NULL,
    words          BIGINT NOT NULL,
    copied_percent BIGINT,              -- NULL: no papers to compare with
    created_at     BIGINT NOT NULL,
    PRIMARY KEY (conference_id, speaker)
);
