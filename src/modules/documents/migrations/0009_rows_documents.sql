-- The same rows before units are joined to them: what is counted by unit looks here (facts::View::Source).
CREATE VIEW rows_documents AS
SELECT d.unit_id, COALESCE(d.external_id, d.id) AS id, d.counted_on AS date, d.direction AS direction, d.system AS system,
       d.document_type AS document_type, d.administrative AS administrative, d.channel AS channel, d.digital AS digital,
       d.pages AS pages, d.implements AS implements, 0 AS secret, d.status AS status
FROM documents d
WHERE d.direction <> 'draft';

-- Covers the counting norms, unit after unit.
DROP INDEX documents_by_fact;
CREATE INDEX documents_by_fact ON documents (unit_id, counted_on, direction, administrative, status, channel, digital);
