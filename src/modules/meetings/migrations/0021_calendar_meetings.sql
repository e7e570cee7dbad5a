-- Calendars are told when and where a meeting is, now that its record says so, and who is invited.
CREATE INDEX meeting_invitees_unit ON meeting_invitees (unit_id, meeting_id);
DROP VIEW calendar_meetings;
CREATE VIEW calendar_meetings AS
SELECT x.id AS id, x.unit_id AS unit_id, u.name AS unit_name, x.date AS date, x.start_at AS start_at, x.end_at AS end_at,
       x.minutes AS minutes, x.title AS title, x.place AS place, x.mode AS mode, x.chair AS chair, x.purpose AS agenda,
       x.status AS status, CAST(NULL AS TEXT) AS cancel_reason, COALESCE(e.sequence, 0) AS sequence,
       COALESCE(e.changed_at, x.created_at) AS changed_at
FROM meetings x
JOIN units u ON u.id = x.unit_id
LEFT JOIN event_changes e ON e.event_id = x.id;
CREATE VIEW calendar_meeting_invitations AS
SELECT i.meeting_id AS event_id, i.unit_id AS unit_id FROM meeting_invitees i;
-- Only what a calendar shows; a mark set when a row is loaded is no change.
-- @sqlite
DROP TRIGGER meetings_changed;
CREATE TRIGGER meetings_changed AFTER UPDATE OF date, start_at, end_at, minutes, title, place, mode, chair, purpose, status ON meetings BEGIN
    INSERT INTO event_changes (event_id, sequence, changed_at) VALUES (NEW.id, 1, CAST((julianday('now') - 2440587.5) * 86400000 AS BIGINT)) ON CONFLICT (event_id) DO UPDATE SET sequence = sequence + 1, changed_at = excluded.changed_at;
END;
-- @postgres
DROP TRIGGER meetings_changed ON meetings;
CREATE TRIGGER meetings_changed AFTER UPDATE OF date, start_at, end_at, minutes, title, place, mode, chair, purpose, status ON meetings FOR EACH ROW EXECUTE FUNCTION event_changed();
