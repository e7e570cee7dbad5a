-- W1: what a unit answers for, with whom and by what power.
CREATE TABLE responsibilities (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    function    TEXT NOT NULL,
    owner       TEXT,
    authority   TEXT,
    basis       TEXT,
    version     TEXT,
    date        TEXT,
    reviewed_on TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX responsibilities_unit ON responsibilities (unit_id, date);

-- W1, W9: working regulations in force.
CREATE TABLE regulations (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    name        TEXT NOT NULL,
    topic       TEXT,
    symbol      TEXT,
    version     TEXT,
    owner       TEXT,
    date        TEXT,
    in_force    BIGINT CHECK (in_force IN (0, 1)),
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX regulations_unit ON regulations (unit_id, topic);

-- W1: working processes.
CREATE TABLE processes (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    name        TEXT NOT NULL,
    version     TEXT,
    owner       TEXT,
    authority   TEXT,
    date        TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX processes_unit ON processes (unit_id);

-- W3: plans and work programmes; approved or not.
CREATE TABLE plans (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    year        BIGINT CHECK (year >= 0),
    title       TEXT NOT NULL,
    origin      TEXT CHECK (origin IN ('own', 'submitted')),
    symbol      TEXT,
    date        TEXT,
    approved_by TEXT,
    approved_on TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX plans_unit ON plans (unit_id, year);

-- W3, W20: what a grassroots unit did, by which approved plan, with what result.
CREATE TABLE activities (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    date        TEXT NOT NULL,
    title       TEXT NOT NULL,
    type        TEXT CHECK (type IN ('political_education', 'mass_work', 'movement', 'other')),
    plan_id     TEXT REFERENCES plans (id),
    plan_item   TEXT,
    led_by      TEXT,
    result      TEXT,
    cost        BIGINT CHECK (cost >= 0),
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX activities_unit ON activities (unit_id, date);

-- W5: who delegated what to whom, on what basis, when it was assessed.
CREATE TABLE delegations (
    id           TEXT PRIMARY KEY,
    external_id  TEXT UNIQUE,
    from_unit_id TEXT NOT NULL REFERENCES units (id),
    to_unit_id   TEXT NOT NULL REFERENCES units (id),
    matter       TEXT NOT NULL,
    basis        TEXT,
    scope        TEXT,
    date         TEXT,
    evaluated_on TEXT,
    feasible     BIGINT CHECK (feasible IN (0, 1)),
    sample       BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at   BIGINT NOT NULL
);
CREATE INDEX delegations_from_unit ON delegations (from_unit_id);
CREATE INDEX delegations_to_unit ON delegations (to_unit_id);

-- W8: a superior's step into a delegated matter.
CREATE TABLE interventions (
    id            TEXT PRIMARY KEY,
    external_id   TEXT UNIQUE,
    by_unit_id    TEXT NOT NULL REFERENCES units (id),
    to_unit_id    TEXT NOT NULL REFERENCES units (id),
    date          TEXT NOT NULL,
    matter        TEXT,
    delegation_id TEXT REFERENCES delegations (id),
    basis         TEXT,
    sample        BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at    BIGINT NOT NULL
);
CREATE INDEX interventions_by_unit ON interventions (by_unit_id, date);

-- W8: a matter that a subordinate hands up.
CREATE TABLE opinion_requests (
    id               TEXT PRIMARY KEY,
    external_id      TEXT UNIQUE,
    from_unit_id     TEXT NOT NULL REFERENCES units (id),
    to_unit_id       TEXT NOT NULL REFERENCES units (id),
    date             TEXT NOT NULL,
    matter           TEXT,
    delegation_id    TEXT REFERENCES delegations (id),
    beyond_authority BIGINT CHECK (beyond_authority IN (0, 1)),
    reason           TEXT,
    sample           BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at       BIGINT NOT NULL
);
CREATE INDEX opinion_requests_from_unit ON opinion_requests (from_unit_id, date);

-- W14: posts by number, no names.
CREATE TABLE staff (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    type        TEXT CHECK (type IN ('cadre', 'civil_servant', 'public_employee')),
    post        TEXT,
    date        TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX staff_unit ON staff (unit_id);

-- W14: training taken.
CREATE TABLE trainings (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    content_key TEXT UNIQUE,
    staff_id    TEXT NOT NULL REFERENCES staff (id),
    topic       TEXT NOT NULL CHECK (topic IN ('digital', 'leadership', 'ai', 'other')),
    date        TEXT NOT NULL,
    hours       BIGINT CHECK (hours >= 0),
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX trainings_staff ON trainings (staff_id, date);

-- W10: software and data bases in use, and what they are linked to.
CREATE TABLE information_systems (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    name        TEXT NOT NULL,
    owner_id    TEXT NOT NULL REFERENCES units (id),
    purpose     TEXT,
    linked_to   TEXT,
    date        TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX information_systems_owner ON information_systems (owner_id);

CREATE VIEW fact_responsibilities AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.function AS function, x.owner AS owner, x.authority AS authority,
       x.basis AS basis, x.version AS version, x.reviewed_on AS reviewed_on
FROM responsibilities x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

CREATE VIEW fact_regulations AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.name AS name, x.topic AS topic, x.symbol AS symbol, x.version AS version,
       x.owner AS owner, x.in_force AS in_force
FROM regulations x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

CREATE VIEW fact_processes AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.name AS name, x.version AS version, x.owner AS owner, x.authority AS authority
FROM processes x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

-- `date`: the day it was approved, else its own.
CREATE VIEW fact_plans AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, COALESCE(x.approved_on, x.date) AS date, x.sample AS sample, x.year AS year, x.title AS title, x.origin AS origin,
       x.symbol AS symbol, x.approved_by AS approved_by, x.approved_on AS approved_on
FROM plans x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

CREATE VIEW fact_activities AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.title AS title, x.type AS type, COALESCE(r1.external_id, x.plan_id) AS plan,
       x.plan_item AS plan_item, x.led_by AS led_by, x.result AS result, x.cost AS cost, r1.approved_by AS plan_approved_by,
       r1.approved_on AS plan_approved_on
FROM activities x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN plans r1 ON r1.id = x.plan_id;

-- `unit`: the one that delegated.
CREATE VIEW fact_delegations AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, u.code AS from_unit, v1.code AS to_unit, x.matter AS matter, x.basis AS basis,
       x.scope AS scope, x.evaluated_on AS evaluated_on, x.feasible AS feasible
FROM delegations x
JOIN units u ON u.id = x.from_unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units v1 ON v1.id = x.to_unit_id;

-- `unit`: the superior, who answers for it.
CREATE VIEW fact_interventions AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, u.code AS by_unit, v1.code AS to_unit, x.matter AS matter,
       COALESCE(r2.external_id, x.delegation_id) AS delegation, x.basis AS basis,
       CASE WHEN x.delegation_id IS NOT NULL THEN 1 WHEN EXISTS (SELECT 1 FROM delegations g WHERE g.to_unit_id = x.to_unit_id AND g.matter = x.matter) THEN 1 END AS delegated
FROM interventions x
JOIN units u ON u.id = x.by_unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units v1 ON v1.id = x.to_unit_id
LEFT JOIN delegations r2 ON r2.id = x.delegation_id;

-- `unit`: the subordinate that asks.
CREATE VIEW fact_opinion_requests AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, u.code AS from_unit, v1.code AS to_unit, x.matter AS matter,
       COALESCE(r2.external_id, x.delegation_id) AS delegation, x.beyond_authority AS beyond_authority, x.reason AS reason,
       CASE WHEN x.delegation_id IS NOT NULL THEN 1 WHEN EXISTS (SELECT 1 FROM delegations g WHERE g.to_unit_id = x.from_unit_id AND g.matter = x.matter) THEN 1 END AS delegated
FROM opinion_requests x
JOIN units u ON u.id = x.from_unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units v1 ON v1.id = x.to_unit_id
LEFT JOIN delegations r2 ON r2.id = x.delegation_id;

CREATE VIEW fact_staff AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.type AS type, x.post AS post,
       (SELECT MAX(t.date) FROM trainings t WHERE t.staff_id = x.id AND t.topic IN ('digital', 'leadership', 'ai')) AS trained_on
FROM staff x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

CREATE VIEW fact_trainings AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, COALESCE(r1.external_id, x.staff_id) AS staff, x.topic AS topic, x.hours AS hours
FROM trainings x
JOIN staff s ON s.id = x.staff_id
JOIN units u ON u.id = s.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN staff r1 ON r1.id = x.staff_id;

CREATE VIEW fact_systems AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.name AS name, u.code AS owner, x.purpose AS purpose
FROM information_systems x
JOIN units u ON u.id = x.owner_id
LEFT JOIN areas a ON a.code = u.area_code;
