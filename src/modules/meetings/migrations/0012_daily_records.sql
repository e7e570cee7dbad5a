-- Where a planned conference comes from: "task:<id>", "conference:<id>" of the fact, and the same in words.
ALTER TABLE conferences ADD COLUMN proposed_from TEXT;
ALTER TABLE conferences ADD COLUMN basis TEXT;
-- Why it is held although one close to it was broadcast down to the communes.
ALTER TABLE conferences ADD COLUMN rerun_note TEXT;

-- Meetings as daily records.
ALTER TABLE meetings ADD COLUMN type TEXT CHECK (type IN ('briefing', 'party_cell', 'internal', 'topical'));
ALTER TABLE meetings ADD COLUMN chair TEXT;
ALTER TABLE meetings ADD COLUMN purpose TEXT;
ALTER TABLE meetings ADD COLUMN place TEXT;
ALTER TABLE meetings ADD COLUMN start_at BIGINT CHECK (start_at BETWEEN 0 AND 1440);  -- minutes of the day
ALTER TABLE meetings ADD COLUMN end_at BIGINT CHECK (end_at BETWEEN 0 AND 1440);
ALTER TABLE meetings ADD COLUMN papers_sent_on TEXT;
ALTER TABLE meetings ADD COLUMN conclusions TEXT;
ALTER TABLE meetings ADD COLUMN area_wide BIGINT CHECK (area_wide IN (0, 1));  -- bodies of all four blocs of the area are invited
ALTER TABLE meetings ADD COLUMN called_conference BIGINT CHECK (called_conference IN (0, 1));  -- its title says so
ALTER TABLE meetings ADD COLUMN kept_reason TEXT;  -- why it is counted as a meeting all the same
ALTER TABLE meetings ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

CREATE INDEX meetings_date ON meetings (date);

CREATE TABLE meeting_invitees (
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    unit_id    TEXT NOT NULL REFERENCES units (id),
    PRIMARY KEY (meeting_id, unit_id)
);

DROP VIEW fact_meetings;
CREATE VIEW fact_meetings AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, x.title AS title, x.mode AS mode, x.minutes AS minutes,
       x.participants AS participants, x.status AS status, x.type AS type, x.chair AS chair, x.purpose AS purpose,
       x.papers_sent_on AS papers_sent_on, x.conclusions AS conclusions, x.area_wide AS area_wide,
       x.kept_reason AS kept_reason, x.called_conference AS called_conference
FROM meetings x
JOIN units u ON u.id = x.unit_id
LEFT JOIN areas a ON a.code = u.area_code;
