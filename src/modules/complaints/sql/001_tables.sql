-- 投诉: documents 8, 13 and 16. Nothing of it is ever deleted.
CREATE TABLE complaint (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,                        -- 编号 TS20261123-0007
	state INTEGER NOT NULL,                      -- 状态
	channel INTEGER NOT NULL,                    -- 渠道
	urgent INTEGER NOT NULL DEFAULT 0,           -- 特急: first reply in hours
	anonymous INTEGER NOT NULL DEFAULT 0,        -- 匿名或无联系方式: taken, no reply owed, listed apart
	after_hours INTEGER NOT NULL DEFAULT 0,      -- 下班时间受理: first in the list of the day desk
	contact_id $INT NOT NULL DEFAULT 0,          -- 来电来访记录, 0 = none
	origin TEXT NOT NULL DEFAULT '',             -- what it came from: request, visit; '' = itself
	origin_id $INT NOT NULL DEFAULT 0,
	main_id $INT NOT NULL DEFAULT 0,             -- 并入的主案, 0 = none
	repeat_of $INT NOT NULL DEFAULT 0,           -- 重复投诉: the one before, 0 = none
	room_id $INT NOT NULL DEFAULT 0,
	room TEXT NOT NULL DEFAULT '',               -- 房号
	place TEXT NOT NULL DEFAULT '',              -- 地点
	person_name TEXT NOT NULL DEFAULT '',        -- 投诉人
	phone TEXT NOT NULL DEFAULT '',              -- 电话
	title TEXT NOT NULL,
	text TEXT NOT NULL,                          -- 内容
	wish TEXT NOT NULL DEFAULT '',               -- 业主要求
	happened_at $INT NOT NULL DEFAULT 0,         -- 事件时间
	accused_id $INT NOT NULL DEFAULT 0,          -- 被投诉人: a person of the office; 0 = none
	accused_name TEXT NOT NULL DEFAULT '',       -- 被投诉人 as the owner called him
	validity INTEGER NOT NULL DEFAULT 0,         -- 性质: 1 有效 2 无效 0 未判定
	validity_reason TEXT NOT NULL DEFAULT '',    -- 判定理由
	refer_name TEXT NOT NULL DEFAULT '',         -- 无效: whom the owner is referred to
	refer_phone TEXT NOT NULL DEFAULT '',
	judged_by $INT NOT NULL DEFAULT 0,
	judged_at $INT NOT NULL DEFAULT 0,
	grade INTEGER NOT NULL DEFAULT 0,            -- 等级: 1 轻微 2 重要 3 重大
	first_grade INTEGER NOT NULL DEFAULT 0,      -- 判定时的等级; kept when it rises
	upgraded_at $INT NOT NULL DEFAULT 0,         -- 满一个月自动升为重大
	cause INTEGER NOT NULL DEFAULT 0,            -- 原因
	unit INTEGER NOT NULL DEFAULT 0,             -- 责任部门
	assignee_id $INT NOT NULL DEFAULT 0,         -- 责任人
	post_id $INT NOT NULL DEFAULT 0,             -- 责任岗位
	assigned_at $INT NOT NULL DEFAULT 0,
	first_reply_at $INT NOT NULL DEFAULT 0,      -- 首次答复
	proposal TEXT NOT NULL DEFAULT '',           -- 处理方案
	proposed_by $INT NOT NULL DEFAULT 0,
	proposed_at $INT NOT NULL DEFAULT 0,
	approval TEXT NOT NULL DEFAULT '',           -- 审批意见
	approved_by $INT NOT NULL DEFAULT 0,
	approved_at $INT NOT NULL DEFAULT 0,
	sight TEXT NOT NULL DEFAULT '',              -- 主任批示
	company_person TEXT NOT NULL DEFAULT '',     -- 报公司: to whom
	company_at $INT NOT NULL DEFAULT 0,
	result TEXT NOT NULL DEFAULT '',             -- 处理结果
	answer TEXT NOT NULL DEFAULT '',             -- 答复业主
	answer_way INTEGER NOT NULL DEFAULT 0,       -- 答复方式
	answered_at $INT NOT NULL DEFAULT 0,         -- 处理完毕并答复
	opinion INTEGER NOT NULL DEFAULT 0,          -- 业主意见
	first_closed_at $INT NOT NULL DEFAULT 0,     -- 首次关闭; stays when it is reopened
	closed_at $INT NOT NULL DEFAULT 0,
	reopen_count INTEGER NOT NULL DEFAULT 0,     -- 重开次数
	reopened_at $INT NOT NULL DEFAULT 0,
	due_at $INT NOT NULL DEFAULT 0,              -- due time of the nearest open obligation, 0 = none
	received_at $INT NOT NULL,                   -- 受理时间
	created_by $INT NOT NULL DEFAULT 0,          -- 受理人
	created_at $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX complaint_number ON complaint (community_id, number);
CREATE INDEX complaint_state ON complaint (community_id, state, due_at);
CREATE INDEX complaint_received ON complaint (community_id, received_at);
CREATE INDEX complaint_room ON complaint (community_id, room_id, id);
CREATE INDEX complaint_phone ON complaint (community_id, phone, id);
CREATE INDEX complaint_contact ON complaint (community_id, contact_id);
CREATE INDEX complaint_origin ON complaint (community_id, origin, origin_id);
CREATE INDEX complaint_main ON complaint (community_id, main_id);
CREATE INDEX complaint_repeat ON complaint (community_id, unit, cause, received_at);

-- 投诉人: who is to be told of a case; merging brings those of the merged complaints here
CREATE TABLE complaint_party (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	complaint_id $INT NOT NULL,         -- the case, after merging the main one
	source_id $INT NOT NULL,            -- the complaint the person made
	person_name TEXT NOT NULL,
	phone TEXT NOT NULL,
	room_id $INT NOT NULL,
	room TEXT NOT NULL,
	told_at $INT NOT NULL,              -- 已回复
	told_by $INT NOT NULL,
	told_way INTEGER NOT NULL,
	told_text TEXT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE INDEX complaint_party_of ON complaint_party (community_id, complaint_id, id);
CREATE INDEX complaint_party_source ON complaint_party (community_id, source_id);

-- 月投诉分析报告: done by the 5th
CREATE TABLE complaint_report (
	community_id $INT NOT NULL,
	id $INT NOT NULL,                   -- the month: 202611
	opened_at $INT NOT NULL,
	done_at $INT NOT NULL,
	done_by $INT NOT NULL,
	note TEXT NOT NULL,                 -- 分析与措施
	PRIMARY KEY (community_id, id)
);

-- No deletion, by anyone, and what a complaint said stays as it came in: what is wrong is said in a
-- correction. INSERT OR REPLACE removes a row without its DELETE trigger, so that is refused too.
-- sqlite:
CREATE TRIGGER complaint_delete BEFORE DELETE ON complaint
BEGIN
	SELECT RAISE(ABORT, 'complaints are never deleted');
END;
CREATE TRIGGER complaint_replace BEFORE INSERT ON complaint
WHEN EXISTS (SELECT 1 FROM complaint WHERE community_id = NEW.community_id
	AND (id = NEW.id OR number = NEW.number))
BEGIN
	SELECT RAISE(ABORT, 'complaints are never deleted');
END;
CREATE TRIGGER complaint_words BEFORE UPDATE ON complaint
WHEN NEW.community_id <> OLD.community_id OR NEW.id <> OLD.id OR NEW.number <> OLD.number
	OR NEW.text <> OLD.text OR NEW.received_at <> OLD.received_at
	OR NEW.created_at <> OLD.created_at
	OR (OLD.first_closed_at > 0 AND NEW.first_closed_at <> OLD.first_closed_at)
BEGIN
	SELECT RAISE(ABORT, 'what a complaint said stays');
END;
CREATE TRIGGER complaint_party_delete BEFORE DELETE ON complaint_party
BEGIN
	SELECT RAISE(ABORT, 'complaints are never deleted');
END;
-- postgres:
CREATE FUNCTION complaint_guard() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
	IF TG_OP = ''UPDATE'' AND NEW.community_id = OLD.community_id AND NEW.id = OLD.id
		AND NEW.number = OLD.number AND NEW.text = OLD.text
		AND NEW.received_at = OLD.received_at AND NEW.created_at = OLD.created_at
		AND (OLD.first_closed_at = 0 OR NEW.first_closed_at = OLD.first_closed_at) THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION ''complaints are never deleted, and what they said stays'';
END';
CREATE FUNCTION complaint_party_guard() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
	RAISE EXCEPTION ''complaints are never deleted'';
END';
CREATE TRIGGER complaint_row BEFORE UPDATE OR DELETE ON complaint
	FOR EACH ROW EXECUTE FUNCTION complaint_guard();
CREATE TRIGGER complaint_truncate BEFORE TRUNCATE ON complaint
	FOR EACH STATEMENT EXECUTE FUNCTION complaint_guard();
CREATE TRIGGER complaint_party_row BEFORE DELETE ON complaint_party
	FOR EACH ROW EXECUTE FUNCTION complaint_party_guard();
CREATE TRIGGER complaint_party_truncate BEFORE TRUNCATE ON complaint_party
	FOR EACH STATEMENT EXECUTE FUNCTION complaint_party_guard();
-- both:
