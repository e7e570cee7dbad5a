-- M20, as the fact `speeches` keeps it; NULL: no sentence in it.
ALTER TABLE hall_texts ADD COLUMN reading_minutes BIGINT;
ALTER TABLE hall_texts ADD COLUMN listed_ideas BIGINT;
ALTER TABLE hall_texts ADD COLUMN kept_reason TEXT;  -- why the text is kept as it is
