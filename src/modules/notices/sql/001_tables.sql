-- 消息: what a person is told; one row a receiver. Inside the program it is delivered by being here;
-- what leaves by mail, group robot or SMS is the outbox of the module 消息.
CREATE TABLE notice (
	community_id $INT NOT NULL,
	id $INT NOT NULL,                          -- 编号
	account_id $INT NOT NULL DEFAULT 0,        -- 收件人; 0 = nobody held the post, or a resident
	post_id $INT NOT NULL DEFAULT 0,           -- 经由岗位
	phone TEXT NOT NULL DEFAULT '',            -- 住户电话: by SMS
	kind TEXT NOT NULL,                        -- 种类: escalation, assigned …
	subject TEXT NOT NULL DEFAULT '',          -- 对象: request
	subject_id $INT NOT NULL DEFAULT 0,        -- 对象编号
	title TEXT NOT NULL,                       -- 标题
	body TEXT NOT NULL DEFAULT '',             -- 内容
	urgent $INT NOT NULL DEFAULT 0,            -- 紧急: not held back by quiet hours
	merge_key TEXT NOT NULL DEFAULT '',        -- 同一件事的标记
	times $INT NOT NULL DEFAULT 1,             -- 同一件事通知了几次
	created_at $INT NOT NULL,                  -- 第一次通知
	told_at $INT NOT NULL,                     -- 最近一次通知
	read_at $INT NOT NULL DEFAULT 0,           -- 阅读时间
	routed_at $INT NOT NULL DEFAULT 0,         -- 已分到发件箱的时间
	PRIMARY KEY (community_id, id)
);
CREATE INDEX notice_account ON notice (community_id, account_id, id);
CREATE INDEX notice_unread ON notice (community_id, account_id, id) WHERE read_at = 0;
CREATE INDEX notice_merge ON notice (community_id, account_id, merge_key, created_at)
	WHERE merge_key <> '';
CREATE INDEX notice_unheld ON notice (community_id, post_id, id) WHERE account_id = 0;
CREATE INDEX notice_unrouted ON notice (community_id, id) WHERE routed_at = 0;
