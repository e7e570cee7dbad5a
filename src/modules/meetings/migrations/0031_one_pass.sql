-- What norms of a nation's conferences need in one pass: counts of the invited kept in the row of their conference, and
-- the rows without what is joined to them.

-- Who was invited, counted (rulebook: the view compositions). `composed` = 1: these counts stand; NULL: they are worked out
-- from the invitations until they are counted again. Triggers unset it in the transaction of the change, so no count is
-- ever stale, whoever writes.
ALTER TABLE conferences ADD COLUMN composed BIGINT CHECK (composed = 1);
ALTER TABLE conferences ADD COLUMN invited BIGINT;
ALTER TABLE conferences ADD COLUMN other_bloc BIGINT;
ALTER TABLE conferences ADD COLUMN other_role BIGINT;
ALTER TABLE conferences ADD COLUMN out_of_scope BIGINT;
ALTER TABLE conferences ADD COLUMN unconcerned BIGINT;
ALTER TABLE conferences ADD COLUMN not_in_charge BIGINT;
ALTER TABLE conferences ADD COLUMN unrelated BIGINT;
ALTER TABLE conferences ADD COLUMN other_level BIGINT;
ALTER TABLE conferences ADD COLUMN outsiders BIGINT;
-- And who they are, one text for the search for clashes: invited_unit of each, a unit separator (U+001F) between.
ALTER TABLE conferences ADD COLUMN guests TEXT;
-- @sqlite
CREATE VIEW guest_lists AS
SELECT c.id AS conference_id, CASE WHEN c.composed = 1 THEN c.guests ELSE
       (SELECT group_concat(i.invited_unit, char(31)) FROM invitations i WHERE i.conference_id = c.id) END AS guests
FROM conferences c;
-- @postgres
CREATE VIEW guest_lists AS
SELECT c.id AS conference_id, CASE WHEN c.composed = 1 THEN c.guests ELSE
       (SELECT string_agg(i.invited_unit, chr(31)) FROM invitations i WHERE i.conference_id = c.id) END AS guests
FROM conferences c;
-- @both
CREATE INDEX conferences_uncomposed ON conferences (id) WHERE composed IS NULL;

-- @sqlite
CREATE TRIGGER invitations_composed_insert AFTER INSERT ON invitations BEGIN
    UPDATE conferences SET composed = NULL WHERE composed = 1 AND id = NEW.conference_id;
END;
CREATE TRIGGER invitations_composed_update AFTER UPDATE ON invitations BEGIN
    UPDATE conferences SET composed = NULL WHERE composed = 1 AND id IN (OLD.conference_id, NEW.conference_id);
END;
CREATE TRIGGER invitations_composed_delete AFTER DELETE ON invitations BEGIN
    UPDATE conferences SET composed = NULL WHERE composed = 1 AND id = OLD.conference_id;
END;
CREATE TRIGGER conferences_composed AFTER UPDATE OF unit_id, sector ON conferences BEGIN
    UPDATE conferences SET composed = NULL WHERE composed = 1 AND id = NEW.id;
END;
CREATE TRIGGER units_composed AFTER UPDATE OF level, bloc, path, area_code ON units BEGIN
    UPDATE conferences SET composed = NULL WHERE composed = 1 AND (unit_id = NEW.id OR id IN (SELECT i.conference_id FROM invitations i WHERE i.invited_unit_id = NEW.id));
END;
CREATE TRIGGER areas_composed AFTER UPDATE OF parent_code ON areas BEGIN
    UPDATE conferences SET composed = NULL WHERE composed = 1 AND id IN (SELECT i.conference_id FROM units v JOIN invitations i ON i.invited_unit_id = v.id WHERE v.area_code = NEW.code);
END;
-- @postgres
CREATE FUNCTION invitations_composed_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conferences SET composed = NULL WHERE composed = 1 AND id = NEW.conference_id;
    RETURN NULL;
END $$;
CREATE TRIGGER invitations_composed_insert AFTER INSERT ON invitations FOR EACH ROW EXECUTE FUNCTION invitations_composed_insert();
CREATE FUNCTION invitations_composed_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conferences SET composed = NULL WHERE composed = 1 AND id IN (OLD.conference_id, NEW.conference_id);
    RETURN NULL;
END $$;
CREATE TRIGGER invitations_composed_update AFTER UPDATE ON invitations FOR EACH ROW EXECUTE FUNCTION invitations_composed_update();
CREATE FUNCTION invitations_composed_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conferences SET composed = NULL WHERE composed = 1 AND id = OLD.conference_id;
    RETURN NULL;
END $$;
CREATE TRIGGER invitations_composed_delete AFTER DELETE ON invitations FOR EACH ROW EXECUTE FUNCTION invitations_composed_delete();
CREATE FUNCTION conferences_composed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conferences SET composed = NULL WHERE composed = 1 AND id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER conferences_composed AFTER UPDATE OF unit_id, sector ON conferences FOR EACH ROW EXECUTE FUNCTION conferences_composed();
CREATE FUNCTION units_composed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conferences SET composed = NULL WHERE composed = 1 AND (unit_id = NEW.id OR id IN (SELECT i.conference_id FROM invitations i WHERE i.invited_unit_id = NEW.id));
    RETURN NULL;
END $$;
CREATE TRIGGER units_composed AFTER UPDATE OF level, bloc, path, area_code ON units FOR EACH ROW EXECUTE FUNCTION units_composed();
CREATE FUNCTION areas_composed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conferences SET composed = NULL WHERE composed = 1 AND id IN (SELECT i.conference_id FROM units v JOIN invitations i ON i.invited_unit_id = v.id WHERE v.area_code = NEW.code);
    RETURN NULL;
END $$;
CREATE TRIGGER areas_composed AFTER UPDATE OF parent_code ON areas FOR EACH ROW EXECUTE FUNCTION areas_composed();
-- @both

-- Counters note a change of what they count only: the trigger is made again with its columns.
-- @sqlite
DROP TRIGGER IF EXISTS rule_changes_conferences_update;
-- @both
DROP VIEW rows_conferences;
CREATE VIEW rows_conferences AS
SELECT c.unit_id, COALESCE(c.external_id, c.id) AS id, c.date AS date, c.type AS type, c.scope AS scope, c.mode AS mode,
       c.statutory_kind AS statutory_kind, c.planned_minutes AS planned_minutes, c.actual_minutes AS actual_minutes,
       c.cost AS cost, c.cost_norm AS cost_norm, c.broadcast_to_grassroots AS broadcast_to_grassroots,
       c.delegates AS delegates, c.leaders_invited AS leaders_invited, c.leaders_total AS leaders_total,
       c.decision_by AS decision_by, c.decision_symbol AS decision_symbol, c.decision_date AS decision_date,
       c.plan_item AS plan_item, c.status AS status,
       CASE WHEN substr(c.date, 6, 2) IN ('01', '12') THEN 1 ELSE 0 END AS turn_of_year
FROM conferences c;

DROP VIEW fact_compositions;
DROP VIEW fact_conferences;
DROP VIEW fact_speeches;
-- What is counted by unit and year mostly asks for the status: the index answers alone.
CREATE INDEX conferences_unit_status ON conferences (unit_id, date, status);
DROP INDEX conferences_unit_date;
CREATE INDEX speeches_measured ON speeches (conference_id, type, minutes, reading_minutes);
DROP INDEX speeches_conference;
-- A table is looked through as it lies: an index of days would lead from one end of it to the other.
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
       c.rowid AS row_id
-- @postgres
       c.id AS row_id
-- @both
FROM conferences c
JOIN units u ON u.id = c.unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN conferences r ON r.id = c.repeats_id;
CREATE VIEW fact_compositions AS
SELECT COALESCE(c.external_id, c.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, c.date AS date, c.sample AS sample,
       u.body AS body, c.title AS title, c.type AS type, c.scope AS scope, c.status AS status,
       c.statutory_kind AS statutory_kind, c.joint_issue_note AS joint_issue_note, c.delegates AS delegates,
       CASE WHEN c.composed = 1 THEN c.invited ELSE (SELECT CASE WHEN COUNT(*) > 0 THEN COUNT(*) END FROM invitations i WHERE i.conference_id = c.id) END AS invited,
       CASE WHEN c.composed = 1 THEN c.other_bloc ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.other_bloc) OR SUM(m.other_bloc) > 0 THEN CAST(SUM(m.other_bloc) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS other_bloc,
       CASE WHEN c.composed = 1 THEN c.other_role ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.other_role) OR SUM(m.other_role) > 0 THEN CAST(SUM(m.other_role) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS other_role,
       CASE WHEN c.composed = 1 THEN c.out_of_scope ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.out_of_scope) OR SUM(m.out_of_scope) > 0 THEN CAST(SUM(m.out_of_scope) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS out_of_scope,
       CASE WHEN c.composed = 1 THEN c.unconcerned ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.unconcerned) OR SUM(m.unconcerned) > 0 THEN CAST(SUM(m.unconcerned) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS unconcerned,
       CASE WHEN c.composed = 1 THEN c.not_in_charge ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.not_in_charge) OR SUM(m.not_in_charge) > 0 THEN CAST(SUM(m.not_in_charge) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS not_in_charge,
       CASE WHEN c.composed = 1 THEN c.unrelated ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.unrelated) OR SUM(m.unrelated) > 0 THEN CAST(SUM(m.unrelated) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS unrelated,
       CASE WHEN c.composed = 1 THEN c.other_level ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.other_level) OR SUM(m.other_level) > 0 THEN CAST(SUM(m.other_level) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS other_level,
       CASE WHEN c.composed = 1 THEN c.outsiders ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.outsider) OR SUM(m.outsider) > 0 THEN CAST(SUM(m.outsider) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS outsiders,
-- @sqlite
       c.rowid AS row_id
-- @postgres
       c.id AS row_id
-- @both
FROM conferences c
JOIN units u ON u.id = c.unit_id
LEFT JOIN areas a ON a.code = u.area_code;
CREATE VIEW fact_speeches AS
SELECT COALESCE(s.external_id, s.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, c.date AS date, s.sample AS sample,
       COALESCE(c.external_id, c.id) AS conference, s.type AS type, s.speaker AS speaker, s.minutes AS minutes,
       s.text AS text, s.copied_percent AS copied_percent, s.reading_minutes AS reading_minutes,
       s.listed_ideas AS listed_ideas, s.kept_reason AS kept_reason, s.conference_id AS conference_row,
-- @sqlite
       s.rowid AS row_id
-- @postgres
       s.id AS row_id
-- @both
FROM speeches s
JOIN conferences c ON c.id = s.conference_id
JOIN units u ON u.id = c.unit_id
LEFT JOIN areas a ON a.code = u.area_code;
CREATE VIEW scan_conferences AS
SELECT
-- @sqlite
       c.rowid AS row_id,
-- @postgres
       c.id AS row_id,
-- @both
       c.unit_id AS unit_id, c.date AS date, c.type AS type, c.scope AS scope, c.statutory_kind AS statutory_kind,
       c.planned_minutes AS planned_minutes, c.actual_minutes AS actual_minutes, c.cost AS cost, c.cost_norm AS cost_norm,
       CASE WHEN c.repeats_id IS NOT NULL THEN (SELECT COALESCE(r.external_id, r.id) FROM conferences r WHERE r.id = c.repeats_id) END AS repeats,
       c.leaders_invited AS leaders_invited, c.leaders_total AS leaders_total,
       c.decision_by AS decision_by, c.decision_symbol AS decision_symbol, c.decision_date AS decision_date,
       c.status AS status, c.chair AS chair, c.guided_by AS guided_by, c.necessity_note AS necessity_note,
       c.cost_planned AS cost_planned, c.topic_key AS topic_key
-- @sqlite
FROM conferences c NOT INDEXED;
-- @postgres
FROM conferences c;
-- @both
CREATE VIEW scan_compositions AS
SELECT
-- @sqlite
       c.rowid AS row_id,
-- @postgres
       c.id AS row_id,
-- @both
       c.date AS date, c.type AS type, c.scope AS scope, c.status AS status,
       c.joint_issue_note AS joint_issue_note, c.delegates AS delegates,
       CASE WHEN c.composed = 1 THEN c.invited ELSE (SELECT CASE WHEN COUNT(*) > 0 THEN COUNT(*) END FROM invitations i WHERE i.conference_id = c.id) END AS invited,
       CASE WHEN c.composed = 1 THEN c.other_bloc ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.other_bloc) OR SUM(m.other_bloc) > 0 THEN CAST(SUM(m.other_bloc) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS other_bloc,
       CASE WHEN c.composed = 1 THEN c.other_role ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.other_role) OR SUM(m.other_role) > 0 THEN CAST(SUM(m.other_role) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS other_role,
       CASE WHEN c.composed = 1 THEN c.out_of_scope ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.out_of_scope) OR SUM(m.out_of_scope) > 0 THEN CAST(SUM(m.out_of_scope) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS out_of_scope,
       CASE WHEN c.composed = 1 THEN c.unconcerned ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.unconcerned) OR SUM(m.unconcerned) > 0 THEN CAST(SUM(m.unconcerned) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS unconcerned,
       CASE WHEN c.composed = 1 THEN c.not_in_charge ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.not_in_charge) OR SUM(m.not_in_charge) > 0 THEN CAST(SUM(m.not_in_charge) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS not_in_charge,
       CASE WHEN c.composed = 1 THEN c.unrelated ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.unrelated) OR SUM(m.unrelated) > 0 THEN CAST(SUM(m.unrelated) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS unrelated,
       CASE WHEN c.composed = 1 THEN c.other_level ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.other_level) OR SUM(m.other_level) > 0 THEN CAST(SUM(m.other_level) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS other_level,
       CASE WHEN c.composed = 1 THEN c.outsiders ELSE
           (SELECT CASE WHEN COUNT(*) = COUNT(m.outsider) OR SUM(m.outsider) > 0 THEN CAST(SUM(m.outsider) AS BIGINT) END
            FROM invitation_marks m WHERE m.conference_id = c.id) END AS outsiders
-- @sqlite
FROM conferences c NOT INDEXED;
-- @postgres
FROM conferences c;
-- @both
CREATE VIEW scan_speeches AS
SELECT
-- @sqlite
       s.rowid AS row_id,
-- @postgres
       s.id AS row_id,
-- @both
       s.conference_id AS conference_row, s.type AS type, s.minutes AS minutes, s.text AS text,
       s.copied_percent AS copied_percent, s.reading_minutes AS reading_minutes, s.listed_ideas AS listed_ideas,
       s.kept_reason AS kept_reason
FROM speeches s;
