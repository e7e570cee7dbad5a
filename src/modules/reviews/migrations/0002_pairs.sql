-- The review of documents in force: what the reuse index found (derived, can be found again), what people decided, and which
-- document replaced which.

-- Derived: two issued documents that share wording. id: the numbers of their texts, smaller first ("12-345"). `open`: nobody has
-- looked; `decided`: a row of document_reviews; `closed`: one of the two is no longer in force.
CREATE TABLE review_pairs (
    id          TEXT PRIMARY KEY,
    a_number    BIGINT NOT NULL,
    b_number    BIGINT NOT NULL,
    a_document  TEXT NOT NULL,
    b_document  TEXT NOT NULL,
    a_change    BIGINT NOT NULL,
    b_change    BIGINT NOT NULL,
    share_a     DOUBLE PRECISION NOT NULL,
    share_b     DOUBLE PRECISION NOT NULL,
    joint       BIGINT NOT NULL CHECK (joint IN (0, 1)),
    differing   BIGINT NOT NULL,
    differences TEXT NOT NULL,
    rank        BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('open', 'decided', 'closed')),
    found_at    BIGINT NOT NULL
);
CREATE INDEX review_pairs_a ON review_pairs (a_number);
CREATE INDEX review_pairs_b ON review_pairs (b_number);

-- One row for the lowest unit above both documents (own = 1) and each unit above it: a list of a subtree is one range.
CREATE TABLE review_pair_scopes (
    unit_id   TEXT NOT NULL REFERENCES units (id),
    pair_id   TEXT NOT NULL,
    state     TEXT NOT NULL,
    rank      BIGINT NOT NULL,
    own       BIGINT NOT NULL CHECK (own IN (0, 1)),
    joint     BIGINT NOT NULL,
    differing BIGINT NOT NULL,
    PRIMARY KEY (unit_id, pair_id)
);
CREATE INDEX review_pair_scopes_list ON review_pair_scopes (unit_id, state, rank DESC, pair_id DESC);
CREATE INDEX review_pair_scopes_pair ON review_pair_scopes (pair_id);

-- How far the search for pairs has come: the change mark of text_numbers up to which documents were looked at.
CREATE TABLE review_progress (
    id        BIGINT PRIMARY KEY CHECK (id = 1),
    mark      BIGINT NOT NULL,
    documents BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
INSERT INTO review_progress (id, mark, documents, updated_at) VALUES (1, 0, 0, 0);

-- A decision stands in document_reviews, where norms see it; this is what a person adds to the fact.
ALTER TABLE document_reviews ADD COLUMN pair_id TEXT;
ALTER TABLE document_reviews ADD COLUMN result TEXT;
ALTER TABLE document_reviews ADD COLUMN note TEXT;
ALTER TABLE document_reviews ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX document_reviews_pair ON document_reviews (pair_id) WHERE pair_id IS NOT NULL;

CREATE TABLE document_review_events (
    id         TEXT PRIMARY KEY,
    review_id  TEXT NOT NULL REFERENCES document_reviews (id),
    at         BIGINT NOT NULL,
    actor      TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    detail     TEXT NOT NULL
);
CREATE INDEX document_review_events_review ON document_review_events (review_id, id);

-- The register of documents in force: the newer document does something to the older one from `date` on. clause NULL: to the
-- whole of it. Holds for the unit and the units below it; only `confirmed` rows count.
CREATE TABLE document_relations (
    id            TEXT PRIMARY KEY,
    unit_id       TEXT NOT NULL REFERENCES units (id),
    newer         TEXT NOT NULL,
    newer_key     TEXT NOT NULL,
    older         TEXT NOT NULL,
    older_key     TEXT NOT NULL,
    older_document TEXT,
    relation      TEXT NOT NULL CHECK (relation IN ('replaces', 'repeals', 'amends', 'supplements')),
    clause        TEXT,
    date          TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'rejected')),
    source        TEXT NOT NULL CHECK (source IN ('text', 'person')),
    recorded_by   TEXT,
    recorded_name TEXT,
    recorded_at   BIGINT NOT NULL,
    applied       BIGINT NOT NULL DEFAULT 0 CHECK (applied IN (0, 1)),
    UNIQUE (unit_id, newer_key, older_key, relation)
);
CREATE INDEX document_relations_list ON document_relations (unit_id, state, id DESC);
CREATE INDEX document_relations_older ON document_relations (older_key, unit_id);
CREATE INDEX document_relations_newer ON document_relations (newer_key, unit_id);
CREATE INDEX document_relations_due ON document_relations (date) WHERE state = 'confirmed' AND applied = 0;
