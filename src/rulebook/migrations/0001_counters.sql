-- Counters of additive norms (counters.hpp). Derived: dropped and built again at any time.
-- One row for each set of conditions that is counted; parameters have no part in it.
CREATE TABLE rule_plans (
    id        BIGINT PRIMARY KEY,
    signature TEXT NOT NULL UNIQUE,
    fact      TEXT NOT NULL
);

-- Cells of a plan for a unit, from the first of January to the end of the month; every month of a year that has a fact.
CREATE TABLE rule_counts (
    plan     BIGINT NOT NULL,
    month    TEXT NOT NULL,   -- "2026-03"
    unit_id  TEXT NOT NULL,
    last_day TEXT,            -- of the facts so far
    c0 BIGINT, c1 BIGINT, c2 BIGINT, c3 BIGINT, c4 BIGINT, c5 BIGINT, c6 BIGINT,
    c7 BIGINT, c8 BIGINT, c9 BIGINT, c10 BIGINT, c11 BIGINT, c12 BIGINT, c13 BIGINT,
    PRIMARY KEY (plan, month, unit_id)
-- @sqlite
) WITHOUT ROWID;
-- @postgres
);
-- @both
CREATE INDEX rule_counts_unit ON rule_counts (plan, unit_id, month);

-- Units and years whose facts changed since they were counted; written by triggers in the transaction of the change.
CREATE TABLE rule_changes (
    fact    TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    year    TEXT NOT NULL,
    PRIMARY KEY (fact, unit_id, year)
);
