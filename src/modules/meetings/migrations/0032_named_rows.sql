-- A conference that repeats an earlier one tells that one's row: whether it was broadcast is looked up there, in the pass
-- over all conferences.
DROP VIEW fact_conferences;
CREATE VIEW fact_conferences AS
SELECT COALESCE(c.external_id, c.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, c.date AS date, c.sample AS sample,
       c.title AS title, c.type AS type, c.scope AS scope, c.mode AS mode, c.statutory_kind AS statutory_kind,
       c.planned_minutes AS planned_minutes, c.actual_minutes AS actual_minutes, c.cost AS cost, c.cost_norm AS cost_norm,
       c.broadcast_to_grassroots AS broadcast_to_grassroots, COALESCE(r.external_id, c.repeats_id) AS repeats,
       c.delegates AS delegates, c.leaders_invited AS leaders_invited, c.leaders_total AS leaders_total,
       c.decision_by AS decision_by, c.decision_symbol AS decision_symbol, c.decision_date AS decision_date,
       c.plan_item AS plan_item, c.status AS status, c.chair AS chair, c.sector AS sector, c.topic_key AS topic_key,
       c.guided_by AS guided_by, c.necessity_note AS necessity_note, c.joint_issue_note AS joint_issue_note,
       c.cost_planned AS cost_planned, c.sessions AS sessions, c.scheduled_on AS scheduled_on,
       CASE WHEN substr(c.date, 6, 2) IN ('01', '12') THEN 1 ELSE 0 END AS turn_of_year,
-- @sqlite
       c.rowid AS row_id, r.rowid AS repeats_row
-- @postgres
       c.id AS row_id, r.id AS repeats_row
-- @both
FROM conferences c
JOIN units u ON u.id = c.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN conferences r ON r.id = c.repeats_id;
DROP VIEW scan_conferences;
CREATE VIEW scan_conferences AS
SELECT
-- @sqlite
       c.rowid AS row_id,
-- @postgres
       c.id AS row_id,
-- @both
       c.unit_id AS unit_id, c.date AS date, c.type AS type, c.scope AS scope, c.statutory_kind AS statutory_kind,
       c.planned_minutes AS planned_minutes, c.actual_minutes AS actual_minutes, c.cost AS cost, c.cost_norm AS cost_norm,
       c.repeats_id AS repeats_row, CASE WHEN c.repeats_id IS NOT NULL THEN (SELECT COALESCE(r.external_id, r.id) FROM conferences r WHERE r.id = c.repeats_id) END AS repeats,
       c.leaders_invited AS leaders_invited, c.leaders_total AS leaders_total,
       c.decision_by AS decision_by, c.decision_symbol AS decision_symbol, c.decision_date AS decision_date,
       c.status AS status, c.chair AS chair, c.guided_by AS guided_by, c.necessity_note AS necessity_note,
       c.cost_planned AS cost_planned, c.topic_key AS topic_key
-- @sqlite
FROM conferences c NOT INDEXED;
-- @postgres
FROM conferences c;
-- @both
