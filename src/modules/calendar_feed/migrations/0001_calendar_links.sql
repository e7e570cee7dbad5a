-- Secret addresses of calendars. The token never stands in the clear; a new one ends the old one.
CREATE TABLE calendar_links (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),  -- whose rights count, at each reading
    scope      TEXT NOT NULL,                           -- id of a unit; 'me': all units where the account has a role
    token_hash TEXT NOT NULL UNIQUE,                    -- SHA-256
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, scope)
);
