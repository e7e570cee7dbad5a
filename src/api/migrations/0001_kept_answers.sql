-- Answers of writes that carried an Idempotency-Key, so that a repeated request gets the answer that was lost instead of a second row in a book.
CREATE TABLE api_kept_answers (
    account TEXT NOT NULL,
    repeat_key TEXT NOT NULL,
    at BIGINT NOT NULL,
    request TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (account, repeat_key)
);
CREATE INDEX api_kept_answers_at ON api_kept_answers (at);
