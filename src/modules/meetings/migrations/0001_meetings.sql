-- Conferences with who was invited and who spoke how long. NULL = unknown, never "no".
CREATE TABLE conferences (
    id                      TEXT PRIMARY KEY,
    external_id             TEXT UNIQUE,
    unit_id                 TEXT NOT NULL REFERENCES units (id),  -- the convenor
    date                    TEXT NOT NULL,
    title                   TEXT,
    type                    TEXT CHECK (type IN ('dissemination', 'professional', 'deliberation', 'anniversary', 'congress', 'other')),
    scope                   TEXT CHECK (scope IN ('national', 'province_wide', 'commune_wide', 'internal', 'inter_sector')),
    mode                    TEXT CHECK (mode IN ('online', 'in_person', 'hybrid')),
    -- periodic session of which body; 'none': known to be no such session (an explicit null in a loaded line)
    statutory_kind          TEXT CHECK (statutory_kind IN ('party_committee', 'peoples_council', 'none')),
    planned_minutes         BIGINT CHECK (planned_minutes >= 0),
    actual_minutes          BIGINT CHECK (actual_minutes >= 0),
    cost                    BIGINT CHECK (cost >= 0),       -- đồng
    cost_norm               BIGINT CHECK (cost_norm >= 0),
    broadcast_to_grassroots BIGINT CHECK (broadcast_to_grassroots IN (0, 1)),
    repeats_id              TEXT REFERENCES conferences (id),
    delegates               BIGINT CHECK (delegates >= 0),
    leaders_invited         BIGINT CHECK (leaders_invited >= 0),
    leaders_total           BIGINT CHECK (leaders_total >= 0),
    decision_by             TEXT CHECK (decision_by IN ('provincial_standing_committee', 'commune_standing_committee')),
    decision_symbol         TEXT,
    decision_date           TEXT,
    plan_item               TEXT,
    status                  TEXT CHECK (status IN ('planned', 'held', 'cancelled')),
    sample                  BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at              BIGINT NOT NULL
);
CREATE INDEX conferences_unit_date ON conferences (unit_id, date);
CREATE INDEX conferences_date ON conferences (date);
CREATE INDEX conferences_repeats ON conferences (repeats_id);

-- The invited body may stand outside our units (level and bloc are then given with the line).
CREATE TABLE invitations (
    id              TEXT PRIMARY KEY,
    external_id     TEXT UNIQUE,
    content_key     TEXT UNIQUE,
    conference_id   TEXT NOT NULL REFERENCES conferences (id),
    invited_unit    TEXT NOT NULL,
    invited_unit_id TEXT REFERENCES units (id),
    level           TEXT CHECK (level IN ('central', 'province', 'commune')),
    bloc            TEXT CHECK (bloc IN ('party', 'government', 'elected', 'mass')),
    in_charge       BIGINT CHECK (in_charge IN (0, 1)),
    concerned       BIGINT CHECK (concerned IN (0, 1)),
    sample          BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at      BIGINT NOT NULL,
    UNIQUE (conference_id, invited_unit)
);
CREATE INDEX invitations_unit ON invitations (invited_unit_id);

CREATE TABLE speeches (
    id            TEXT PRIMARY KEY,
    external_id   TEXT UNIQUE,
    content_key   TEXT UNIQUE,
    conference_id TEXT NOT NULL REFERENCES conferences (id),
    type          TEXT CHECK (type IN ('opening', 'closing', 'contribution')),
    speaker       TEXT,
    minutes       BIGINT CHECK (minutes >= 0),
    sample        BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at    BIGINT NOT NULL
);
CREATE INDEX speeches_conference ON speeches (conference_id, type);

CREATE VIEW fact_conferences AS
SELECT COALESCE(c.external_id, c.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, c.date AS date, c.sample AS sample,
       c.title AS title, c.type AS type, c.scope AS scope, c.mode AS mode, c.statutory_kind AS statutory_kind,
       c.planned_minutes AS planned_minutes, c.actual_minutes AS actual_minutes, c.cost AS cost, c.cost_norm AS cost_norm,
       c.broadcast_to_grassroots AS broadcast_to_grassroots, COALESCE(r.external_id, c.repeats_id) AS repeats,
       c.delegates AS delegates, c.leaders_invited AS leaders_invited, c.leaders_total AS leaders_total,
       c.decision_by AS decision_by, c.decision_symbol AS decision_symbol, c.decision_date AS decision_date,
       c.plan_item AS plan_item, c.status AS status
FROM conferences c
JOIN units u ON u.id = c.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN conferences r ON r.id = c.repeats_id;

CREATE VIEW fact_invitations AS
SELECT COALESCE(i.external_id, i.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, c.date AS date, i.sample AS sample,
       COALESCE(c.external_id, c.id) AS conference, i.invited_unit AS invited_unit,
       COALESCE(i.level, v.level) AS invited_level, COALESCE(i.bloc, v.bloc) AS invited_bloc,
       i.in_charge AS in_charge, i.concerned AS concerned
FROM invitations i
JOIN conferences c ON c.id = i.conference_id
JOIN units u ON u.id = c.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units v ON v.id = i.invited_unit_id;

CREATE VIEW fact_speeches AS
SELECT COALESCE(s.external_id, s.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, c.date AS date, s.sample AS sample,
       COALESCE(c.external_id, c.id) AS conference, s.type AS type, s.speaker AS speaker, s.minutes AS minutes
FROM speeches s
JOIN conferences c ON c.id = s.conference_id
JOIN units u ON u.id = c.unit_id
LEFT JOIN areas a ON a.code = u.area_code;
