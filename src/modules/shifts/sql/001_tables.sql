-- Shifts and orders of the office (document 11 (b), (c)).

-- 排班: who works which shift of which day
CREATE TABLE roster (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	day INTEGER NOT NULL,               -- 日期; a night belongs to the day it begins on
	band INTEGER NOT NULL,              -- 班次: 1 白班, 2 中班, 3 夜班
	role INTEGER NOT NULL,              -- 岗位的角色: enum role
	account_id $INT NOT NULL,           -- 谁的班
	stand_in_id $INT NOT NULL,          -- 顶班人, 0 = nobody stands in
	created_by $INT NOT NULL,           -- 排班人
	created_at $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX roster_once ON roster (community_id, day, band, account_id);

-- 班次记事
CREATE TABLE shift_note (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	day INTEGER NOT NULL,               -- 班次的日期
	band INTEGER NOT NULL,              -- 班次
	text TEXT NOT NULL,                 -- 内容
	created_by $INT NOT NULL,           -- 记录人
	created_at $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE INDEX shift_note_day ON shift_note (community_id, day, id);

-- 交接班
CREATE TABLE handover (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	day INTEGER NOT NULL,               -- 班次的日期
	band INTEGER NOT NULL,              -- 班次
	state INTEGER NOT NULL,             -- 状态: 待交接、已交接、已退回、已撤回
	from_id $INT NOT NULL,              -- 交班人; signs by opening it
	to_id $INT NOT NULL,                -- 接班人
	remark TEXT NOT NULL,               -- 交代事项
	keys INTEGER NOT NULL,              -- 钥匙, 把
	receipts INTEGER NOT NULL,          -- 票据, 张
	cash_fen $INT NOT NULL,             -- 现金
	item_count INTEGER NOT NULL,        -- 未完事项
	opened_at $INT NOT NULL,            -- 交班签字
	ended_at $INT NOT NULL,             -- 接班签字, or when it was returned or withdrawn
	reason TEXT NOT NULL,               -- 退回、撤回的原因
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE INDEX handover_from ON handover (community_id, from_id, state);
CREATE INDEX handover_to ON handover (community_id, to_id, state);
CREATE INDEX handover_state ON handover (community_id, state, id);

-- 未完事项
CREATE TABLE handover_item (
	community_id $INT NOT NULL,
	handover_id $INT NOT NULL,
	subject TEXT NOT NULL,              -- 对象: request, order …
	subject_id $INT NOT NULL,
	number TEXT NOT NULL,               -- 编号, as it was when handed over
	title TEXT NOT NULL,                -- 内容
	room TEXT NOT NULL,                 -- 房号
	due_at $INT NOT NULL,               -- 最近到期
	taken INTEGER NOT NULL,             -- how many duties changed hands with it
	PRIMARY KEY (community_id, handover_id, subject, subject_id)
);
CREATE INDEX handover_item_of ON handover_item (community_id, subject, subject_id);

-- 指令
CREATE TABLE office_order (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,               -- 编号 ZL20261123-0007
	state INTEGER NOT NULL,             -- 状态
	text TEXT NOT NULL,                 -- 内容
	undertaker_id $INT NOT NULL,        -- 承办人, 0 = whoever holds the post
	post_id $INT NOT NULL,              -- 承办岗位
	due_at $INT NOT NULL,               -- 要求完成时间
	issued_by $INT NOT NULL,            -- 下达人
	issued_at $INT NOT NULL,            -- 下达时间
	signed_by $INT NOT NULL,            -- 签收人
	signed_at $INT NOT NULL,            -- 签收时间
	result TEXT NOT NULL,               -- 完成情况
	finished_at $INT NOT NULL,          -- 完成时间
	confirmed_by $INT NOT NULL,         -- 确认人
	confirmed_at $INT NOT NULL,         -- 确认时间
	reason TEXT NOT NULL,               -- 最近一次退回的原因
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX office_order_number ON office_order (community_id, number);
CREATE INDEX office_order_state ON office_order (community_id, state, id);
CREATE INDEX office_order_undertaker ON office_order (community_id, undertaker_id, state);

-- 外联单位
CREATE TABLE agency (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	kind INTEGER NOT NULL,              -- 类别: 供电、供水、燃气 …
	name TEXT NOT NULL,                 -- 名称
	contact TEXT NOT NULL,              -- 联系人
	phone TEXT NOT NULL,                -- 电话
	remark TEXT NOT NULL,               -- 说明
	retired_at $INT NOT NULL,           -- 停用时间
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);

-- the report of a past day (客服日报) looks for what has ended since
CREATE INDEX request_closed ON request (community_id, closed_at) WHERE closed_at <> 0;
CREATE INDEX obligation_done_at ON obligation (community_id, done_at) WHERE done_at <> 0;
