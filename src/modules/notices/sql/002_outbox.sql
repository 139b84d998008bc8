-- 渠道: a mail server, a group robot, an SMS gateway
CREATE TABLE notice_channel (
	community_id $INT NOT NULL,
	id $INT NOT NULL,                          -- 编号
	kind $INT NOT NULL,                        -- 种类: enum via
	name TEXT NOT NULL,                        -- 名称
	enabled $INT NOT NULL DEFAULT 1,           -- 启用
	address TEXT NOT NULL,                     -- 地址: sealed, it carries a robot's token
	host TEXT NOT NULL,                        -- 主机: what of the address is shown
	login TEXT NOT NULL DEFAULT '',            -- 登录名
	secret TEXT,                               -- 密码、加签密钥、令牌: sealed
	sender TEXT NOT NULL DEFAULT '',           -- 发件地址
	template TEXT NOT NULL DEFAULT '',         -- 短信内容模板
	success TEXT NOT NULL DEFAULT '',          -- 成功标志: must stand in the gateway's answer
	post_id $INT NOT NULL DEFAULT 0,           -- 群机器人只发给这个岗位的; 0 = all
	urgent_only $INT NOT NULL DEFAULT 0,       -- 群机器人只发紧急的
	per_minute $INT NOT NULL DEFAULT 20,       -- 每分钟最多几条
	created_at $INT NOT NULL,                  -- 建立时间
	version $INT NOT NULL DEFAULT 1,           -- 版本
	PRIMARY KEY (community_id, id),
	UNIQUE (community_id, name)
);

-- 通知方式: how a person wants to hear of notices besides the list in the program
CREATE TABLE notice_wish (
	community_id $INT NOT NULL,
	account_id $INT NOT NULL,                  -- 员工
	email TEXT NOT NULL DEFAULT '',            -- 邮箱
	by_mail $INT NOT NULL DEFAULT 0,           -- 邮件: enum hear
	by_sms $INT NOT NULL DEFAULT 0,            -- 短信: enum hear
	quiet_from $INT NOT NULL DEFAULT 0,        -- 免打扰自: minutes after midnight; the same = none
	quiet_until $INT NOT NULL DEFAULT 0,       -- 免打扰至
	version $INT NOT NULL DEFAULT 1,           -- 版本
	PRIMARY KEY (community_id, account_id)
);

-- 发件箱: one message to one address; several notices may be in it
CREATE TABLE outbox (
	community_id $INT NOT NULL,
	id $INT NOT NULL,                          -- 编号; also its token outside
	channel_id $INT NOT NULL,                  -- 渠道; 0 = there was none
	account_id $INT NOT NULL DEFAULT 0,        -- 收件人; 0 = a group or a resident
	address TEXT NOT NULL DEFAULT '',          -- 邮箱、电话; '' = a group
	urgent $INT NOT NULL DEFAULT 0,            -- 紧急
	state $INT NOT NULL CHECK (state IN (1, 2, 3, 4, 5, 6)), -- 状态: enum outbox_state
	due_at $INT NOT NULL,                      -- 最早发送
	attempts $INT NOT NULL DEFAULT 0,          -- 已试次数
	claimed_at $INT NOT NULL DEFAULT 0,        -- 最近一次发送
	done_at $INT NOT NULL DEFAULT 0,           -- 结束
	answer TEXT NOT NULL DEFAULT '',           -- 对方的回应，或失败原因
	created_at $INT NOT NULL,                  -- 建立时间
	PRIMARY KEY (community_id, id)
);
CREATE INDEX outbox_due ON outbox (community_id, urgent DESC, due_at, id) WHERE state = 1;
CREATE INDEX outbox_open ON outbox (community_id, channel_id, account_id, address) WHERE state = 1;
CREATE INDEX outbox_away ON outbox (community_id, id) WHERE state = 2;
CREATE INDEX outbox_state ON outbox (community_id, state, id);
CREATE INDEX outbox_rate ON outbox (community_id, channel_id, claimed_at);

CREATE TABLE outbox_notice (
	community_id $INT NOT NULL,
	outbox_id $INT NOT NULL,                   -- 发件
	notice_id $INT NOT NULL,                   -- 消息
	PRIMARY KEY (community_id, outbox_id, notice_id)
);
