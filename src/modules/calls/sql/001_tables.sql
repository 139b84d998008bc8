-- 来电登记 (document 3). A call is a merge of facts; each fact is kept as it came.
CREATE TABLE call (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,               -- 编号 DH20261123-0007
	source INTEGER NOT NULL,            -- 1 电话系统 2 秒表键
	exchange_key TEXT,                  -- the exchange's own id of the call; NULL = no exchange
	state INTEGER NOT NULL,             -- 状态
	phone TEXT NOT NULL,                -- 来电号码, '' = withheld
	called TEXT NOT NULL,               -- 被叫号码
	extension TEXT NOT NULL,            -- 分机: that answered, else that rang last
	received_at $INT NOT NULL,          -- 来电时间: the first that is known of it
	ringing_at $INT NOT NULL,           -- 振铃, 0 = not known; so of the next three
	answered_at $INT NOT NULL,          -- 接听
	ended_at $INT NOT NULL,             -- 结束
	missed_at $INT NOT NULL,            -- 漏接
	rings INTEGER NOT NULL,             -- 响铃次数, -1 = not known
	answered_after_ms $INT NOT NULL,    -- 接听用时, -1 = not known
	night INTEGER NOT NULL,             -- 夜间时段
	answerer_id $INT NOT NULL,          -- 接听人, 0 = not known
	duty_id $INT NOT NULL,              -- 时段值班人, 0 = whoever holds the post
	duty_post_id $INT NOT NULL,         -- 时段值班岗位
	contact_id $INT NOT NULL,           -- 来电来访登记, 0 = none
	transfer_to $INT NOT NULL,          -- 转接给
	transferred_at $INT NOT NULL,
	accepted_at $INT NOT NULL,          -- 被转人接受
	promised_at $INT NOT NULL,          -- 约定回复时间
	promise TEXT NOT NULL,              -- 约定回复什么
	replied_at $INT NOT NULL,           -- 实际回复时间
	back_due_at $INT NOT NULL,          -- 应回拨时间
	first_back_at $INT NOT NULL,        -- 首次回拨
	tries INTEGER NOT NULL,             -- 没打通的次数
	last_try_at $INT NOT NULL,
	returned_at $INT NOT NULL,          -- 回拨接通
	returned_by $INT NOT NULL,          -- 回拨人
	remark TEXT NOT NULL,               -- 备注
	corrected INTEGER NOT NULL,         -- 1 = the number was corrected by a person and stands
	created_at $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX call_number ON call (community_id, number);
CREATE UNIQUE INDEX call_exchange ON call (community_id, exchange_key);
CREATE INDEX call_received ON call (community_id, received_at, id);
CREATE INDEX call_state ON call (community_id, state, received_at);
CREATE INDEX call_phone ON call (community_id, phone, received_at);
CREATE INDEX call_contact ON call (community_id, contact_id);

-- 来电事件: what the exchange told, each once
CREATE TABLE call_event (
	community_id $INT NOT NULL,
	call_id $INT NOT NULL,
	kind INTEGER NOT NULL,              -- 1 ringing 2 answered 3 ended 4 missed
	at $INT NOT NULL,                   -- by the exchange's clock
	extension TEXT NOT NULL,
	phone TEXT NOT NULL,
	called TEXT NOT NULL,
	received_at $INT NOT NULL,          -- by ours
	PRIMARY KEY (community_id, call_id, kind, at, extension)
);

-- 电话系统的密钥: the key names the community, the secret signs
CREATE TABLE call_key (
	community_id $INT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,                 -- 用途
	secret TEXT NOT NULL,               -- sealed
	created_at $INT NOT NULL,
	created_by $INT NOT NULL,
	revoked_at $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX call_key_id ON call_key (id);

-- 分机
CREATE TABLE call_extension (
	community_id $INT NOT NULL,
	extension TEXT NOT NULL,
	account_id $INT NOT NULL,
	changed_at $INT NOT NULL,
	PRIMARY KEY (community_id, extension)
);
CREATE INDEX call_extension_of ON call_extension (community_id, account_id);

-- 电话值班表
CREATE TABLE call_duty (
	community_id $INT NOT NULL,
	day INTEGER NOT NULL,               -- 日期: the day on which the band begins
	band INTEGER NOT NULL,              -- 时段 1-3
	main_id $INT NOT NULL,              -- 主值班人
	stand_in_id $INT NOT NULL,          -- 替班人
	forward TEXT NOT NULL,              -- 转接号码
	changed_at $INT NOT NULL,
	PRIMARY KEY (community_id, day, band)
);

-- 重复来电: the same room and kind within some hours
CREATE TABLE call_repeat (
	community_id $INT NOT NULL,
	request_id $INT NOT NULL,           -- the later one
	earlier_id $INT NOT NULL,           -- the earlier one
	at $INT NOT NULL,
	PRIMARY KEY (community_id, request_id)
);
CREATE INDEX call_repeat_at ON call_repeat (community_id, at);
