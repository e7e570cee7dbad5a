-- What units below ask of those above, until it is answered or has a roadmap and the one who asked was told.
CREATE TABLE recommendations (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),  -- who raised it
    date        TEXT NOT NULL,
    text        TEXT NOT NULL,
    resolver_id TEXT REFERENCES units (id),
    due         TEXT,
    answered_on TEXT,
    roadmap_on  TEXT,
    informed_on TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX recommendations_unit_date ON recommendations (unit_id, date);
CREATE INDEX recommendations_resolver_due ON recommendations (resolver_id, due);

CREATE VIEW fact_recommendations AS
SELECT COALESCE(r.external_id, r.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, r.date AS date, r.sample AS sample,
       r.text AS text, v.code AS resolver, r.due AS due, r.answered_on AS answered_on, r.roadmap_on AS roadmap_on,
       r.informed_on AS informed_on
FROM recommendations r
JOIN units u ON u.id = r.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units v ON v.id = r.resolver_id;
