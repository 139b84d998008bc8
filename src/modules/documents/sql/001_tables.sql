-- 制度文件: the policy and the duties of the department, one row a version (documents 11 and 12)
CREATE TABLE document (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	kind INTEGER NOT NULL,           -- 种类: 1 质量方针, 2 部门职责
	edition INTEGER NOT NULL,        -- 版本号: 1, 2, 3 … of its kind
	title TEXT NOT NULL,             -- 标题
	text TEXT NOT NULL,              -- 正文
	state INTEGER NOT NULL,          -- 状态
	drafter_id $INT NOT NULL,        -- 起草人: who owns it; 0 = the program's own words
	submitted_by $INT NOT NULL,      -- 提交人, 0 = not yet
	submitted_at $INT NOT NULL,      -- 提交时间
	approved_by $INT NOT NULL,       -- 批准人, 0 = not yet
	approved_at $INT NOT NULL,       -- 批准时间
	effective_on $INT NOT NULL,      -- 生效日期: day number, 0 = not yet said
	replaced_at $INT NOT NULL,       -- 被替代时间
	reviewed_on $INT NOT NULL,       -- 最近评审日, 0 = never
	created_at $INT NOT NULL,        -- 起草时间
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX document_edition ON document (community_id, kind, edition);

-- 条目: a duty of a post, or a phrase of the policy and what it means
CREATE TABLE document_entry (
	community_id $INT NOT NULL,
	document_id $INT NOT NULL,
	place INTEGER NOT NULL,          -- 次序
	side INTEGER NOT NULL,           -- 职责: 1 对内, 2 对外; 0 = an explanation
	term TEXT NOT NULL,              -- 岗位 or 短语
	text TEXT NOT NULL,              -- 职责 or 解释
	objective INTEGER NOT NULL,      -- 关联质量目标, 0 = none
	PRIMARY KEY (community_id, document_id, place)
);

-- 阅知: who has to read which version, and when he did
CREATE TABLE document_reading (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	document_id $INT NOT NULL,
	account_id $INT NOT NULL,        -- 员工
	state INTEGER NOT NULL,          -- 1 未阅知, 2 已阅知, 3 不再需要
	due_at $INT NOT NULL,            -- 最迟
	read_at $INT NOT NULL,           -- 阅知时间
	created_at $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX document_reading_person ON document_reading (community_id, document_id,
	account_id);
CREATE INDEX document_reading_account ON document_reading (community_id, account_id, state);
