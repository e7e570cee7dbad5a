-- What follows the texts of documents from outside (the reuse index): a number that never changes for each document, and a
-- change mark that grows with every change, so that "what is new since" is one look into an index.
CREATE TABLE text_numbers (
    number      BIGINT PRIMARY KEY,
    document_id TEXT NOT NULL UNIQUE REFERENCES documents (id),
    change      BIGINT NOT NULL UNIQUE
);

INSERT INTO text_numbers (number, document_id, change)
SELECT row_number() OVER (ORDER BY t.document_id), t.document_id, row_number() OVER (ORDER BY t.document_id)
FROM document_texts t JOIN documents d ON d.id = t.document_id WHERE d.direction <> 'draft';

-- For modules that compare documents.
CREATE VIEW comparable_documents AS
SELECT n.number, n.change, d.id, d.unit_id, u.code AS unit_code, u.name AS unit_name, u.path AS unit_path, u.level AS unit_level,
       d.direction, d.number AS book_number, d.symbol, d.document_type, d.date, d.issuer, d.subject, d.file_sha256
FROM documents d JOIN units u ON u.id = d.unit_id LEFT JOIN text_numbers n ON n.document_id = d.id;
