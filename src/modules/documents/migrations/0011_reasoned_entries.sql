-- A line entered again for a written reason is settled (226-KL/TW 2.3: no content twice).
DROP VIEW fact_register_entries;
CREATE VIEW fact_register_entries AS
SELECT COALESCE(d.external_id, d.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, d.counted_on AS date,
       CASE WHEN u.sample = 1 OR d.sample = 1 THEN 1 ELSE 0 END AS sample,
       d.direction AS direction, d.symbol AS symbol, d.subject AS subject,
       CASE WHEN d.duplicate_reason IS NULL THEN 0 ELSE 1 END AS reasoned
FROM documents d
JOIN units u ON u.id = d.unit_id
LEFT JOIN areas a ON a.code = u.area_code
WHERE d.direction <> 'draft';
