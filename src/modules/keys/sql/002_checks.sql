-- 盘点: one counting of all that hangs in the cabinets
CREATE TABLE key_check (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,               -- 编号 PD20261125-0001
	state INTEGER NOT NULL,             -- 1 盘点中 2 已完成
	started_by $INT NOT NULL,           -- 0 = by the calendar
	started_at $INT NOT NULL,
	closed_by $INT NOT NULL,            -- 监盘人
	closed_at $INT NOT NULL,
	remark TEXT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE INDEX key_check_started ON key_check (community_id, started_at);

-- 盘点表: a line a key
CREATE TABLE key_check_line (
	community_id $INT NOT NULL,
	check_id $INT NOT NULL,
	key_id $INT NOT NULL,
	lent INTEGER NOT NULL,              -- 1 = 借出, so nothing should hang there
	expected INTEGER NOT NULL,          -- 应有
	found INTEGER NOT NULL,             -- 实有, -1 = not counted yet
	explanation TEXT NOT NULL,          -- 差异说明
	counted_by $INT NOT NULL,           -- 盘点人
	counted_at $INT NOT NULL,
	PRIMARY KEY (community_id, check_id, key_id)
);
