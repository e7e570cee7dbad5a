-- W10, W17: what went from one unit to another, how, and whether it arrived.
CREATE TABLE deliveries (
    id           TEXT PRIMARY KEY,
    external_id  TEXT UNIQUE,
    from_unit_id TEXT NOT NULL REFERENCES units (id),
    to_unit_id   TEXT NOT NULL REFERENCES units (id),
    date         TEXT NOT NULL,
    content      TEXT CHECK (content IN ('document', 'report', 'information')),
    document     TEXT,
    channel      TEXT CHECK (channel IN ('network', 'paper', 'telephone')),
    received_on  TEXT,
    receipt      BIGINT CHECK (receipt IN (0, 1)),
    secret       BIGINT CHECK (secret IN (0, 1)),
    sample       BIGINT NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
    created_at   BIGINT NOT NULL
);
CREATE INDEX deliveries_from_unit ON deliveries (from_unit_id, date);
CREATE INDEX deliveries_to_unit ON deliveries (to_unit_id, date);

-- `unit`: the sender.
CREATE VIEW fact_deliveries AS
SELECT COALESCE(x.external_id, x.id) AS id, u.code AS unit, u.path AS unit_path, u.area_code AS area, u.level AS level, u.bloc AS bloc,
       a.merged AS area_merged, x.date AS date, x.sample AS sample, u.code AS from_unit, v1.code AS to_unit, x.content AS content,
       x.document AS document, x.channel AS channel, x.received_on AS received_on, x.receipt AS receipt, x.secret AS secret
FROM deliveries x
JOIN units u ON u.id = x.from_unit_id
LEFT JOIN areas a ON a.code = u.area_code
LEFT JOIN units v1 ON v1.id = x.to_unit_id;
