-- The person in charge, the means, the rhythm of standing work, and what happened to a task on its way.
ALTER TABLE tasks ADD COLUMN lead_person TEXT;
ALTER TABLE tasks ADD COLUMN resources TEXT;
ALTER TABLE tasks ADD COLUMN recurrence TEXT;
ALTER TABLE tasks ADD COLUMN matter TEXT;  -- a matter of the delegation register that this task is about

CREATE TABLE task_events (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    content_key TEXT UNIQUE,
    task_id     TEXT NOT NULL REFERENCES tasks (id),
    type        TEXT NOT NULL CHECK (type IN ('returned', 'reassigned', 'reminded', 'extended')),
    date        TEXT NOT NULL,
    by_unit_id  TEXT REFERENCES units (id),
    reason      TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX task_events_task ON task_events (task_id, date);

DROP VIEW fact_tasks;
-- `unit` is the lead; `date` is the due day.
CREATE VIEW fact_tasks AS
SELECT COALESCE(t.external_id, t.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, t.due AS date, t.sample AS sample,
       g.code AS assigner, u.code AS lead, t.work AS work, t.accountable AS accountable, t.authority AS authority,
       t.product AS product, t.due AS due, t.source AS source, t.clause AS clause, t.status AS status, t.done_on AS done_on,
       t.lead_person AS lead_person, t.resources AS resources, t.recurrence AS recurrence, t.matter AS matter,
       (SELECT COUNT(*) FROM task_contributors k WHERE k.task_id = t.id) AS contributors,
       (SELECT COUNT(*) FROM task_contributors k JOIN units v ON v.id = k.unit_id
        WHERE k.task_id = t.id AND v.level = 'central') AS central_contributors
FROM tasks t
JOIN units u ON u.id = t.lead_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units g ON g.id = t.assigner_id;

CREATE VIEW fact_task_events AS
SELECT COALESCE(e.external_id, e.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, e.date AS date, e.sample AS sample,
       COALESCE(t.external_id, t.id) AS task, e.type AS type, v.code AS by_unit, e.reason AS reason
FROM task_events e
JOIN tasks t ON t.id = e.task_id
JOIN units u ON u.id = t.lead_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units v ON v.id = e.by_unit_id;
