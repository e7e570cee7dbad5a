-- When it was cancelled: taking that back is no new conference as long as none was added meanwhile.
ALTER TABLE conferences ADD COLUMN cancelled_at BIGINT;
