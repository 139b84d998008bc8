-- 沟通记录 in both directions (document 2 b). What is there came in.
ALTER TABLE contact ADD COLUMN direction INTEGER NOT NULL DEFAULT 1; -- 方向: 1 来, 2 去
ALTER TABLE contact ADD COLUMN mood INTEGER NOT NULL DEFAULT 0;      -- 情绪, 0 = not said
ALTER TABLE contact ADD COLUMN wants TEXT NOT NULL DEFAULT '';       -- 业主诉求
ALTER TABLE contact ADD COLUMN answer TEXT NOT NULL DEFAULT '';      -- 我方答复

-- 往来: when a household and the office last had to do with each other, for other areas
CREATE VIEW contact_seen AS
	SELECT community_id, id, room_id, direction, channel, received_at FROM contact
	WHERE room_id <> 0;
