-- Who works here, with which role at which unit. Secrets never stand in the clear: passwords as argon2id, session and link
-- tokens as SHA-256. Instants are epoch milliseconds.
CREATE TABLE accounts (
    id            TEXT PRIMARY KEY,
    username      TEXT NOT NULL,
    username_key  TEXT NOT NULL UNIQUE,  -- folded: "An.Nguyễn" and "an.nguyen" are one
    name          TEXT NOT NULL,
    title         TEXT NOT NULL DEFAULT '',
    password_hash TEXT NULL,             -- argon2id encoded; NULL = signs in by link only
    disabled_at   BIGINT NULL,
    created_at    BIGINT NOT NULL,
    preferences   TEXT NOT NULL DEFAULT '{}'
);

CREATE TABLE grants (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    role       TEXT NOT NULL CHECK (role IN ('clerk', 'specialist', 'leader', 'head_of_office', 'administrator', 'auditor')),
    unit_id    TEXT NOT NULL REFERENCES units (id),
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, unit_id, role)
);
CREATE INDEX grants_unit ON grants (unit_id);

CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    created_at BIGINT NOT NULL,
    last_seen  BIGINT NOT NULL,  -- moved on at most every five minutes
    expires_at BIGINT NOT NULL,
    remote     TEXT NOT NULL
);
CREATE INDEX sessions_account ON sessions (account_id);

CREATE TABLE sign_in_links (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NULL REFERENCES accounts (id),
    purpose    TEXT NOT NULL CHECK (purpose IN ('first_run', 'sign_in')),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT NULL,
    CHECK ((purpose = 'sign_in') = (account_id IS NOT NULL))
);

-- Failed sign-ins. The key is a hash: people type passwords into the wrong box.
CREATE TABLE attempts (
    key_hash     TEXT PRIMARY KEY,
    failures     BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    last_at      BIGINT NOT NULL
);
CREATE INDEX attempts_last ON attempts (last_at);

-- 'first_unit': id of the unit at which the first account gets its roles.
CREATE TABLE account_settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
