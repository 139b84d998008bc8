-- what the form knows of the call it was written down from (document 3)
ALTER TABLE contact ADD COLUMN call_id $INT NOT NULL DEFAULT 0;           -- 来电登记, 0 = none
ALTER TABLE contact ADD COLUMN answered_after_ms $INT NOT NULL DEFAULT 0; -- 秒表键: 接听用时
ALTER TABLE contact ADD COLUMN reply_at $INT NOT NULL DEFAULT 0;          -- 预约回复: 约定的时间
