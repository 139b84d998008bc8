-- As in requests/003_rare.sql; most persons have no second number.
-- postgres:
ALTER TABLE person ALTER COLUMN phone2 SET (n_distinct = -0.5);
ALTER TABLE person ALTER COLUMN id_index SET (n_distinct = -0.5);
-- both:
