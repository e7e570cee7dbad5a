-- What norms see of documents. Secret ones are refused at every door, so `secret` is 0 for each row.
CREATE VIEW fact_documents AS
SELECT COALESCE(d.external_id, d.id) AS id,
       u.code AS unit,
       u.path AS unit_path,
       u.area_code AS area,
       u.level AS level,
       u.bloc AS bloc,
       a.merged AS area_merged,
       d.counted_on AS date,
       CASE WHEN u.sample = 1 OR d.sample = 1 THEN 1 ELSE 0 END AS sample,
       d.direction AS direction,
       d.system AS system,
       d.document_type AS document_type,
       d.symbol AS symbol,
       d.subject AS subject,
       d.administrative AS administrative,
       d.channel AS channel,
       d.digital AS digital,
       d.pages AS pages,
       d.implements AS implements,
       0 AS secret,
       d.status AS status
FROM documents d
JOIN units u ON u.id = d.unit_id
LEFT JOIN areas a ON a.code = u.area_code
WHERE d.direction <> 'draft';
