-- 事件: one happening that many people report, such as no water in a whole building
CREATE TABLE incident (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,               -- 编号 SJ20261123-0001
	state INTEGER NOT NULL,             -- 1 进行中 2 已恢复 3 已关闭
	kind INTEGER NOT NULL,              -- 类别: 停水、停电 …
	title TEXT NOT NULL,
	text TEXT NOT NULL,                 -- 情况
	areas TEXT NOT NULL,                -- 范围, for people: 3-2、5
	began_at $INT NOT NULL,             -- 开始
	expected_at $INT NOT NULL,          -- 预计恢复, 0 = not known
	ended_at $INT NOT NULL,             -- 恢复
	result TEXT NOT NULL,               -- 告知内容: what the reporters are told
	closed_at $INT NOT NULL,            -- 关闭
	due_at $INT NOT NULL,               -- due time of the nearest open obligation, 0 = none
	created_by $INT NOT NULL,
	created_at $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX incident_number ON incident (community_id, number);
CREATE INDEX incident_state ON incident (community_id, state, id);

-- 范围: '' = the whole estate, "3" a building, "3-2" an entrance, "3-2-501" a room
CREATE TABLE incident_area (
	community_id $INT NOT NULL,
	incident_id $INT NOT NULL,
	scope TEXT NOT NULL,
	PRIMARY KEY (community_id, incident_id, scope)
);

-- 报事人: one row for a room and phone, however often they call
CREATE TABLE incident_reporter (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	incident_id $INT NOT NULL,
	person_name TEXT NOT NULL,
	phone TEXT NOT NULL,
	room_id $INT NOT NULL,
	room TEXT NOT NULL,
	times INTEGER NOT NULL,             -- 报了几次
	first_at $INT NOT NULL,
	last_at $INT NOT NULL,
	told_at $INT NOT NULL,              -- 已告知恢复
	told_by $INT NOT NULL,
	told_way INTEGER NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX incident_reporter_one
	ON incident_reporter (community_id, incident_id, room_id, phone);

-- 关联: the contacts, requests and complaints that tell of it
CREATE TABLE incident_link (
	community_id $INT NOT NULL,
	incident_id $INT NOT NULL,
	subject TEXT NOT NULL,
	subject_id $INT NOT NULL,
	linked_at $INT NOT NULL,
	PRIMARY KEY (community_id, subject, subject_id)
);
CREATE INDEX incident_link_of ON incident_link (community_id, incident_id);
