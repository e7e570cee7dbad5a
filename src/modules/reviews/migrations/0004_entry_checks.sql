-- W11: content is held against the registers as soon as it is entered. One row for each document with a text; other: the document
-- that says the same (both containments at least 0.85, INT-25), and the pair of the two.
CREATE TABLE entry_checks (
    document_id    TEXT PRIMARY KEY REFERENCES documents (id),
    unit_id        TEXT NOT NULL REFERENCES units (id),
    checked_at     BIGINT NOT NULL,
    checked_on     TEXT NOT NULL,
    other_document TEXT REFERENCES documents (id),
    share          BIGINT,   -- per cent of the document that stands in the other
    pair_id        TEXT
);
CREATE INDEX entry_checks_unit ON entry_checks (unit_id);

-- resolved: a written reason, or what was decided about the two. same_line: the register shows it already, as a line entered twice.
CREATE VIEW fact_entry_checks AS
SELECT COALESCE(d.external_id, d.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, d.counted_on AS date, CASE WHEN u.sample = 1 OR d.sample = 1 THEN 1 ELSE 0 END AS sample,
       d.symbol AS document, x.checked_on AS checked_on, CASE WHEN x.other_document IS NULL THEN 0 ELSE 1 END AS duplicate,
       COALESCE(o.symbol, o.subject) AS other, x.share AS share,
       CASE WHEN d.duplicate_reason IS NOT NULL OR EXISTS (SELECT 1 FROM review_pairs p WHERE p.id = x.pair_id AND p.state <> 'open')
            THEN 1 ELSE 0 END AS resolved,
       CASE WHEN o.symbol = d.symbol AND o.counted_on = d.counted_on AND o.subject = d.subject THEN 1 ELSE 0 END AS same_line
FROM entry_checks x
JOIN units u ON u.id = x.unit_id
JOIN documents d ON d.id = x.document_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN documents o ON o.id = x.other_document;
