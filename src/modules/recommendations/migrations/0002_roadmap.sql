-- What a recommendation is about, the steps of its roadmap, and the visits on which difficulties are solved.
ALTER TABLE recommendations ADD COLUMN annex_no TEXT;
ALTER TABLE recommendations ADD COLUMN roadmap_steps BIGINT CHECK (roadmap_steps >= 0);
ALTER TABLE recommendations ADD COLUMN topic TEXT;
ALTER TABLE recommendations ADD COLUMN about_document TEXT;
ALTER TABLE recommendations ADD COLUMN solved_on_spot BIGINT CHECK (solved_on_spot IN (0, 1));
ALTER TABLE recommendations ADD COLUMN resolvers BIGINT CHECK (resolvers >= 0);  -- how many bodies it was given to

-- T1, W18: a leader goes to the grassroots.
CREATE TABLE visits (
    id           TEXT PRIMARY KEY,
    external_id  TEXT UNIQUE,
    unit_id      TEXT NOT NULL REFERENCES units (id),
    date         TEXT NOT NULL,
    leader       TEXT,
    area         TEXT,
    findings     TEXT,
    instructions TEXT,
    sample       BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at   BIGINT NOT NULL
);
CREATE INDEX visits_unit ON visits (unit_id, date);

CREATE VIEW fact_visits AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.leader AS leader, x.area AS place, x.findings AS findings,
       x.instructions AS instructions
FROM visits x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

DROP VIEW fact_recommendations;
CREATE VIEW fact_recommendations AS
SELECT COALESCE(r.external_id, r.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, r.date AS date, r.sample AS sample,
       r.text AS text, v.code AS resolver, r.due AS due, r.answered_on AS answered_on, r.roadmap_on AS roadmap_on,
       r.informed_on AS informed_on, r.annex_no AS annex_no, r.roadmap_steps AS roadmap_steps, r.topic AS topic,
       r.about_document AS about_document, r.solved_on_spot AS solved_on_spot,
       CASE WHEN r.resolver_id IS NULL THEN r.resolvers ELSE COALESCE(r.resolvers, 1) END AS resolvers
FROM recommendations r
JOIN units u ON u.id = r.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units v ON v.id = r.resolver_id;
