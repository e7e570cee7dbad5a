-- What calendars outside are told of conferences and meetings, and how often each changed: a copy that somebody
-- subscribed to follows by the number (RFC 5545, SEQUENCE). Kept by the database, so that no way of writing forgets it.
CREATE TABLE event_changes (
    event_id   TEXT PRIMARY KEY,  -- of a conference or a meeting; no row: as it was first written
    sequence   BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
-- @sqlite
CREATE TRIGGER conferences_changed AFTER UPDATE OF date, start_at, end_at, planned_minutes, title, place, mode, chair, agenda, status, cancel_reason ON conferences BEGIN
    INSERT INTO event_changes (event_id, sequence, changed_at) VALUES (NEW.id, 1, CAST((julianday('now') - 2440587.5) * 86400000 AS BIGINT)) ON CONFLICT (event_id) DO UPDATE SET sequence = sequence + 1, changed_at = excluded.changed_at;
END;
CREATE TRIGGER meetings_changed AFTER UPDATE ON meetings BEGIN
    INSERT INTO event_changes (event_id, sequence, changed_at) VALUES (NEW.id, 1, CAST((julianday('now') - 2440587.5) * 86400000 AS BIGINT)) ON CONFLICT (event_id) DO UPDATE SET sequence = sequence + 1, changed_at = excluded.changed_at;
END;
-- @postgres
CREATE FUNCTION event_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO event_changes AS e (event_id, sequence, changed_at) VALUES (NEW.id, 1, CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)) ON CONFLICT (event_id) DO UPDATE SET sequence = e.sequence + 1, changed_at = excluded.changed_at;
    RETURN NULL;
END $$;
CREATE TRIGGER conferences_changed AFTER UPDATE OF date, start_at, end_at, planned_minutes, title, place, mode, chair, agenda, status, cancel_reason ON conferences FOR EACH ROW EXECUTE FUNCTION event_changed();
CREATE TRIGGER meetings_changed AFTER UPDATE ON meetings FOR EACH ROW EXECUTE FUNCTION event_changed();
-- @both
CREATE VIEW calendar_conferences AS
SELECT c.id AS id, c.unit_id AS unit_id, u.name AS unit_name, c.date AS date, c.start_at AS start_at, c.end_at AS end_at,
       c.planned_minutes AS minutes, c.title AS title, c.place AS place, c.mode AS mode, c.chair AS chair,
       c.agenda AS agenda, c.status AS status, c.cancel_reason AS cancel_reason, COALESCE(e.sequence, 0) AS sequence,
       COALESCE(e.changed_at, c.created_at) AS changed_at
FROM conferences c
JOIN units u ON u.id = c.unit_id
LEFT JOIN event_changes e ON e.event_id = c.id;
CREATE VIEW calendar_meetings AS
SELECT x.id AS id, x.unit_id AS unit_id, u.name AS unit_name, x.date AS date, CAST(NULL AS BIGINT) AS start_at,
       CAST(NULL AS BIGINT) AS end_at, x.minutes AS minutes, x.title AS title, CAST(NULL AS TEXT) AS place,
       x.mode AS mode, CAST(NULL AS TEXT) AS chair, CAST(NULL AS TEXT) AS agenda, x.status AS status,
       CAST(NULL AS TEXT) AS cancel_reason, COALESCE(e.sequence, 0) AS sequence,
       COALESCE(e.changed_at, x.created_at) AS changed_at
FROM meetings x
JOIN units u ON u.id = x.unit_id
LEFT JOIN event_changes e ON e.event_id = x.id;
CREATE VIEW calendar_invitations AS
SELECT i.conference_id AS event_id, i.invited_unit_id AS unit_id FROM invitations i WHERE i.invited_unit_id IS NOT NULL;
