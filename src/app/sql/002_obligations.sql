-- Obligations climb, may be waived by two people, and may be hidden from one; deputies.
-- The table is made anew: its list of states grows.

-- 应办事项
CREATE TABLE obligation_2 (
	community_id $INT NOT NULL,
	id $INT NOT NULL,                          -- 编号
	subject TEXT NOT NULL,                     -- 对象: request
	subject_id $INT NOT NULL,                  -- 对象编号
	kind TEXT NOT NULL,                        -- 种类: arrive
	label TEXT NOT NULL,                       -- 名称: 到场
	rule TEXT,                                 -- 依据: 15 (d)
	setting TEXT,                              -- 时限参数: requests.arrive_minutes; NULL = promised
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
	state $INT NOT NULL
		CHECK (state IN (1, 2, 3, 4, 5)),  -- 1 待办, 2 按时, 3 逾期办结, 4 取消, 5 免办
	ladder $INT NOT NULL DEFAULT 0,            -- 升级路线: enum ladder
	next_at $INT NOT NULL DEFAULT 0,           -- 下次提醒或升级; 0 = no more
	warned_at $INT NOT NULL DEFAULT 0,         -- 预警
	rung $INT NOT NULL DEFAULT 0,              -- 已升级到第几级
	rung_post_id $INT NOT NULL DEFAULT 0,      -- 升级到的岗位
	rung_at $INT NOT NULL DEFAULT 0,           -- 升级时间
	waive_by $INT NOT NULL DEFAULT 0,          -- 提请免办的人
	waive_reason TEXT,                         -- 免办原因
	waived_by $INT NOT NULL DEFAULT 0,         -- 同意免办的人
	hidden_from $INT NOT NULL DEFAULT 0,       -- 回避: a person who must not see it
	PRIMARY KEY (community_id, id)
);
INSERT INTO obligation_2 (community_id, id, subject, subject_id, kind, label, rule, owner_id,
	post_id, started_at, norm_ms, due_at, done_at, working, arithmetic, paused_at, paused_ms,
	pause_reason, state, next_at)
SELECT community_id, id, subject, subject_id, kind, label, rule, owner_id, post_id, started_at,
	norm_ms, due_at, done_at, working, arithmetic, paused_at, paused_ms, pause_reason, state,
	CASE WHEN state = 1 THEN due_at + 1 ELSE 0 END
FROM obligation;
DROP TABLE obligation;
ALTER TABLE obligation_2 RENAME TO obligation;
CREATE INDEX obligation_subject ON obligation (community_id, subject, subject_id, id);
CREATE INDEX obligation_due ON obligation (community_id, due_at, id) WHERE state = 1;
CREATE INDEX obligation_owner ON obligation (community_id, owner_id, due_at, id) WHERE state = 1;
CREATE INDEX obligation_done ON obligation (community_id, state, due_at, id) WHERE state <> 1;
CREATE INDEX obligation_next ON obligation (community_id, next_at) WHERE state = 1 AND next_at > 0;
CREATE INDEX obligation_rung ON obligation (community_id, rung_post_id, due_at, id)
	WHERE state = 1 AND rung_post_id > 0;
CREATE INDEX obligation_waive ON obligation (community_id, waive_by, due_at, id)
	WHERE state = 1 AND waive_by > 0;

-- 代理: who stands in for whom from when to when
CREATE TABLE deputy (
	community_id $INT NOT NULL,
	id $INT NOT NULL,                          -- 编号
	account_id $INT NOT NULL REFERENCES account (id), -- 被代理人
	deputy_id $INT NOT NULL REFERENCES account (id),  -- 代理人
	from_at $INT NOT NULL,                     -- 开始
	until_at $INT NOT NULL,                    -- 结束
	reason TEXT NOT NULL,                      -- 原因
	created_by $INT NOT NULL DEFAULT 0,        -- 登记人
	created_at $INT NOT NULL,                  -- 登记时间
	PRIMARY KEY (community_id, id)
);
CREATE INDEX deputy_account ON deputy (community_id, account_id, until_at);
CREATE INDEX deputy_deputy ON deputy (community_id, deputy_id, until_at);
