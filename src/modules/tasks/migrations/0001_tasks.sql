-- A task has exactly one lead: the column is NOT NULL and holds one unit; whoever else works on it is a contributor row.
CREATE TABLE tasks (
    id           TEXT PRIMARY KEY,
    external_id  TEXT UNIQUE,
    assigner_id  TEXT REFERENCES units (id),
    lead_id      TEXT NOT NULL REFERENCES units (id),
    contributors TEXT,  -- the codes as given, JSON; the rows below are what queries use
    work         TEXT,
    accountable  TEXT,
    authority    TEXT,
    product      TEXT,
    due          TEXT,
    source       TEXT,
    clause       TEXT,
    status       TEXT CHECK (status IN ('open', 'done', 'cancelled')),
    done_on      TEXT,
    sample       BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at   BIGINT NOT NULL
);
CREATE INDEX tasks_lead_due ON tasks (lead_id, due);
CREATE INDEX tasks_assigner_due ON tasks (assigner_id, due);
CREATE INDEX tasks_source ON tasks (source, lead_id);

CREATE TABLE task_contributors (
    task_id TEXT NOT NULL REFERENCES tasks (id),
    unit_id TEXT NOT NULL REFERENCES units (id),
    PRIMARY KEY (task_id, unit_id)
);
CREATE INDEX task_contributors_unit ON task_contributors (unit_id);

-- `unit` is the lead; `date` is the due day.
CREATE VIEW fact_tasks AS
SELECT COALESCE(t.external_id, t.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, t.due AS date, t.sample AS sample,
       g.code AS assigner, u.code AS lead, t.work AS work, t.accountable AS accountable, t.authority AS authority,
       t.product AS product, t.due AS due, t.source AS source, t.clause AS clause, t.status AS status, t.done_on AS done_on
FROM tasks t
JOIN units u ON u.id = t.lead_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units g ON g.id = t.assigner_id;
