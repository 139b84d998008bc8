-- What every business area stands on: communities and people (access), the journal, settings, the
-- working calendar, numbers, obligations and attachments.
-- Times are ms UTC, 0 = none. Days are day numbers since 1970-01-01. Booleans are 0 and 1.

-- ---- access ----

-- 小区
CREATE TABLE community (
	id $ID,                                    -- 小区编号
	name TEXT NOT NULL UNIQUE,                 -- 名称
	zone_minutes $INT NOT NULL DEFAULT 480,    -- 时区: minutes east of UTC
	created_at $INT NOT NULL                   -- 建立时间
);

-- 账号: a person who signs in; may serve several communities
CREATE TABLE account (
	id $ID,                                    -- 账号编号
	login TEXT NOT NULL UNIQUE,                -- 登录名, lower case
	name TEXT NOT NULL,                        -- 姓名
	phone TEXT,                                -- 电话
	initials TEXT NOT NULL DEFAULT '',         -- 拼音首字母
	password_hash TEXT,                        -- 口令: Argon2id; NULL = cannot sign in
	state $INT NOT NULL DEFAULT 1 CHECK (state IN (1, 2)), -- 1 在职, 2 离职
	must_change_password $INT NOT NULL DEFAULT 0, -- 须改初始口令
	failed_count $INT NOT NULL DEFAULT 0,      -- 连续登录失败次数
	locked_until $INT NOT NULL DEFAULT 0,      -- 锁定至
	language $INT NOT NULL DEFAULT 0,          -- 语言: 0 中文, 1 English
	created_at $INT NOT NULL,                  -- 建立时间
	dismissed_at $INT NOT NULL DEFAULT 0,      -- 离职时间
	version $INT NOT NULL DEFAULT 1            -- 版本
);

-- 登录会话
CREATE TABLE session (
	token_hash TEXT NOT NULL PRIMARY KEY,      -- 令牌: hex SHA-256; never the token itself
	account_id $INT NOT NULL REFERENCES account (id), -- 账号
	community_id $INT NOT NULL,                -- 所在小区
	form_token TEXT NOT NULL,                  -- 表单令牌
	created_at $INT NOT NULL,                  -- 登录时间
	seen_at $INT NOT NULL,                     -- 最近使用
	expires_at $INT NOT NULL,                  -- 到期时间
	peer TEXT,                                 -- 来源地址
	agent TEXT                                 -- 浏览器
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_expires ON session (expires_at);

-- 接口令牌
CREATE TABLE api_token (
	token_hash TEXT NOT NULL PRIMARY KEY,      -- 令牌: hex SHA-256
	id $INT NOT NULL UNIQUE,                   -- 编号
	account_id $INT NOT NULL REFERENCES account (id), -- 账号
	community_id $INT NOT NULL,                -- 所在小区
	name TEXT NOT NULL,                        -- 用途
	created_at $INT NOT NULL,                  -- 建立时间
	last_used_at $INT NOT NULL DEFAULT 0,      -- 最近使用
	revoked_at $INT NOT NULL DEFAULT 0         -- 撤销时间
);
CREATE INDEX api_token_account ON api_token (account_id);

-- 岗位
CREATE TABLE post (
	community_id $INT NOT NULL,
	id $INT NOT NULL,                          -- 岗位编号
	name TEXT NOT NULL,                        -- 名称: 前台一班
	role $INT NOT NULL,                        -- 角色: enum role
	retired_at $INT NOT NULL DEFAULT 0,        -- 撤岗时间
	PRIMARY KEY (community_id, id),
	UNIQUE (community_id, name)
);

-- 员工: an account in one community
CREATE TABLE staff (
	community_id $INT NOT NULL,
	account_id $INT NOT NULL REFERENCES account (id), -- 账号
	roles $INT NOT NULL DEFAULT 0,             -- 现任角色: 1 << enum role, of the posts held now
	joined_on $INT NOT NULL,                   -- 入职日
	left_on $INT NOT NULL DEFAULT 0,           -- 离职日
	PRIMARY KEY (community_id, account_id)
);
CREATE INDEX staff_account ON staff (account_id);

-- 任职
CREATE TABLE staff_post (
	community_id $INT NOT NULL,
	account_id $INT NOT NULL REFERENCES account (id), -- 账号
	post_id $INT NOT NULL,                     -- 岗位
	from_at $INT NOT NULL,                     -- 任职时间
	until_at $INT NOT NULL DEFAULT 0,          -- 卸任时间
	PRIMARY KEY (community_id, account_id, post_id, from_at)
);
CREATE INDEX staff_post_post ON staff_post (community_id, post_id);

-- 重复提交: the answer of the first time
CREATE TABLE idempotency (
	community_id $INT NOT NULL,
	actor_id $INT NOT NULL,                    -- 提交人
	key TEXT NOT NULL,                         -- Idempotency-Key
	route TEXT NOT NULL,                       -- 地址: "POST /requests"
	body_hash TEXT NOT NULL,                   -- 内容: hex SHA-256
	status $INT NOT NULL,                      -- 答复状态
	location TEXT,                             -- 答复地址
	body TEXT,                                 -- 答复内容
	content_type TEXT,                         -- 答复类型
	created_at $INT NOT NULL,                  -- 提交时间
	PRIMARY KEY (community_id, actor_id, key)
);
CREATE INDEX idempotency_created ON idempotency (community_id, created_at);

-- ---- journal 操作记录 ----

CREATE TABLE journal (
	community_id $INT NOT NULL,
	seq $INT NOT NULL,                         -- 序号: 1, 2, 3 … without a gap
	at $INT NOT NULL,                          -- 记录时间: the server's clock
	claimed_at $INT NOT NULL DEFAULT 0,        -- 补录的发生时间; 0 = the same
	actor_id $INT NOT NULL DEFAULT 0,          -- 操作人; 0 = 系统
	subject TEXT NOT NULL,                     -- 对象: request, household …
	subject_id $INT NOT NULL DEFAULT 0,        -- 对象编号
	action TEXT NOT NULL,                      -- 动作
	from_state TEXT,                           -- 原状态
	to_state TEXT,                             -- 新状态
	note TEXT,                                 -- 说明
	data TEXT,                                 -- 数据: JSON
	salt TEXT,                                 -- 盐: hex; erased with note and data
	digest TEXT NOT NULL,                      -- 内容摘要: hex SHA-256 of salt, note, data
	hash TEXT NOT NULL,                        -- 链: hex SHA-256 of the last hash and this row
	erased_at $INT NOT NULL DEFAULT 0,         -- 依法删除内容的时间
	PRIMARY KEY (community_id, seq)
);
CREATE INDEX journal_subject ON journal (community_id, subject, subject_id, seq);
CREATE INDEX journal_actor ON journal (community_id, actor_id, action, at);

-- Nothing is changed or removed. One thing is lawful: the content of a row (note, data, salt) is
-- erased; the digest stays, so the chain still holds.
-- sqlite:
CREATE TRIGGER journal_update BEFORE UPDATE ON journal
WHEN NOT (OLD.erased_at = 0 AND NEW.erased_at > 0
	AND NEW.note IS NULL AND NEW.data IS NULL AND NEW.salt IS NULL
	AND NEW.community_id = OLD.community_id AND NEW.seq = OLD.seq AND NEW.at = OLD.at
	AND NEW.claimed_at = OLD.claimed_at AND NEW.actor_id = OLD.actor_id
	AND NEW.subject = OLD.subject AND NEW.subject_id = OLD.subject_id
	AND NEW.action = OLD.action AND NEW.from_state IS OLD.from_state
	AND NEW.to_state IS OLD.to_state AND NEW.digest = OLD.digest AND NEW.hash = OLD.hash)
BEGIN
	SELECT RAISE(ABORT, 'journal is append-only');
END;
CREATE TRIGGER journal_delete BEFORE DELETE ON journal
BEGIN
	SELECT RAISE(ABORT, 'journal is append-only');
END;
-- INSERT OR REPLACE removes a row without its DELETE trigger
CREATE TRIGGER journal_replace BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE community_id = NEW.community_id AND seq = NEW.seq)
BEGIN
	SELECT RAISE(ABORT, 'journal is append-only');
END;
-- postgres:
CREATE FUNCTION journal_guard() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
	IF TG_OP = ''UPDATE'' AND OLD.erased_at = 0 AND NEW.erased_at > 0
		AND NEW.note IS NULL AND NEW.data IS NULL AND NEW.salt IS NULL
		AND NEW.community_id = OLD.community_id AND NEW.seq = OLD.seq AND NEW.at = OLD.at
		AND NEW.claimed_at = OLD.claimed_at AND NEW.actor_id = OLD.actor_id
		AND NEW.subject = OLD.subject AND NEW.subject_id = OLD.subject_id
		AND NEW.action = OLD.action
		AND NEW.from_state IS NOT DISTINCT FROM OLD.from_state
		AND NEW.to_state IS NOT DISTINCT FROM OLD.to_state
		AND NEW.digest = OLD.digest AND NEW.hash = OLD.hash THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION ''journal is append-only'';
END';
CREATE TRIGGER journal_row BEFORE UPDATE OR DELETE ON journal
	FOR EACH ROW EXECUTE FUNCTION journal_guard();
CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON journal
	FOR EACH STATEMENT EXECUTE FUNCTION journal_guard();
-- both:

-- ---- settings 小区参数 ----

CREATE TABLE setting (
	community_id $INT NOT NULL,
	name TEXT NOT NULL,                        -- 名称: requests.arrive_minutes
	from_at $INT NOT NULL,                     -- 生效时间
	value TEXT NOT NULL,                       -- 值: a decimal number, or the text
	changed_at $INT NOT NULL,                  -- 修改时间
	changed_by $INT NOT NULL DEFAULT 0,        -- 修改人
	PRIMARY KEY (community_id, name, from_at)
);

-- ---- working calendar 工作日历 ----

CREATE TABLE calendar_day (
	community_id $INT NOT NULL,
	day $INT NOT NULL,                         -- 日期
	working $INT NOT NULL,                     -- 1 调休上班, 0 放假
	name TEXT NOT NULL,                        -- 节日: 国庆节
	PRIMARY KEY (community_id, day)
);

-- ---- numbers 编号 ----

CREATE TABLE number_counter (
	community_id $INT NOT NULL,
	prefix TEXT NOT NULL,                      -- 前缀: BX
	day $INT NOT NULL,                         -- 日期 in the community's zone
	last $INT NOT NULL,                        -- 最后一号
	PRIMARY KEY (community_id, prefix, day)
);

-- ---- obligations 应办事项 ----

CREATE TABLE obligation (
	community_id $INT NOT NULL,
	id $INT NOT NULL,                          -- 编号
	subject TEXT NOT NULL,                     -- 对象: request
	subject_id $INT NOT NULL,                  -- 对象编号
	kind TEXT NOT NULL,                        -- 种类: arrive
	label TEXT NOT NULL,                       -- 名称: 到场
	rule TEXT,                                 -- 依据: 15 (d)
	owner_id $INT NOT NULL DEFAULT 0,          -- 责任人; 0 = whoever holds the post
	post_id $INT NOT NULL DEFAULT 0,           -- 责任岗位; 0 = 前台
	started_at $INT NOT NULL,                  -- 开始
	norm_ms $INT NOT NULL,                     -- 时限; 0 = a promised time
	due_at $INT NOT NULL,                      -- 到期
	done_at $INT NOT NULL DEFAULT 0,           -- 办结
	working $INT NOT NULL,                     -- 1 按工作时间, 0 按自然时间
	arithmetic TEXT NOT NULL,                  -- 算式
	paused_at $INT NOT NULL DEFAULT 0,         -- 暂停自; 0 = running
	paused_ms $INT NOT NULL DEFAULT 0,         -- 已暂停
	pause_reason TEXT,                         -- 暂停原因
	state $INT NOT NULL CHECK (state IN (1, 2, 3, 4)), -- 1 待办, 2 按时, 3 逾期办结, 4 取消
	PRIMARY KEY (community_id, id)
);
CREATE INDEX obligation_subject ON obligation (community_id, subject, subject_id, id);
CREATE INDEX obligation_due ON obligation (community_id, due_at, id) WHERE state = 1;
CREATE INDEX obligation_owner ON obligation (community_id, owner_id, due_at, id) WHERE state = 1;
CREATE INDEX obligation_done ON obligation (community_id, state, due_at, id) WHERE state <> 1;

-- ---- attachments 附件 ----

CREATE TABLE attachment (
	community_id $INT NOT NULL,
	id $INT NOT NULL,                          -- 编号
	subject TEXT NOT NULL,                     -- 对象: request
	subject_id $INT NOT NULL,                  -- 对象编号
	name TEXT NOT NULL,                        -- 文件名 as the sender called it
	type TEXT NOT NULL,                        -- 类型: image/jpeg
	size_bytes $INT NOT NULL,                  -- 大小
	sha256 TEXT NOT NULL,                      -- 校验: hex SHA-256 of what is kept
	stored TEXT NOT NULL,                      -- 存储名: random
	created_at $INT NOT NULL,                  -- 上传时间
	created_by $INT NOT NULL DEFAULT 0,        -- 上传人
	PRIMARY KEY (community_id, id),
	UNIQUE (community_id, stored)
);
CREATE INDEX attachment_subject ON attachment (community_id, subject, subject_id, id);
