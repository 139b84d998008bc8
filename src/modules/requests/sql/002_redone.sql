-- 返工: how often the work was done again
ALTER TABLE request ADD COLUMN redone $INT NOT NULL DEFAULT 0;
