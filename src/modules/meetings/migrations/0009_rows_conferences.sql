-- The same rows before units are joined to them: what is counted by unit looks here (facts::View::Source).
CREATE VIEW rows_conferences AS
SELECT c.unit_id, COALESCE(c.external_id, c.id) AS id, c.date AS date, c.type AS type, c.scope AS scope, c.mode AS mode,
       c.statutory_kind AS statutory_kind, c.planned_minutes AS planned_minutes, c.actual_minutes AS actual_minutes,
       c.cost AS cost, c.cost_norm AS cost_norm, c.broadcast_to_grassroots AS broadcast_to_grassroots,
       c.delegates AS delegates, c.leaders_invited AS leaders_invited, c.leaders_total AS leaders_total,
       c.decision_by AS decision_by, c.decision_symbol AS decision_symbol, c.decision_date AS decision_date,
       c.plan_item AS plan_item, c.status AS status
FROM conferences c;
