ALTER TABLE procedure_cases ADD COLUMN online_submitted BIGINT CHECK (online_submitted IN (0, 1));

-- W1, W2: procedures of a unit and what their review brought.
CREATE TABLE procedures (
    id            TEXT PRIMARY KEY,
    external_id   TEXT UNIQUE,
    unit_id       TEXT NOT NULL REFERENCES units (id),
    name          TEXT NOT NULL,
    owner         TEXT,
    version       TEXT,
    action        TEXT CHECK (action IN ('kept', 'simplified', 'abolished')),
    date          TEXT,
    reviewed_on   TEXT,
    steps_before  BIGINT CHECK (steps_before >= 0),
    steps_after   BIGINT CHECK (steps_after >= 0),
    minutes_saved BIGINT CHECK (minutes_saved >= 0),
    sample        BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at    BIGINT NOT NULL
);
CREATE INDEX procedures_unit ON procedures (unit_id);

CREATE VIEW fact_procedures AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.name AS name, x.owner AS owner, x.version AS version, x.action AS action,
       x.reviewed_on AS reviewed_on, x.steps_before AS steps_before, x.steps_after AS steps_after, x.minutes_saved AS minutes_saved
FROM procedures x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

DROP VIEW fact_procedure_cases;
CREATE VIEW fact_procedure_cases AS
SELECT COALESCE(p.external_id, p.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, p.date AS date, p.sample AS sample, p.digital AS digital,
       p.online_submitted AS online_submitted
FROM procedure_cases p
JOIN units u ON u.id = p.unit_id
LEFT JOIN areas a ON a.code = u.area_code;
