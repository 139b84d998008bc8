-- 被投诉人 does not see the visit about the case either: the account kept off, 0 = nobody
ALTER TABLE visit ADD COLUMN hidden_from $INT NOT NULL DEFAULT 0;
