-- Areas are places with official codes; units are bodies that work in an area. Nothing is ever moved or overwritten:
-- what changed at a date is a dated row. valid_to is the last day on which a row holds; NULL = still holds.
-- valid_from NULL = not known, treated as "always". Dates are ISO text, booleans 0/1.
CREATE TABLE areas (
    code        TEXT PRIMARY KEY,
    level       TEXT NOT NULL CHECK (level IN ('central', 'province', 'commune')),
    parent_code TEXT NULL REFERENCES areas (code),
    merged      BIGINT NULL CHECK (merged IN (0, 1)),  -- formed by merging older ones on 01/7/2025; NULL = not known
    valid_from  TEXT NULL,
    valid_to    TEXT NULL,
    sample      BIGINT NOT NULL DEFAULT 0,
    external    BIGINT NOT NULL DEFAULT 0  -- came in with `sauro load`
);
CREATE INDEX areas_parent ON areas (parent_code, code);

-- Every name an area had; exactly one row holds on a day.
CREATE TABLE area_names (
    area_code  TEXT NOT NULL REFERENCES areas (code),
    name       TEXT NOT NULL,  -- "Đồng Nai"
    full_name  TEXT NOT NULL,  -- "Thành phố Đồng Nai"
    kind       TEXT NOT NULL,  -- "tỉnh", "thành phố", "xã", "phường", "đặc khu", "quốc gia"
    valid_from TEXT NOT NULL,
    valid_to   TEXT NULL,
    basis      TEXT NULL,      -- the decision that gave the name
    PRIMARY KEY (area_code, valid_from)
);

-- Which area took over an older one. old_code only where it is known.
CREATE TABLE area_successions (
    old_name TEXT NOT NULL,
    old_code TEXT NULL,
    new_code TEXT NOT NULL REFERENCES areas (code),
    date     TEXT NOT NULL,
    basis    TEXT NULL,
    PRIMARY KEY (old_name, new_code, date)
);

CREATE TABLE units (
    id          TEXT PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE,
    area_code   TEXT NOT NULL REFERENCES areas (code),
    name        TEXT NOT NULL,  -- the newest name; older ones stand in unit_names
    level       TEXT NOT NULL CHECK (level IN ('central', 'province', 'commune')),
    bloc        TEXT NOT NULL CHECK (bloc IN ('party', 'government', 'elected', 'mass')),
    body        TEXT NULL,      -- kind of body: party_committee, party_office, peoples_committee, peoples_council, front, ...
    parent_id   TEXT NULL REFERENCES units (id),
    path        TEXT NOT NULL,  -- codes of the ancestors and itself, each followed by '/': 'TW/MH.TU/MH01.DU/'
    valid_from  TEXT NULL,
    valid_to    TEXT NULL,
    folded_name TEXT NOT NULL,  -- every name and the usual short forms, folded, each word between blanks
    spelled_name TEXT NOT NULL DEFAULT '',  -- the same with marks, spelling unified: typed marks order the hits
    sample      BIGINT NOT NULL DEFAULT 0,
    external    BIGINT NOT NULL DEFAULT 0  -- came in with `sauro load`; the code is the caller's own
);
CREATE UNIQUE INDEX units_path ON units (path);
CREATE INDEX units_parent ON units (parent_id, code);
CREATE INDEX units_area ON units (area_code, body);
-- Covers the name search: it reads this index only, never the table, to find its few rows.
CREATE INDEX units_search ON units (folded_name, spelled_name, level, bloc, path, code);

-- Names at their dates; a unit that never changed its name has no row here.
CREATE TABLE unit_names (
    unit_id    TEXT NOT NULL REFERENCES units (id),
    name       TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to   TEXT NULL,
    PRIMARY KEY (unit_id, valid_from)
);

-- Identification codes of electronic exchange: 'QCVN102' (000.00.00.H41) and 'QD09' (H37.02.02).
-- Only what a source gives or an administrator enters; never derived from area codes.
CREATE TABLE unit_identifiers (
    scheme     TEXT NOT NULL CHECK (scheme IN ('QCVN102', 'QD09')),
    code       TEXT NOT NULL,
    unit_id    TEXT NOT NULL REFERENCES units (id),
    valid_from TEXT NULL,
    valid_to   TEXT NULL,
    PRIMARY KEY (scheme, code, unit_id)
);
-- One unit per code at a time.
CREATE UNIQUE INDEX unit_identifiers_current ON unit_identifiers (scheme, code) WHERE valid_to IS NULL;
CREATE INDEX unit_identifiers_unit ON unit_identifiers (unit_id);

CREATE TABLE unit_successions (
    old_unit_id TEXT NOT NULL REFERENCES units (id),
    new_unit_id TEXT NOT NULL REFERENCES units (id),
    date        TEXT NOT NULL,
    basis       TEXT NULL,
    PRIMARY KEY (old_unit_id, new_unit_id)
);

-- Fact views (what norms may look at). `id` and `unit` are unit codes, `area` is the area code; unit_id is the inner key.
CREATE VIEW fact_units AS
SELECT u.code AS id, u.code AS unit, u.id AS unit_id, u.name AS name, u.level AS level, u.bloc AS bloc, u.body AS body,
       u.area_code AS area, u.path AS unit_path, parent.code AS parent, u.valid_from AS valid_from, u.valid_to AS valid_to,
       a.merged AS area_merged,
       CASE a.level WHEN 'commune' THEN a.parent_code WHEN 'province' THEN a.code END AS province,
       CASE a.level WHEN 'commune' THEN outer_area.merged WHEN 'province' THEN a.merged END AS province_merged,
       u.sample AS sample, CAST(NULL AS TEXT) AS date
FROM units u
JOIN areas a ON a.code = u.area_code
LEFT JOIN areas outer_area ON outer_area.code = a.parent_code
LEFT JOIN units parent ON parent.id = u.parent_id;

CREATE VIEW fact_areas AS
SELECT a.code AS id, a.code AS area, n.name AS name, n.full_name AS full_name, n.kind AS kind, a.level AS level,
       a.parent_code AS parent, a.merged AS merged, a.valid_from AS valid_from, a.valid_to AS valid_to, a.sample AS sample,
       CAST(NULL AS TEXT) AS date
FROM areas a
JOIN area_names n ON n.area_code = a.code AND n.valid_to IS NULL;
