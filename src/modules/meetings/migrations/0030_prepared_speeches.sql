-- What a prepared speech measures (M20), computed when it is written down; NULL: no text, or written before this.
ALTER TABLE speeches ADD COLUMN reading_minutes BIGINT CHECK (reading_minutes >= 0);  -- at the pace of the rulebook
ALTER TABLE speeches ADD COLUMN listed_ideas BIGINT CHECK (listed_ideas >= 0);  -- neighbouring ideas that list achievements or retell events
ALTER TABLE speeches ADD COLUMN kept_reason TEXT;  -- why the text is kept as it is

DROP VIEW fact_speeches;
CREATE VIEW fact_speeches AS
SELECT COALESCE(s.external_id, s.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, c.date AS date, s.sample AS sample,
       COALESCE(c.external_id, c.id) AS conference, s.type AS type, s.speaker AS speaker, s.minutes AS minutes,
       s.text AS text, s.copied_percent AS copied_percent, s.reading_minutes AS reading_minutes,
       s.listed_ideas AS listed_ideas, s.kept_reason AS kept_reason
FROM speeches s
JOIN conferences c ON c.id = s.conference_id
JOIN units u ON u.id = c.unit_id
LEFT JOIN areas a ON a.code = u.area_code;
