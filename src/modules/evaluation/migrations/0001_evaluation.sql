-- W19: the yearly evaluation of the head of a unit; a person rates, here stand the fact and its evidence.
CREATE TABLE evaluations (
    id           TEXT PRIMARY KEY,
    external_id  TEXT UNIQUE,
    unit_id      TEXT NOT NULL REFERENCES units (id),
    head         TEXT,
    year         BIGINT NOT NULL CHECK (year >= 0),
    date         TEXT,
    by_unit_id   TEXT REFERENCES units (id),
    result       TEXT CHECK (result IN ('excellent', 'good', 'completed', 'not_completed')),
    evidence     TEXT,
    evidence_226 BIGINT CHECK (evidence_226 IN (0, 1)),
    sample       BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at   BIGINT NOT NULL
);
CREATE INDEX evaluations_unit ON evaluations (unit_id, year);

-- W4: what people and businesses say; no names.
CREATE TABLE satisfaction (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    content_key TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    date        TEXT NOT NULL,
    score       BIGINT NOT NULL CHECK (score >= 0),
    respondent  TEXT CHECK (respondent IN ('person', 'business')),
    subject     TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX satisfaction_unit ON satisfaction (unit_id, date);

-- `date`: the first day of the year it is about.
CREATE VIEW fact_evaluations AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, CAST(x.year AS TEXT) || '-01-01' AS date, x.sample AS sample, x.head AS head, x.year AS year, v1.code AS by_unit,
       x.result AS result, x.evidence_226 AS evidence_226, x.date AS concluded_on
FROM evaluations x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units v1 ON v1.id = x.by_unit_id;

CREATE VIEW fact_satisfaction AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.score AS score, x.respondent AS respondent, x.subject AS subject
FROM satisfaction x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;
