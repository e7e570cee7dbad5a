-- T4, T5: bodies, schools and stations to be reorganised, one row each.
CREATE TABLE reorganisations (
    id            TEXT PRIMARY KEY,
    external_id   TEXT UNIQUE,
    unit_id       TEXT NOT NULL REFERENCES units (id),
    type          TEXT NOT NULL CHECK (type IN ('internal', 'public_service_unit', 'school', 'health_station')),
    item          TEXT NOT NULL,
    area          TEXT,
    plan          TEXT,
    owner         TEXT,
    date          TEXT,
    due           TEXT,
    due_exclusive BIGINT CHECK (due_exclusive IN (0, 1)),
    done_on       TEXT,
    sample        BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at    BIGINT NOT NULL
);
CREATE INDEX reorganisations_unit ON reorganisations (unit_id, type);
CREATE INDEX reorganisations_due ON reorganisations (due);

-- T1: offices and other public property to be dealt with.
CREATE TABLE properties (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    name        TEXT NOT NULL,
    area        TEXT,
    status      TEXT CHECK (status IN ('in_use', 'surplus', 'handled')),
    plan        TEXT,
    owner       TEXT,
    date        TEXT,
    due         TEXT,
    done_on     TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL
);
CREATE INDEX properties_unit ON properties (unit_id);

CREATE VIEW fact_reorganisations AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.type AS type, x.item AS item, x.area AS place, x.plan AS plan, x.owner AS owner,
       x.due AS due, x.due_exclusive AS due_exclusive, x.done_on AS done_on
FROM reorganisations x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

CREATE VIEW fact_properties AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.name AS name, x.area AS place, x.status AS status, x.plan AS plan,
       x.owner AS owner, x.due AS due, x.done_on AS done_on
FROM properties x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;
