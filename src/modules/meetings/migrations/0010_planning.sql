-- A conference as a daily record, and the states of a year's plan. NULL = unknown.
ALTER TABLE conferences ADD COLUMN start_at BIGINT CHECK (start_at BETWEEN 0 AND 1440);  -- minutes of the day
ALTER TABLE conferences ADD COLUMN end_at BIGINT CHECK (end_at BETWEEN 0 AND 1440);
ALTER TABLE conferences ADD COLUMN place TEXT;
ALTER TABLE conferences ADD COLUMN decision_file TEXT;  -- SHA-256 in the file store
ALTER TABLE conferences ADD COLUMN decision_file_name TEXT;
ALTER TABLE conferences ADD COLUMN cancel_reason TEXT;
ALTER TABLE conferences ADD COLUMN plan_id TEXT REFERENCES conference_plans (id);  -- NULL: not in the plan
ALTER TABLE conferences ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
CREATE INDEX conferences_plan ON conferences (plan_id);

-- draft -> submitted -> approved -> amended -> submitted …; NULL on loaded rows: approved when they name the day.
ALTER TABLE conference_plans ADD COLUMN state TEXT CHECK (state IN ('draft', 'submitted', 'approved', 'amended'));
ALTER TABLE conference_plans ADD COLUMN note TEXT;  -- why it was sent back or amended
ALTER TABLE conference_plans ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
