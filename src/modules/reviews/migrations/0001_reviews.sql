-- D5, D6: review of documents in force, one row for each document or pair.
CREATE TABLE document_reviews (
    id           TEXT PRIMARY KEY,
    external_id  TEXT UNIQUE,
    unit_id      TEXT NOT NULL REFERENCES units (id),
    document     TEXT NOT NULL,
    other        TEXT,
    date         TEXT NOT NULL,
    issue        TEXT CHECK (issue IN ('none', 'overlap', 'contradiction', 'unfit', 'similar')),
    other_sector BIGINT CHECK (other_sector IN (0, 1)),
    action       TEXT CHECK (action IN ('keep', 'amend', 'supplement', 'replace', 'merge', 'joint', 'repeal')),
    owner        TEXT,
    due          TEXT,
    done_on      TEXT,
    sample       BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at   BIGINT NOT NULL
);
CREATE INDEX document_reviews_unit ON document_reviews (unit_id, date);

-- T2: legal documents to be reviewed, by sector.
CREATE TABLE legal_documents (
    id             TEXT PRIMARY KEY,
    external_id    TEXT UNIQUE,
    unit_id        TEXT NOT NULL REFERENCES units (id),
    symbol         TEXT NOT NULL,
    sector         TEXT,
    priority_group BIGINT CHECK (priority_group >= 0),
    date           TEXT,
    due            TEXT,
    sample         BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at     BIGINT NOT NULL
);
CREATE INDEX legal_documents_unit ON legal_documents (unit_id);

-- T2: what the review of one found, and what became of it.
CREATE TABLE legal_reviews (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    document_id TEXT NOT NULL REFERENCES legal_documents (id),
    date        TEXT NOT NULL,
    finding     TEXT CHECK (finding IN ('none', 'overlap', 'contradiction', 'unfit')),
    action      TEXT CHECK (action IN ('amend', 'supplement', 'complete')),
    owner       TEXT,
    due         TEXT,
    done_on     TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX legal_reviews_document ON legal_reviews (document_id);

CREATE VIEW fact_document_reviews AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.document AS document, x.other AS other, x.issue AS issue,
       x.other_sector AS other_sector, x.action AS action, x.owner AS owner, x.due AS due, x.done_on AS done_on
FROM document_reviews x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

CREATE VIEW fact_legal_documents AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.symbol AS symbol, x.sector AS sector, x.priority_group AS priority_group,
       x.due AS due, (SELECT MIN(l.date) FROM legal_reviews l WHERE l.document_id = x.id) AS reviewed_on
FROM legal_documents x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

CREATE VIEW fact_legal_reviews AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, COALESCE(r1.external_id, x.document_id) AS document, x.finding AS finding,
       x.action AS action, x.owner AS owner, x.due AS due, x.done_on AS done_on
FROM legal_reviews x
JOIN legal_documents d ON d.id = x.document_id
JOIN units u ON u.id = d.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN legal_documents r1 ON r1.id = x.document_id;
