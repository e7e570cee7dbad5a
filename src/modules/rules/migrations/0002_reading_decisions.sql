-- Who decided an open interpretation of the rulebook, by which document, for the whole installation; append-only. The last
-- row of an interpretation holds; one without a choice takes the decision back: the proposal stands again.
CREATE TABLE reading_decisions (
    id             TEXT PRIMARY KEY,
    interpretation TEXT NOT NULL,
    choice         TEXT,
    choice_values  TEXT NOT NULL,  -- [{"norm", "parameter", "value"}]
    owner          TEXT NOT NULL,
    symbol         TEXT NOT NULL,
    issued_on      TEXT NOT NULL,
    reason         TEXT NOT NULL,
    actor          TEXT NOT NULL,
    actor_name     TEXT NOT NULL,
    at             BIGINT NOT NULL
);
