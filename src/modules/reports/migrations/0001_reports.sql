-- Reporting obligations as rows: one for each unit, form and period, so that completeness never exceeds 100 %.
CREATE TABLE reports (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    content_key TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    form        TEXT NOT NULL,
    period      TEXT NOT NULL,
    due         TEXT,
    filed_on    TEXT,
    channel     TEXT CHECK (channel IN ('network', 'paper')),
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL,
    UNIQUE (unit_id, form, period)
);
CREATE INDEX reports_unit_due ON reports (unit_id, due);
CREATE INDEX reports_due ON reports (due);

-- Figures of a year before the unit's own records, declared with the document they rest on.
CREATE TABLE baselines (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    content_key TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    year        BIGINT NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    measure     TEXT NOT NULL CHECK (measure IN ('documents', 'conferences')),
    value       BIGINT NOT NULL CHECK (value >= 0),
    basis       TEXT NOT NULL,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL,
    UNIQUE (unit_id, year, measure)
);

-- `date`: the day it was filed, else the day it is due.
CREATE VIEW fact_reports AS
SELECT COALESCE(r.external_id, r.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, COALESCE(r.filed_on, r.due) AS date, r.sample AS sample,
       r.form AS form, r.period AS period, r.due AS due, r.filed_on AS filed_on, r.channel AS channel
FROM reports r
JOIN units u ON u.id = r.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

CREATE VIEW fact_baselines AS
SELECT COALESCE(b.external_id, b.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, CAST(NULL AS TEXT) AS date, b.sample AS sample,
       b.year AS year, b.measure AS measure, b.value AS value, b.basis AS basis
FROM baselines b
JOIN units u ON u.id = b.unit_id
LEFT JOIN areas a ON a.code = u.area_code;
