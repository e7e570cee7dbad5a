DROP VIEW fact_recommendations;
-- `resolver_level`: of the unit that has to solve it; `level` is that of the unit that raised it.
CREATE VIEW fact_recommendations AS
SELECT COALESCE(r.external_id, r.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, r.date AS date, r.sample AS sample,
       r.text AS text, v.code AS resolver, v.level AS resolver_level, r.due AS due, r.answered_on AS answered_on,
       r.roadmap_on AS roadmap_on, r.informed_on AS informed_on, r.annex_no AS annex_no,
       r.roadmap_steps AS roadmap_steps, r.topic AS topic, r.about_document AS about_document,
       r.solved_on_spot AS solved_on_spot,
       CASE WHEN r.resolver_id IS NULL THEN r.resolvers ELSE COALESCE(r.resolvers, 1) END AS resolvers
FROM recommendations r
JOIN units u ON u.id = r.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units v ON v.id = r.resolver_id;
