-- 回避: a request that became a complaint about somebody is not for that account; 0 = nobody
ALTER TABLE request ADD COLUMN hidden_from $INT NOT NULL DEFAULT 0;
CREATE INDEX request_hidden ON request (community_id, hidden_from) WHERE hidden_from <> 0;
