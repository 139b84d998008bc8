-- 联系任务: whom to get in touch with, and why now. Made by a daily job from what is known, so that it
-- can be made again
CREATE TABLE outreach (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	reason INTEGER NOT NULL,      -- 原因: 关怀、新入住、重复来电、久未联系、生日、节日
	state INTEGER NOT NULL,       -- 状态: 1 待联系, 2 已联系, 3 不联系, 4 原因消失
	room_id $INT NOT NULL,        -- 房屋, 0 = the whole estate
	room TEXT NOT NULL,
	building TEXT NOT NULL,
	person_id $INT NOT NULL,
	person_name TEXT NOT NULL,
	cycle TEXT NOT NULL,          -- 第几轮: of two of one cycle there is one
	why TEXT NOT NULL,            -- 为什么现在联系
	last_at $INT NOT NULL,        -- 上次往来, 0 = never
	due_at $INT NOT NULL,         -- 最晚何时
	post_id $INT NOT NULL,        -- 责任岗位
	contact_id $INT NOT NULL,     -- 沟通记录, 0 = none
	done_at $INT NOT NULL,
	created_at $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX outreach_cycle ON outreach (community_id, reason, room_id, person_id, cycle);
CREATE INDEX outreach_due ON outreach (community_id, due_at, id) WHERE state = 1;
CREATE INDEX outreach_room ON outreach (community_id, room_id, state);
