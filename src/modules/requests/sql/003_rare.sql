-- Most of these are 0 (none), and whoever asks for another value gets one or two rows. PostgreSQL
-- takes the average instead and plans anew each time, unless it is told.
-- postgres:
ALTER TABLE request ALTER COLUMN parent_id SET (n_distinct = -0.5);
ALTER TABLE request ALTER COLUMN contact_id SET (n_distinct = -0.5);
-- both:
