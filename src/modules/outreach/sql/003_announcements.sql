-- 主动告知（温馨提示）: a notice to households of an area, and who was told how and when (document 2)
CREATE TABLE announcement (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,          -- 编号 GG20261123-0001
	kind INTEGER NOT NULL,         -- 类型
	state INTEGER NOT NULL,        -- 状态
	title TEXT NOT NULL,           -- 标题
	area TEXT NOT NULL,            -- 范围: 楼栋、单元、房号, '' = all
	text TEXT NOT NULL,            -- 内容
	effective_from $INT NOT NULL,  -- 生效, 0 = at once
	effective_to $INT NOT NULL,    -- 结束, 0 = open
	way INTEGER NOT NULL,          -- 渠道
	short_reason TEXT NOT NULL,    -- 提前不足的原因
	recipients INTEGER NOT NULL,   -- 应送户数
	skipped INTEGER NOT NULL,      -- 免打扰跳过
	sent_at $INT NOT NULL,         -- 发布时间
	sent_by $INT NOT NULL,         -- 发布人
	created_by $INT NOT NULL,
	created_at $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX announcement_number ON announcement (community_id, number);
-- 送达
CREATE TABLE delivery (
	community_id $INT NOT NULL,
	announcement_id $INT NOT NULL,
	room_id $INT NOT NULL,
	room TEXT NOT NULL,
	person_id $INT NOT NULL,
	person_name TEXT NOT NULL,
	state INTEGER NOT NULL,        -- 1 待送达, 2 已送达, 3 免打扰
	way INTEGER NOT NULL,          -- 送达方式, 0 = not yet
	told_at $INT NOT NULL,
	told_by $INT NOT NULL,
	PRIMARY KEY (community_id, announcement_id, room_id)
);
CREATE INDEX delivery_room ON delivery (community_id, room_id, announcement_id);
