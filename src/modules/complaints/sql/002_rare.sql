-- As in requests/003_rare.sql.
-- postgres:
ALTER TABLE complaint ALTER COLUMN contact_id SET (n_distinct = -0.5);
ALTER TABLE complaint ALTER COLUMN main_id SET (n_distinct = -0.5);
-- both:
