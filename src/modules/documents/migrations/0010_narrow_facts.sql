-- Which unit carries out which superior document: few among many, found unit by unit. A fact of its own, so that a norm
-- that asks for it does not look through every document, nor through every document beside a draft.
CREATE INDEX documents_implements ON documents (unit_id, implements, counted_on) WHERE implements IS NOT NULL;
CREATE VIEW fact_implementations AS
SELECT COALESCE(d.external_id, d.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, d.counted_on AS date,
       CASE WHEN u.sample = 1 OR d.sample = 1 THEN 1 ELSE 0 END AS sample,
       d.symbol AS symbol, d.implements AS implements
FROM documents d
JOIN units u ON u.id = d.unit_id
LEFT JOIN areas a ON a.code = u.area_code
WHERE d.implements IS NOT NULL AND d.direction = 'out';

-- Lines of the registers as they were entered, to be held against each other (226-KL/TW 2.3: no content twice).
CREATE VIEW fact_register_entries AS
SELECT COALESCE(d.external_id, d.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level,
       u.bloc AS bloc, a.merged AS area_merged, d.counted_on AS date,
       CASE WHEN u.sample = 1 OR d.sample = 1 THEN 1 ELSE 0 END AS sample,
       d.direction AS direction, d.symbol AS symbol, d.subject AS subject
FROM documents d
JOIN units u ON u.id = d.unit_id
LEFT JOIN areas a ON a.code = u.area_code
WHERE d.direction <> 'draft';
