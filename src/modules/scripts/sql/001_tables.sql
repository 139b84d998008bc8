-- 话术: a place's text from when on; what is not here is the program's own
CREATE TABLE script (
	community_id $INT NOT NULL,
	place INTEGER NOT NULL,             -- 场景
	from_at $INT NOT NULL,              -- 生效时间
	text TEXT NOT NULL,
	changed_at $INT NOT NULL,
	changed_by $INT NOT NULL,
	PRIMARY KEY (community_id, place, from_at)
);

-- 节日: days of the office's own beside those everybody has
CREATE TABLE festival_day (
	community_id $INT NOT NULL,
	day INTEGER NOT NULL,
	name TEXT NOT NULL,                 -- '' = no festival greeting on this day
	PRIMARY KEY (community_id, day)
);

-- 应急卡: as the office has changed it
CREATE TABLE emergency_card (
	community_id $INT NOT NULL,
	kind INTEGER NOT NULL,              -- 1 火警 2 困梯 3 燃气 4 水淹 5 受伤 6 打架
	words TEXT NOT NULL,                -- 应急词, parted by 、
	ask TEXT NOT NULL,                  -- 问什么
	act TEXT NOT NULL,                  -- 怎么办
	phones TEXT NOT NULL,               -- 打给谁
	leader INTEGER NOT NULL,            -- 通知哪个角色的值班领导
	changed_at $INT NOT NULL,
	PRIMARY KEY (community_id, kind)
);
