-- D5, D6: groups of close documents of several issuers and sectors, joined from pairs as these are found (derived), and what
-- people decided about a group as a whole.
CREATE TABLE review_groups (
    id        TEXT PRIMARY KEY,
    state     TEXT NOT NULL CHECK (state IN ('open', 'decided')),
    documents BIGINT NOT NULL,
    issuers   BIGINT NOT NULL,
    sectors   BIGINT NOT NULL,
    joint     BIGINT NOT NULL CHECK (joint IN (0, 1)),
    rank      BIGINT NOT NULL,
    found_at  BIGINT NOT NULL
);

-- A document stands in one group at most. number: of text_numbers; share: of the pair it joined by.
CREATE TABLE review_group_members (
    number    BIGINT PRIMARY KEY,
    group_id  TEXT NOT NULL REFERENCES review_groups (id),
    share     DOUBLE PRECISION NOT NULL,
    joined_at BIGINT NOT NULL
);
CREATE INDEX review_group_members_group ON review_group_members (group_id, number);

-- For each unit from the lowest above all documents upwards: one row for every sector ('') and one for each sector of the group,
-- so that a list of a unit and a sector is one range.
CREATE TABLE review_group_scopes (
    unit_id  TEXT NOT NULL REFERENCES units (id),
    sector   TEXT NOT NULL,
    group_id TEXT NOT NULL,
    state    TEXT NOT NULL,
    rank     BIGINT NOT NULL,
    joint    BIGINT NOT NULL,
    PRIMARY KEY (unit_id, sector, group_id)
);
CREATE INDEX review_group_scopes_list ON review_group_scopes (unit_id, sector, state, rank DESC, group_id DESC);
CREATE INDEX review_group_scopes_group ON review_group_scopes (group_id);

ALTER TABLE document_reviews ADD COLUMN group_id TEXT;
CREATE UNIQUE INDEX document_reviews_group ON document_reviews (group_id) WHERE group_id IS NOT NULL;
-- The pair was settled together with this group.
ALTER TABLE review_pairs ADD COLUMN group_id TEXT;

-- One run of the search: from the first document that waited until none does.
ALTER TABLE review_progress ADD COLUMN run_started BIGINT NOT NULL DEFAULT 0;
ALTER TABLE review_progress ADD COLUMN run_documents BIGINT NOT NULL DEFAULT 0;
-- Groups grow out of pairs as they are found: everything is looked at once more.
UPDATE review_progress SET mark = 0;
