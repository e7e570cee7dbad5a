-- Type, issuer and day of a document: filters that are part of the match, like the permission scope. What was put before this must be
-- put again (search_state says so); a fresh database starts with it done.
ALTER TABLE search_doc ADD COLUMN type TEXT NOT NULL DEFAULT '';
ALTER TABLE search_doc ADD COLUMN issuer TEXT NOT NULL DEFAULT '';
ALTER TABLE search_doc ADD COLUMN day TEXT NOT NULL DEFAULT '';
CREATE TABLE search_state (stale BIGINT NOT NULL CHECK (stale IN (0, 1)));
INSERT INTO search_state (stale) SELECT CASE WHEN EXISTS (SELECT 1 FROM search_doc) THEN 1 ELSE 0 END;
