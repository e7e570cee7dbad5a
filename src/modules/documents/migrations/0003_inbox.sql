-- Scan inbox ("Hộp quét"): files on their way in, read one after the other by jailed readers, then looked through by a person.
-- A file is staged in the file store until it is read; only what may be kept becomes an intake.
CREATE TABLE inbox_items (
    id            TEXT PRIMARY KEY,
    unit_id       TEXT NOT NULL REFERENCES units (id),
    name          TEXT NOT NULL,
    size          BIGINT NOT NULL,
    sha256        TEXT NOT NULL,
    staged        TEXT NOT NULL,
    source        TEXT NOT NULL CHECK (source IN ('upload', 'folder', 'command_line')),
    state         TEXT NOT NULL CHECK (state IN ('waiting', 'reading', 'review', 'refused', 'registered', 'dropped')),
    -- order within a state: oldest first; in review the least certain first
    rank          BIGINT NOT NULL,
    -- who reads it, and until when the claim holds without a sign of life
    reader        TEXT,
    lease_until   BIGINT,
    pages         BIGINT,
    pages_done    BIGINT NOT NULL DEFAULT 0,
    code          TEXT,
    message       TEXT,
    intake_id     TEXT REFERENCES intakes (id),
    document_id   TEXT REFERENCES documents (id),
    format        TEXT,
    ocr_used      BIGINT NOT NULL DEFAULT 0 CHECK (ocr_used IN (0, 1)),
    -- of the least certain field, in thousandths
    confidence    BIGINT,
    weakest_field TEXT,
    symbol        TEXT,
    date          TEXT,
    issuer        TEXT,
    subject       TEXT,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    created_by    TEXT NOT NULL
);
-- the same bytes are in the work of a unit once
CREATE UNIQUE INDEX inbox_once ON inbox_items (unit_id, sha256) WHERE state IN ('waiting', 'reading', 'review', 'registered');
CREATE INDEX inbox_by_state ON inbox_items (unit_id, state, rank, id);
CREATE INDEX inbox_reading ON inbox_items (lease_until) WHERE state = 'reading';
CREATE UNIQUE INDEX inbox_by_intake ON inbox_items (intake_id) WHERE intake_id IS NOT NULL;

-- One queue a unit, with its counters: nothing here is ever counted from rows. A run begins when a file comes to an empty queue.
CREATE TABLE inbox_queues (
    unit_id     TEXT PRIMARY KEY REFERENCES units (id),
    paused      BIGINT NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    waiting     BIGINT NOT NULL DEFAULT 0 CHECK (waiting >= 0),
    reading     BIGINT NOT NULL DEFAULT 0 CHECK (reading >= 0),
    review      BIGINT NOT NULL DEFAULT 0 CHECK (review >= 0),
    refused     BIGINT NOT NULL DEFAULT 0 CHECK (refused >= 0),
    run_files   BIGINT NOT NULL DEFAULT 0,
    run_done    BIGINT NOT NULL DEFAULT 0,
    run_pages   BIGINT NOT NULL DEFAULT 0,
    run_began   BIGINT NOT NULL DEFAULT 0,
    -- whose turn it is among several units
    served_at   BIGINT NOT NULL DEFAULT 0,
    version     BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX inbox_queues_ready ON inbox_queues (served_at) WHERE paused = 0 AND waiting > 0;
