-- Issuing: where a document of our own stands, what was asked and answered about it, who signed, who received it.
-- The fine step stands here; documents.status keeps the words that norms and books already know.

-- One row for each stay in a step; the open one is where the document stands. Documents without a row stand where
-- their status says.
CREATE TABLE document_steps (
    document_id TEXT NOT NULL REFERENCES documents (id),
    seq         BIGINT NOT NULL,
    unit_id     TEXT NOT NULL,
    step        TEXT NOT NULL CHECK (step IN ('drafting', 'checking', 'opinions', 'signing', 'signed', 'numbered', 'released', 'recalled', 'replaced')),
    act         TEXT NOT NULL,
    entered_at  BIGINT NOT NULL,
    left_at     BIGINT,
    PRIMARY KEY (document_id, seq)
);
CREATE UNIQUE INDEX document_steps_open ON document_steps (document_id) WHERE left_at IS NULL;
CREATE INDEX document_steps_now ON document_steps (unit_id, step, entered_at) WHERE left_at IS NULL;
CREATE INDEX document_steps_by_unit ON document_steps (unit_id, step, left_at DESC, document_id DESC, seq DESC) WHERE left_at IS NOT NULL;

-- Opinions asked: of a unit of the system, which answers itself, or of somebody named, whose answer the drafter records.
CREATE TABLE document_opinions (
    id             TEXT PRIMARY KEY,
    document_id    TEXT NOT NULL REFERENCES documents (id),
    asked_unit_id  TEXT REFERENCES units (id),
    asked_name     TEXT NOT NULL,
    question       TEXT NOT NULL,
    due            TEXT,
    version        BIGINT NOT NULL,
    asked_at       BIGINT NOT NULL,
    asked_by       TEXT NOT NULL,
    stance         TEXT CHECK (stance IN ('agree', 'agree_with_changes', 'disagree')),
    answer         TEXT,
    answered_at    BIGINT,
    answered_by    TEXT,
    recorded       BIGINT NOT NULL DEFAULT 0 CHECK (recorded IN (0, 1))
);
CREATE INDEX document_opinions_by_document ON document_opinions (document_id, id);
CREATE INDEX document_opinions_waiting ON document_opinions (asked_unit_id, id) WHERE answered_at IS NULL AND asked_unit_id IS NOT NULL;

-- What the signer did with a version. `paper`: signed on paper, recorded by the clerk who took the number.
CREATE TABLE document_signoffs (
    id          TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id),
    version     BIGINT NOT NULL,
    outcome     TEXT NOT NULL CHECK (outcome IN ('signed', 'returned', 'paper')),
    signer      TEXT NOT NULL,
    breached    BIGINT NOT NULL DEFAULT 0,
    reason      TEXT NOT NULL DEFAULT '',
    at          BIGINT NOT NULL,
    account     TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE INDEX document_signoffs_by_document ON document_signoffs (document_id, id);

-- One line for each recipient of a released document.
CREATE TABLE document_receipts (
    id             TEXT PRIMARY KEY,
    document_id    TEXT NOT NULL REFERENCES documents (id),
    to_unit_id     TEXT REFERENCES units (id),
    to_name        TEXT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('sent', 'arrived', 'registered', 'refused', 'withdrawn')),
    reason         TEXT NOT NULL DEFAULT '',
    incoming_id    TEXT REFERENCES documents (id),
    number_text    TEXT,
    sent_at        BIGINT NOT NULL,
    at             BIGINT NOT NULL,
    by_name        TEXT NOT NULL,
    -- what the sender said later: recalled, replaced, corrected
    notice         TEXT,
    notice_at      BIGINT
);
CREATE INDEX document_receipts_by_document ON document_receipts (document_id, id);
CREATE INDEX document_receipts_waiting ON document_receipts (to_unit_id, state, id) WHERE to_unit_id IS NOT NULL;
CREATE INDEX document_receipts_by_incoming ON document_receipts (incoming_id) WHERE incoming_id IS NOT NULL;

-- A document that takes the place of another (wrong content) or corrects its form.
CREATE TABLE document_links (
    document_id    TEXT PRIMARY KEY REFERENCES documents (id),
    of_document_id TEXT NOT NULL REFERENCES documents (id),
    kind           TEXT NOT NULL CHECK (kind IN ('replaces', 'corrects')),
    reason         TEXT NOT NULL,
    at             BIGINT NOT NULL
);
CREATE INDEX document_links_of ON document_links (of_document_id);

-- "Giải trình" and "Không đúng": by the norm and the words it is about, so that they stay with their finding while the rest is edited.
CREATE TABLE finding_answers (
    id          TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id),
    norm        TEXT NOT NULL,
    quote       TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('explain', 'not_right')),
    reason      TEXT NOT NULL,
    version     BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    actor       TEXT NOT NULL,
    actor_name  TEXT NOT NULL
);
CREATE INDEX finding_answers_by_document ON finding_answers (document_id, id);

-- Why a draft that is like a superior's document is needed all the same (226-KL/TW 2.1), or who waived the questions.
CREATE TABLE document_necessity (
    document_id   TEXT PRIMARY KEY REFERENCES documents (id),
    why           TEXT NOT NULL DEFAULT '',
    adds          TEXT NOT NULL DEFAULT '',
    resources     TEXT NOT NULL DEFAULT '',
    deadline      TEXT NOT NULL DEFAULT '',
    responsible   TEXT NOT NULL DEFAULT '',
    waived_by     TEXT,
    waive_reason  TEXT NOT NULL DEFAULT '',
    at            BIGINT NOT NULL,
    actor         TEXT NOT NULL,
    actor_name    TEXT NOT NULL
);

-- Each file uploaded into a draft is kept; the newest one is the draft's file.
CREATE TABLE draft_files (
    document_id TEXT NOT NULL REFERENCES documents (id),
    seq         BIGINT NOT NULL,
    sha256      TEXT NOT NULL,
    name        TEXT NOT NULL,
    size        BIGINT NOT NULL,
    media_type  TEXT NOT NULL,
    at          BIGINT NOT NULL,
    actor_name  TEXT NOT NULL,
    PRIMARY KEY (document_id, seq)
);

-- Documents of superiors that this version repeats, as the check saw them (JSON), and whether the share asks for the necessity questions.
ALTER TABLE draft_findings ADD COLUMN copies TEXT;
ALTER TABLE draft_findings ADD COLUMN necessity BIGINT NOT NULL DEFAULT 0;
