-- What stands or stood against a norm: one row for each norm, period and group (unit, area or single record). Rows are
-- never deleted. `unit` and `area` are codes as fact views show them, '' where a group has none.
CREATE TABLE findings (
    id               TEXT PRIMARY KEY,
    norm             TEXT NOT NULL,
    period           TEXT NOT NULL,
    unit             TEXT NOT NULL,
    area             TEXT NOT NULL,
    subject          TEXT NOT NULL,
    unit_path        TEXT NOT NULL,  -- of the unit, or of the highest unit of the area
    mission_row      TEXT NOT NULL,
    severity         TEXT NOT NULL,
    measured         TEXT,
    limit_text       TEXT,
    message          TEXT NOT NULL,
    rulebook         TEXT NOT NULL,  -- hash of the rulebook that judged it last
    state            TEXT NOT NULL CHECK (state IN ('open', 'explained', 'waived', 'fixed')),
    recurring        BIGINT NOT NULL DEFAULT 0,  -- how often it was fixed and breached again
    resolved_said    BIGINT NOT NULL DEFAULT 0,  -- a person says it is fixed; the next evaluation looks
    disputed         BIGINT NOT NULL DEFAULT 0,
    first_seen       BIGINT NOT NULL,
    last_seen        BIGINT NOT NULL,  -- last evaluation that found it breached, to the day
    fixed_at         BIGINT,
    assigned_account TEXT,
    assigned_name    TEXT,
    due_date         TEXT,
    explanation      TEXT,
    explained_by     TEXT,
    explained_at     BIGINT,
    waiver_body      TEXT,
    waiver_number    TEXT,
    waiver_date      TEXT,
    sort_key         TEXT NOT NULL UNIQUE,  -- urgency, newest first, id
    version          BIGINT NOT NULL DEFAULT 1,
    UNIQUE (norm, period, unit_path, unit, area, subject)
);
CREATE INDEX findings_scope ON findings (unit_path, sort_key);
CREATE INDEX findings_state ON findings (state, sort_key);
CREATE INDEX findings_due ON findings (due_date, sort_key) WHERE due_date IS NOT NULL;
CREATE INDEX findings_assigned ON findings (assigned_account, sort_key) WHERE assigned_account IS NOT NULL;

CREATE TABLE finding_events (
    finding_id TEXT NOT NULL REFERENCES findings (id),
    seq        BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    kind       TEXT NOT NULL,  -- found measured explained assigned waived resolve_said still_there fixed again feedback
    actor      TEXT NOT NULL,  -- account id, or "system"
    actor_name TEXT NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (finding_id, seq)
);

-- What could not be judged for want of a fact: a number for each norm and unit, not rows.
CREATE TABLE finding_unknowns (
    unit_path TEXT NOT NULL,
    norm      TEXT NOT NULL,
    period    TEXT NOT NULL,
    count     BIGINT NOT NULL,
    missing   TEXT NOT NULL,  -- an example, in words
    PRIMARY KEY (unit_path, norm, period)
);

-- Week and month figures of a unit with everything below it (scope = its path) and a norm ('' = all norms together),
-- written when they change. Stocks are as of the last change in the bucket.
CREATE TABLE finding_trend (
    scope       TEXT NOT NULL,
    norm        TEXT NOT NULL,
    grain       TEXT NOT NULL CHECK (grain IN ('week', 'month')),
    bucket      TEXT NOT NULL,  -- first day
    open        BIGINT NOT NULL,
    explained   BIGINT NOT NULL,
    waived      BIGINT NOT NULL,
    fixed       BIGINT NOT NULL,
    cannot_tell BIGINT NOT NULL,
    came        BIGINT NOT NULL,  -- flows within the bucket
    went        BIGINT NOT NULL,
    answered    BIGINT NOT NULL,  -- explained or waived
    PRIMARY KEY (scope, norm, grain, bucket)
);

-- Scopes whose facts changed. `seq`: of the audit row that says so.
CREATE TABLE finding_marks (
    scope TEXT PRIMARY KEY,
    seq   BIGINT NOT NULL
);
CREATE INDEX finding_marks_seq ON finding_marks (seq, scope);

-- One row: how far the audit chain was followed, the day of the last whole evaluation, who evaluates.
CREATE TABLE finding_control (
    id           BIGINT PRIMARY KEY CHECK (id = 1),
    audit_seq    BIGINT NOT NULL,
    day          TEXT NOT NULL,
    evaluated_at BIGINT NOT NULL,
    holder       TEXT NOT NULL,
    lease_until  BIGINT NOT NULL
);
INSERT INTO finding_control (id, audit_seq, day, evaluated_at, holder, lease_until) VALUES (1, 0, '', 0, '', 0);

-- The rulebook findings are written under, whole, so that another one can be compared with it.
CREATE TABLE finding_rulebooks (
    hash         TEXT PRIMARY KEY,
    activated_at BIGINT NOT NULL,
    activated_by TEXT NOT NULL,
    active       BIGINT NOT NULL CHECK (active IN (0, 1))
);
CREATE UNIQUE INDEX finding_rulebooks_active ON finding_rulebooks (active) WHERE active = 1;
CREATE TABLE finding_rulebook_files (
    hash TEXT NOT NULL REFERENCES finding_rulebooks (hash),
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (hash, name)
);

-- A fact beside a figure: a drop that may only be a move (fewer documents of one type, more of another).
CREATE TABLE finding_notes (
    unit_path TEXT NOT NULL,
    norm      TEXT NOT NULL,
    period    TEXT NOT NULL,
    text      TEXT NOT NULL,
    PRIMARY KEY (unit_path, norm, period)
);
