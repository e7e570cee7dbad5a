-- What the norms on composition, papers and yearly plans look at. NULL = unknown.
ALTER TABLE conferences ADD COLUMN chair TEXT;
ALTER TABLE conferences ADD COLUMN sector TEXT;
ALTER TABLE conferences ADD COLUMN agenda TEXT;
ALTER TABLE conferences ADD COLUMN topic_key TEXT;  -- folded subject: the same subject gives the same key
ALTER TABLE conferences ADD COLUMN guided_by TEXT;
ALTER TABLE conferences ADD COLUMN necessity_note TEXT;
ALTER TABLE conferences ADD COLUMN joint_issue_note TEXT;
ALTER TABLE conferences ADD COLUMN cost_planned BIGINT CHECK (cost_planned >= 0);
ALTER TABLE conferences ADD COLUMN sessions BIGINT CHECK (sessions >= 0);
ALTER TABLE conferences ADD COLUMN scheduled_on TEXT;
ALTER TABLE invitations ADD COLUMN role TEXT
    CHECK (role IN ('central_committee_member', 'provincial_secretary', 'central_committee_secretary', 'other'));
ALTER TABLE invitations ADD COLUMN capacity TEXT CHECK (capacity IN ('party', 'government', 'elected', 'mass'));
ALTER TABLE invitations ADD COLUMN sector TEXT;
ALTER TABLE invitations ADD COLUMN in_scope BIGINT CHECK (in_scope IN (0, 1));
ALTER TABLE speeches ADD COLUMN text TEXT;
ALTER TABLE speeches ADD COLUMN copied_percent BIGINT CHECK (copied_percent BETWEEN 0 AND 100);  -- share of `text` that stands in the papers sent
CREATE INDEX conferences_topic ON conferences (topic_key, date);

-- Meetings that are no conferences (giao ban, staff meetings): a counter of their own, the limits of conferences do not count them.
CREATE TABLE meetings (
    id           TEXT PRIMARY KEY,
    external_id  TEXT UNIQUE,
    unit_id      TEXT NOT NULL REFERENCES units (id),
    date         TEXT NOT NULL,
    title        TEXT,
    mode         TEXT CHECK (mode IN ('online', 'in_person', 'hybrid')),
    minutes      BIGINT CHECK (minutes >= 0),
    participants BIGINT CHECK (participants >= 0),
    status       TEXT CHECK (status IN ('planned', 'held', 'cancelled')),
    sample       BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at   BIGINT NOT NULL
);
CREATE INDEX meetings_unit ON meetings (unit_id, date);

-- The conference plan of a unit for a year.
CREATE TABLE conference_plans (
    id          TEXT PRIMARY KEY,
    external_id TEXT UNIQUE,
    content_key TEXT UNIQUE,
    unit_id     TEXT NOT NULL REFERENCES units (id),
    year        BIGINT NOT NULL CHECK (year >= 0),
    symbol      TEXT,
    based_on    TEXT,
    approved_by TEXT,
    approved_on TEXT,
    sample      BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at  BIGINT NOT NULL,
    UNIQUE (unit_id, year)
);

-- Papers sent to those invited, before the conference.
CREATE TABLE papers (
    id            TEXT PRIMARY KEY,
    external_id   TEXT UNIQUE,
    conference_id TEXT NOT NULL REFERENCES conferences (id),
    title         TEXT,
    text          TEXT,
    sent_on       TEXT,
    sample        BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at    BIGINT NOT NULL
);
CREATE INDEX papers_conference ON papers (conference_id);

CREATE VIEW fact_meetings AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.title AS title, x.mode AS mode, x.minutes AS minutes,
       x.participants AS participants, x.status AS status
FROM meetings x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

-- `date`: the first day of the year it is for.
CREATE VIEW fact_conference_plans AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, CAST(x.year AS TEXT) || '-01-01' AS date, x.sample AS sample, x.year AS year, x.symbol AS symbol,
       x.based_on AS based_on, x.approved_by AS approved_by, x.approved_on AS approved_on
FROM conference_plans x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

CREATE VIEW fact_papers AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, c.date AS date, x.sample AS sample, COALESCE(r1.external_id, x.conference_id) AS conference, x.title AS title,
       x.text AS text, x.sent_on AS sent_on
FROM papers x
JOIN conferences c ON c.id = x.conference_id
JOIN units u ON u.id = c.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN conferences r1 ON r1.id = x.conference_id;

-- What each invitation means for the norms on composition; NULL where a fact for it is missing.
CREATE VIEW invitation_marks AS
SELECT i.id AS id, i.conference_id AS conference_id,
       CASE WHEN COALESCE(i.capacity, i.bloc, v.bloc) <> u.bloc THEN 1 WHEN COALESCE(i.capacity, i.bloc, v.bloc) = u.bloc THEN 0 END AS other_bloc,
       CASE WHEN i.role = 'other' THEN 1 WHEN i.role IS NOT NULL THEN 0 END AS other_role,
       -- in the convenor's tree, its area, or its line of sector; the convenor may declare otherwise
       CASE WHEN i.in_scope IS NOT NULL THEN 1 - i.in_scope WHEN i.sector = c.sector THEN 0 WHEN v.id IS NULL THEN NULL
            WHEN substr(v.path, 1, length(u.path)) = u.path OR v.area_code = u.area_code OR w.parent_code = u.area_code THEN 0
            ELSE 1 END AS out_of_scope,
       1 - i.concerned AS unconcerned,
       1 - i.in_charge AS not_in_charge,
       CASE WHEN i.concerned = 0 OR i.sector <> c.sector THEN 1 WHEN i.concerned = 1 OR i.sector = c.sector THEN 0 END AS unrelated,
       CASE WHEN i.sector = c.sector OR COALESCE(i.level, v.level) = u.level THEN 0 WHEN COALESCE(i.level, v.level) <> u.level THEN 1 END AS other_level,
       CASE WHEN u.level <> 'central' AND COALESCE(i.level, v.level) = 'central' THEN 1
            WHEN i.sector <> c.sector THEN 1
            WHEN u.level = 'province' AND v.area_code <> u.area_code AND COALESCE(w.parent_code, '') <> u.area_code THEN 1
            WHEN COALESCE(i.level, v.level) IS NOT NULL THEN 0 END AS outsider
FROM invitations i
JOIN conferences c ON c.id = i.conference_id
JOIN units u ON u.id = c.unit_id
LEFT JOIN units v ON v.id = i.invited_unit_id
LEFT JOIN areas w ON w.code = v.area_code;

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
       CASE WHEN substr(c.date, 6, 2) IN ('01', '12') THEN 1 ELSE 0 END AS turn_of_year
FROM conferences c
JOIN units u ON u.id = c.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN conferences r ON r.id = c.repeats_id;

-- Who was invited to a conference, counted. A count is NULL while an invitation that could add to it is not known and
-- none is known to; a conference whose list nobody gave has no counts at all.
CREATE VIEW fact_compositions AS
SELECT COALESCE(c.external_id, c.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, c.date AS date, c.sample AS sample,
       u.body AS body, c.title AS title, c.type AS type, c.scope AS scope, c.status AS status,
       c.statutory_kind AS statutory_kind, c.joint_issue_note AS joint_issue_note, c.delegates AS delegates,
       (SELECT CASE WHEN COUNT(*) > 0 THEN COUNT(*) END FROM invitations i WHERE i.conference_id = c.id) AS invited,
       (SELECT CASE WHEN COUNT(*) = COUNT(m.other_bloc) OR SUM(m.other_bloc) > 0 THEN CAST(SUM(m.other_bloc) AS BIGINT) END
        FROM invitation_marks m WHERE m.conference_id = c.id) AS other_bloc,
       (SELECT CASE WHEN COUNT(*) = COUNT(m.other_role) OR SUM(m.other_role) > 0 THEN CAST(SUM(m.other_role) AS BIGINT) END
        FROM invitation_marks m WHERE m.conference_id = c.id) AS other_role,
       (SELECT CASE WHEN COUNT(*) = COUNT(m.out_of_scope) OR SUM(m.out_of_scope) > 0 THEN CAST(SUM(m.out_of_scope) AS BIGINT) END
        FROM invitation_marks m WHERE m.conference_id = c.id) AS out_of_scope,
       (SELECT CASE WHEN COUNT(*) = COUNT(m.unconcerned) OR SUM(m.unconcerned) > 0 THEN CAST(SUM(m.unconcerned) AS BIGINT) END
        FROM invitation_marks m WHERE m.conference_id = c.id) AS unconcerned,
       (SELECT CASE WHEN COUNT(*) = COUNT(m.not_in_charge) OR SUM(m.not_in_charge) > 0 THEN CAST(SUM(m.not_in_charge) AS BIGINT) END
        FROM invitation_marks m WHERE m.conference_id = c.id) AS not_in_charge,
       (SELECT CASE WHEN COUNT(*) = COUNT(m.unrelated) OR SUM(m.unrelated) > 0 THEN CAST(SUM(m.unrelated) AS BIGINT) END
        FROM invitation_marks m WHERE m.conference_id = c.id) AS unrelated,
       (SELECT CASE WHEN COUNT(*) = COUNT(m.other_level) OR SUM(m.other_level) > 0 THEN CAST(SUM(m.other_level) AS BIGINT) END
        FROM invitation_marks m WHERE m.conference_id = c.id) AS other_level,
       (SELECT CASE WHEN COUNT(*) = COUNT(m.outsider) OR SUM(m.outsider) > 0 THEN CAST(SUM(m.outsider) AS BIGINT) END
        FROM invitation_marks m WHERE m.conference_id = c.id) AS outsiders
FROM conferences c
JOIN units u ON u.id = c.unit_id
LEFT JOIN areas a ON a.code = u.area_code;

DROP VIEW fact_invitations;
CREATE VIEW fact_invitations AS
SELECT COALESCE(i.external_id, i.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, c.date AS date, i.sample AS sample,
       COALESCE(c.external_id, c.id) AS conference, i.invited_unit AS invited_unit,
       COALESCE(i.level, v.level) AS invited_level, COALESCE(i.bloc, v.bloc) AS invited_bloc,
       i.in_charge AS in_charge, i.concerned AS concerned, i.role AS role, i.capacity AS capacity, i.sector AS sector,
       i.in_scope AS in_scope, m.other_bloc AS other_bloc, m.other_role AS other_role, m.out_of_scope AS out_of_scope,
       m.unrelated AS unrelated, m.other_level AS other_level, m.outsider AS outsider
FROM invitations i
JOIN invitation_marks m ON m.id = i.id
JOIN conferences c ON c.id = i.conference_id
JOIN units u ON u.id = c.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units v ON v.id = i.invited_unit_id;

DROP VIEW fact_speeches;
CREATE VIEW fact_speeches AS
SELECT COALESCE(s.external_id, s.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, c.date AS date, s.sample AS sample,
       COALESCE(c.external_id, c.id) AS conference, s.type AS type, s.speaker AS speaker, s.minutes AS minutes,
       s.text AS text, s.copied_percent AS copied_percent
FROM speeches s
JOIN conferences c ON c.id = s.conference_id
JOIN units u ON u.id = c.unit_id
LEFT JOIN areas a ON a.code = u.area_code;
