-- 客户画像: what a person chose to tell us (opt-in, document 2 b)
CREATE TABLE preference (
	community_id $INT NOT NULL,
	person_id $INT NOT NULL,
	address TEXT NOT NULL,        -- 称呼
	hours_from INTEGER NOT NULL,  -- 方便联系: minutes after midnight; both 0 = any
	hours_until INTEGER NOT NULL,
	channel INTEGER NOT NULL,     -- 偏好方式, 0 = any
	no_disturb INTEGER NOT NULL,  -- 免打扰
	attention TEXT NOT NULL,      -- 关注事项
	has_elder INTEGER NOT NULL,   -- 有老人
	has_pet INTEGER NOT NULL,     -- 有宠物
	has_child INTEGER NOT NULL,   -- 有未满 14 岁的孩子: only with consent
	health TEXT NOT NULL,         -- 健康情况: only with consent
	birthday INTEGER NOT NULL,    -- 生日: month * 100 + day, 0 = unknown: only with consent
	version $INT NOT NULL,
	PRIMARY KEY (community_id, person_id)
);
-- 同意: each kind by itself, given and taken back
CREATE TABLE consent (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	person_id $INT NOT NULL,
	kind INTEGER NOT NULL,        -- 营销、健康、未成年、生日
	given_at $INT NOT NULL,
	given_how TEXT NOT NULL,      -- 当面、书面、微信 …
	given_to $INT NOT NULL,       -- 登记人
	withdrawn_at $INT NOT NULL,   -- 撤回, 0 = holds
	PRIMARY KEY (community_id, id)
);
CREATE INDEX consent_person ON consent (community_id, person_id, kind);

-- 在住: who lives where now, with what they chose, for other areas
CREATE VIEW resident_now AS
	SELECT o.community_id, o.id, o.room_id, h.room, h.building, h.entrance, o.person_id, p.name,
		p.phone, p.care, o.relation, o.from_on, o.created_at,
		COALESCE(f.no_disturb, 0) AS no_disturb, COALESCE(f.birthday, 0) AS birthday
	FROM occupancy o
	JOIN person p ON p.community_id = o.community_id AND p.id = o.person_id
	JOIN room h ON h.community_id = o.community_id AND h.id = o.room_id
	LEFT JOIN preference f ON f.community_id = o.community_id AND f.person_id = o.person_id
	WHERE o.until_on = 0;
