-- 承诺事项: what the office promised a household, and whether it kept its word (document 2)
CREATE TABLE promise (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,          -- 编号 CN20261123-0001
	state INTEGER NOT NULL,        -- 状态
	room_id $INT NOT NULL,         -- 房屋, 0 = none
	room TEXT NOT NULL,            -- 房号
	person_name TEXT NOT NULL,     -- 对谁承诺
	contact_id $INT NOT NULL,      -- 沟通记录, 0 = none
	content TEXT NOT NULL,         -- 承诺内容
	promiser_id $INT NOT NULL,     -- 承诺人
	holder_id $INT NOT NULL,       -- 跟进人: the first asked, until another has accepted
	offered_id $INT NOT NULL,      -- 移交给, 0 = nobody
	offered_at $INT NOT NULL,      -- 移交时间
	due_at $INT NOT NULL,          -- 承诺完成时间
	first_due_at $INT NOT NULL,    -- 最初的
	moves INTEGER NOT NULL,        -- 改期次数
	told_at $INT NOT NULL,         -- 告知业主时间
	told_way INTEGER NOT NULL,     -- 告知方式
	move_reason TEXT NOT NULL,     -- 改期原因
	kept_at $INT NOT NULL,         -- 兑现时间
	evidence TEXT NOT NULL,        -- 兑现情况
	broken_at $INT NOT NULL,       -- 失约时间, 0 = not broken; never taken back
	cause TEXT NOT NULL,           -- 失约原因
	measure TEXT NOT NULL,         -- 补救措施
	created_by $INT NOT NULL,
	created_at $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX promise_number ON promise (community_id, number);
CREATE INDEX promise_due ON promise (community_id, due_at, id);
CREATE INDEX promise_room ON promise (community_id, room_id, id);
CREATE INDEX promise_waiting ON promise (community_id, due_at) WHERE state IN (1, 3);
