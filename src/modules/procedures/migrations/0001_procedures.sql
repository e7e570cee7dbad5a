-- Files of administrative procedures received: handled digitally at every step or not.
CREATE TABLE procedure_cases (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    content_key TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    date        TEXT NOT NULL,
    digital     BIGINT CHECK (digital IN (0, 1)),
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX procedure_cases_unit_date ON procedure_cases (unit_id, date);

CREATE VIEW fact_procedure_cases AS
SELECT COALESCE(p.external_id, p.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, p.date AS date, p.sample AS sample, p.digital AS digital
FROM procedure_cases p
JOIN units u ON u.id = p.unit_id
LEFT JOIN areas a ON a.code = u.area_code;
