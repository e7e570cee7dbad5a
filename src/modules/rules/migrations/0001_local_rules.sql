-- What a unit decided about a norm by its own document, append-only: a tighter value of a parameter or a waiver given up,
-- and the end of it. The last row of a unit, norm and target that has begun is what holds.
CREATE TABLE local_rules (
    id         TEXT PRIMARY KEY,
    unit_id    TEXT NOT NULL REFERENCES units (id),
    norm       TEXT NOT NULL,
    parameter  TEXT NOT NULL DEFAULT '',
    exception  TEXT NOT NULL DEFAULT '',
    action     TEXT NOT NULL CHECK (action IN ('tighten', 'end')),
    value      TEXT NOT NULL DEFAULT '',
    starts_on  TEXT NOT NULL,
    symbol     TEXT NOT NULL,
    issued_on  TEXT NOT NULL,
    issuer     TEXT NOT NULL,
    clause     TEXT NOT NULL,
    actor      TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    at         BIGINT NOT NULL,
    CHECK ((parameter = '') <> (exception = ''))
);
CREATE INDEX local_rules_by_unit ON local_rules (unit_id, norm, id);
