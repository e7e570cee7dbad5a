-- Registers (books), documents with the field set of Decree 30/2020 Annex VI, and what hangs on them.
-- Rules that may not break stand here as constraints: one series per unit, direction, book and period; one document per number.

CREATE TABLE registers (
    id            TEXT PRIMARY KEY,
    unit_id       TEXT NOT NULL REFERENCES units (id),
    direction     TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    book          TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('state', 'party')),
    document_type TEXT,
    period        TEXT NOT NULL,
    next_number   BIGINT NOT NULL DEFAULT 1 CHECK (next_number >= 1),
    created_at    BIGINT NOT NULL,
    UNIQUE (unit_id, direction, book, period)
);

CREATE TABLE documents (
    id             TEXT PRIMARY KEY,
    external_id    TEXT,
    unit_id        TEXT NOT NULL REFERENCES units (id),
    direction      TEXT NOT NULL CHECK (direction IN ('in', 'out', 'draft')),
    status         TEXT NOT NULL CHECK (status IN ('waiting', 'registered', 'in_progress', 'done', 'numbered', 'released', 'recalled', 'editing', 'checked')),
    version        BIGINT NOT NULL DEFAULT 1,
    -- the line in the book: DocOrdinal, ArrivalNumber; NULL when the book is kept elsewhere (loaded facts) or nothing is numbered yet
    register_id    TEXT REFERENCES registers (id),
    register_year  BIGINT NOT NULL,
    number         BIGINT CHECK (number >= 1),
    -- CodeNumber, CodeNotation as printed on the document
    code_number    TEXT,
    notation       TEXT,
    symbol         TEXT,
    document_type  TEXT,
    date           TEXT,
    arrival_date   TEXT,
    issuer         TEXT,
    subject        TEXT NOT NULL,
    description    TEXT,
    signer         TEXT,
    signer_title   TEXT,
    signing_form   TEXT,
    recipients     TEXT,
    to_places      TEXT,
    urgency        TEXT NOT NULL DEFAULT 'thuong' CHECK (urgency IN ('thuong', 'khan', 'thuong_khan', 'hoa_toc')),
    language       TEXT NOT NULL DEFAULT 'Tiếng Việt',
    pages          BIGINT CHECK (pages >= 0),
    copies         BIGINT CHECK (copies >= 0),
    due            TEXT,
    handler_unit_id TEXT REFERENCES units (id),
    handler_name   TEXT,
    note           TEXT,
    -- FileCode: the case file the document belongs to
    file_code_organ    TEXT,
    file_code_catalog  BIGINT,
    file_code_notation TEXT,
    -- what the norms look at; NULL = unknown, never "no"
    administrative BIGINT CHECK (administrative IN (0, 1)),
    system         TEXT CHECK (system IN ('party', 'state')),
    channel        TEXT CHECK (channel IN ('network', 'paper')),
    digital        BIGINT CHECK (digital IN (0, 1)),
    implements     TEXT,
    -- the original, in the file store, never altered
    file_sha256    TEXT,
    file_name      TEXT,
    file_size      BIGINT,
    file_media_type TEXT,
    -- kept for matching: folded, without blanks (see keys.hpp)
    symbol_key     TEXT,
    issuer_key     TEXT,
    duplicate_reason TEXT,
    -- the day it counts on: arrival for incoming, issue for outgoing, start for a draft; sort_key = day * 10^7 + number, newest first in lists
    counted_on     TEXT NOT NULL,
    sort_key       BIGINT NOT NULL,
    is_open        BIGINT NOT NULL DEFAULT 0 CHECK (is_open IN (0, 1)),
    sample         BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at     BIGINT NOT NULL,
    updated_at     BIGINT NOT NULL,
    created_by     TEXT NOT NULL,
    UNIQUE (register_id, number)
);

CREATE INDEX documents_by_list ON documents (unit_id, direction, sort_key DESC, id DESC);
CREATE INDEX documents_by_status ON documents (unit_id, direction, status, sort_key DESC, id DESC);
CREATE INDEX documents_by_type ON documents (unit_id, direction, document_type, sort_key DESC, id DESC);
CREATE INDEX documents_by_due ON documents (unit_id, direction, due, id) WHERE is_open = 1 AND due IS NOT NULL;
CREATE INDEX documents_by_symbol ON documents (unit_id, symbol_key) WHERE symbol_key IS NOT NULL;
CREATE INDEX documents_by_file ON documents (file_sha256, unit_id) WHERE file_sha256 IS NOT NULL;
CREATE UNIQUE INDEX documents_by_external ON documents (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX documents_by_fact ON documents (direction, counted_on, unit_id, administrative, status);

-- Text of a document, apart from its row so that lists stay small.
CREATE TABLE document_texts (
    document_id TEXT PRIMARY KEY REFERENCES documents (id),
    text        TEXT NOT NULL,
    reading     TEXT
);

-- What happened to a document, for its page; the audit chain holds the proof.
CREATE TABLE document_events (
    id          TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id),
    at          BIGINT NOT NULL,
    actor       TEXT NOT NULL,
    actor_name  TEXT NOT NULL,
    action      TEXT NOT NULL,
    detail      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX document_events_by_document ON document_events (document_id, id);

-- Reserved ahead, cancelled, explained: printed in the book on the line of the number. Append-only; the last row of a number is its state.
CREATE TABLE number_events (
    id          TEXT PRIMARY KEY,
    register_id TEXT NOT NULL REFERENCES registers (id),
    number      BIGINT NOT NULL,
    event       TEXT NOT NULL CHECK (event IN ('reserve', 'cancel', 'explain')),
    reason      TEXT NOT NULL,
    actor       TEXT NOT NULL,
    actor_name  TEXT NOT NULL,
    at          BIGINT NOT NULL
);
CREATE INDEX number_events_by_number ON number_events (register_id, number, id);

-- A dropped file that was read and waits to be registered.
CREATE TABLE intakes (
    id          TEXT PRIMARY KEY,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    file_sha256 TEXT NOT NULL,
    file_name   TEXT NOT NULL,
    file_size   BIGINT NOT NULL,
    media_type  TEXT NOT NULL,
    reading     TEXT NOT NULL,
    text        TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    created_by  TEXT NOT NULL,
    document_id TEXT REFERENCES documents (id)
);

-- Findings of a check of one version of a draft, pinned to the rulebook they came from.
CREATE TABLE draft_findings (
    document_id TEXT NOT NULL REFERENCES documents (id),
    version     BIGINT NOT NULL,
    rulebook    TEXT NOT NULL,
    at          BIGINT NOT NULL,
    breached    BIGINT NOT NULL,
    warnings    BIGINT NOT NULL,
    findings    TEXT NOT NULL,
    PRIMARY KEY (document_id, version, rulebook)
);

-- How a unit writes its symbols ("TU"; "UBND" with drafting part "VP") and the term of its committee; without a row the defaults of numbering.hpp hold.
CREATE TABLE document_settings (
    unit_id           TEXT PRIMARY KEY REFERENCES units (id),
    organ_notation    TEXT,
    drafting_notation TEXT,
    term              TEXT
);

-- Counters, changed in the transaction of the document, so that no list and no gauge counts rows. Derived: `recount` builds them again.
CREATE TABLE document_counts (
    unit_id   TEXT NOT NULL,
    direction TEXT NOT NULL,
    year      BIGINT NOT NULL,
    status    TEXT NOT NULL,
    count     BIGINT NOT NULL,
    PRIMARY KEY (unit_id, direction, year, status)
);

-- Administrative documents issued (recalled ones too: they were issued) per unit, month "2026-03" and type.
CREATE TABLE document_volumes (
    unit_id       TEXT NOT NULL,
    year          BIGINT NOT NULL,
    month         TEXT NOT NULL,
    document_type TEXT NOT NULL,
    count         BIGINT NOT NULL,
    PRIMARY KEY (unit_id, month, document_type)
);
CREATE INDEX document_volumes_by_year ON document_volumes (unit_id, year);
