-- What a report says and who answers for it; the forms, indicators and requests behind it.
ALTER TABLE reports ADD COLUMN responsible TEXT;
ALTER TABLE reports ADD COLUMN pages BIGINT CHECK (pages >= 0);
ALTER TABLE reports ADD COLUMN periodic BIGINT CHECK (periodic IN (0, 1));
ALTER TABLE reports ADD COLUMN requested_by_id TEXT REFERENCES units (id);
ALTER TABLE reports ADD COLUMN due_exclusive BIGINT CHECK (due_exclusive IN (0, 1));
ALTER TABLE reports ADD COLUMN data_from TEXT;
ALTER TABLE reports ADD COLUMN data_to TEXT;
ALTER TABLE reports ADD COLUMN results_stated BIGINT CHECK (results_stated >= 0);
ALTER TABLE reports ADD COLUMN results_quantified BIGINT CHECK (results_quantified >= 0);

-- Two more measures may be declared for a year before the unit's own records: the table is made anew, its check cannot be altered.
CREATE TABLE baselines_new (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    content_key TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    year        BIGINT NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    measure     TEXT NOT NULL CHECK (measure IN ('documents', 'conferences', 'meetings', 'reports')),
    value       BIGINT NOT NULL CHECK (value >= 0),
    basis       TEXT NOT NULL,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL,
    UNIQUE (unit_id, year, measure)
);
INSERT INTO baselines_new SELECT id, external_id, content_key, unit_id, year, measure, value, basis, sample, created_at FROM baselines;
DROP VIEW fact_baselines;
DROP TABLE baselines;
ALTER TABLE baselines_new RENAME TO baselines;
CREATE VIEW fact_baselines AS
SELECT COALESCE(b.external_id, b.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, CAST(NULL AS TEXT) AS date, b.sample AS sample,
       b.year AS year, b.measure AS measure, b.value AS value, b.basis AS basis
FROM baselines b
JOIN units u ON u.id = b.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

-- Which topics a report speaks of.
CREATE TABLE report_sections (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    content_key TEXT UNIQUE,
    report_id   TEXT NOT NULL REFERENCES reports (id),
    topic       TEXT NOT NULL CHECK (topic IN ('documents', 'consistency', 'feasibility', 'difficulties', 'meetings', 'necessity', 'composition', 'speech_focus', 'waste', 'programmes', 'functions', 'registers', 'procedures', 'delegation', 'digital', 'systems', 'coordination', 'attitude', 'direction', 'proposals', 'organisation', 'staff', 'area_classes')),
    text        TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL,
    UNIQUE (report_id, topic)
);

-- Figures a report gives.
CREATE TABLE report_values (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    content_key TEXT UNIQUE,
    report_id   TEXT NOT NULL REFERENCES reports (id),
    indicator   TEXT NOT NULL,
    value       DOUBLE PRECISION,
    note        TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL,
    UNIQUE (report_id, indicator)
);

-- W16: reports asked for.
CREATE TABLE report_requests (
    id           TEXT PRIMARY KEY,
    external_id  TEXT UNIQUE,
    unit_id      TEXT NOT NULL REFERENCES units (id),
    to_unit_id   TEXT REFERENCES units (id),
    form         TEXT,
    date         TEXT NOT NULL,
    period       TEXT,
    indicators   TEXT,
    already_held BIGINT CHECK (already_held IN (0, 1)),
    sample       BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at   BIGINT NOT NULL
);
CREATE INDEX report_requests_unit ON report_requests (unit_id, date);

-- W15: indicators in use; two with one definition, or one name with two, are doubled.
CREATE TABLE indicators (
    id             TEXT PRIMARY KEY,
    external_id    TEXT UNIQUE,
    unit_id        TEXT NOT NULL REFERENCES units (id),
    code           TEXT NOT NULL,
    name           TEXT NOT NULL,
    definition     TEXT,
    measure_unit   TEXT,
    date           TEXT,
    name_key       TEXT,  -- folded name and definition: differently written, the same key
    definition_key TEXT,
    sample         BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at     BIGINT NOT NULL
);
CREATE INDEX indicators_unit ON indicators (unit_id);
CREATE INDEX indicators_definition_key ON indicators (definition_key);
CREATE INDEX indicators_name_key ON indicators (name_key);

-- W15: report forms and the indicators they ask for.
CREATE TABLE forms (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    code        TEXT NOT NULL,
    title       TEXT,
    fields      TEXT,
    date        TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX forms_unit ON forms (unit_id);

-- P2: follow-up.
CREATE TABLE reminders (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    content_key TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    to_unit_id  TEXT NOT NULL REFERENCES units (id),
    date        TEXT NOT NULL,
    form        TEXT,
    period      TEXT,
    task        TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX reminders_to_unit ON reminders (to_unit_id, date);
CREATE INDEX reminders_unit ON reminders (unit_id, date);

-- C6: one report made of many.
CREATE TABLE consolidations (
    id            TEXT PRIMARY KEY,
    external_id   TEXT UNIQUE,
    unit_id       TEXT NOT NULL REFERENCES units (id),
    form          TEXT NOT NULL,
    period        TEXT NOT NULL,
    date          TEXT,
    sources       TEXT,
    sources_count BIGINT CHECK (sources_count >= 0),
    missing_named BIGINT CHECK (missing_named IN (0, 1)),
    sample        BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at    BIGINT NOT NULL
);
CREATE INDEX consolidations_unit ON consolidations (unit_id);

-- C4: what a province proposes.
CREATE TABLE proposals (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    report_id   TEXT REFERENCES reports (id),
    date        TEXT,
    type        TEXT CHECK (type IN ('length', 'cut', 'max_meetings', 'solution')),
    level       TEXT CHECK (level IN ('central', 'province', 'commune')),
    value       DOUBLE PRECISION,
    text        TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX proposals_unit ON proposals (unit_id);
CREATE INDEX proposals_report ON proposals (report_id);

CREATE VIEW fact_report_sections AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, COALESCE(r.filed_on, r.due) AS date, x.sample AS sample, COALESCE(r1.external_id, x.report_id) AS report,
       x.topic AS topic, x.text AS text
FROM report_sections x
JOIN reports r ON r.id = x.report_id
JOIN units u ON u.id = r.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN reports r1 ON r1.id = x.report_id;

CREATE VIEW fact_report_values AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, COALESCE(r.filed_on, r.due) AS date, x.sample AS sample, COALESCE(r1.external_id, x.report_id) AS report,
       x.indicator AS indicator, x.value AS value, x.note AS note
FROM report_values x
JOIN reports r ON r.id = x.report_id
JOIN units u ON u.id = r.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN reports r1 ON r1.id = x.report_id;

CREATE VIEW fact_report_requests AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, v1.code AS to_unit, x.form AS form, x.period AS period,
       x.already_held AS already_held
FROM report_requests x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units v1 ON v1.id = x.to_unit_id;

CREATE VIEW fact_indicators AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.code AS code, x.name AS name, x.definition AS definition,
       x.measure_unit AS measure_unit, x.name_key AS name_key, x.definition_key AS definition_key
FROM indicators x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

CREATE VIEW fact_forms AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.code AS code, x.title AS title
FROM forms x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

CREATE VIEW fact_reminders AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, v1.code AS to_unit, x.form AS form, x.period AS period, x.task AS task
FROM reminders x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units v1 ON v1.id = x.to_unit_id;

CREATE VIEW fact_consolidations AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.form AS form, x.period AS period, x.sources_count AS sources_count,
       x.missing_named AS missing_named
FROM consolidations x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

CREATE VIEW fact_proposals AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, COALESCE(r1.external_id, x.report_id) AS report, x.type AS type,
       x.level AS of_level, x.value AS value, x.text AS text
FROM proposals x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN reports r1 ON r1.id = x.report_id;

DROP VIEW fact_reports;
-- `date`: the day it was filed, else the day it is due. A report none of whose topics (figures) is recorded says nothing
-- about them: unknown, not left out.
CREATE VIEW fact_reports AS
SELECT COALESCE(r.external_id, r.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, COALESCE(r.filed_on, r.due) AS date, r.sample AS sample,
       r.form AS form, r.period AS period, r.due AS due, r.filed_on AS filed_on, r.channel AS channel,
       r.responsible AS responsible, r.pages AS pages, r.periodic AS periodic, q.code AS requested_by,
       r.due_exclusive AS due_exclusive, r.data_from AS data_from, r.data_to AS data_to,
       r.results_stated AS results_stated, r.results_quantified AS results_quantified,
       r.results_stated - r.results_quantified AS results_without_figure,
       CASE WHEN p.merged IS NULL THEN a.merged ELSE p.merged END AS province_merged,
       (SELECT COUNT(*) FROM proposals s WHERE s.report_id = r.id) AS proposals,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'documents') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_documents,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'consistency') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_consistency,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'feasibility') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_feasibility,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'difficulties') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_difficulties,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'meetings') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_meetings,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'necessity') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_necessity,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'composition') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_composition,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'speech_focus') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_speech_focus,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'waste') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_waste,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'programmes') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_programmes,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'functions') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_functions,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'registers') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_registers,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'procedures') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_procedures,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'delegation') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_delegation,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'digital') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_digital,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'systems') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_systems,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'coordination') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_coordination,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'attitude') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_attitude,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'direction') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_direction,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'proposals') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_proposals,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'organisation') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_organisation,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'staff') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_staff,
       CASE WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id AND s.topic = 'area_classes') THEN 1
            WHEN EXISTS (SELECT 1 FROM report_sections s WHERE s.report_id = r.id) THEN 0 END AS has_area_classes,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'documents_issued' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_documents_issued,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'documents_administrative' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_documents_administrative,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'documents_last_year' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_documents_last_year,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'conferences' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_conferences,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'conferences_last_year' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_conferences_last_year,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'meetings' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_meetings,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'meetings_last_year' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_meetings_last_year,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'procedures_digital_percent' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_procedures_digital_percent,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'documents_digitised_percent' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_documents_digitised_percent,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'network_percent' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_network_percent,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'central_documents_per_day' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_central_documents_per_day,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'central_documents_per_month' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_central_documents_per_month,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'issuing_bodies' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_issuing_bodies,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'pages_median' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_pages_median,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'meetings_online' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_meetings_online,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'meetings_in_person' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_meetings_in_person,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'meetings_hybrid' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_meetings_hybrid,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'meetings_central' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_meetings_central,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'meetings_local' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_meetings_local,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'busiest_month' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_busiest_month,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'minutes_median' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_minutes_median,
       CASE WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id AND s.indicator = 'speech_minutes_median' AND s.value IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM report_values s WHERE s.report_id = r.id) THEN 0 END AS gives_speech_minutes_median
FROM reports r
JOIN units u ON u.id = r.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN areas p ON p.code = a.parent_code
LEFT JOIN units q ON q.id = r.requested_by_id;
