-- 回访 (document 9): a visit is owed when a matter ends, or planned; what was found is never changed
CREATE TABLE visit (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,               -- 编号 HF20261123-0007
	kind INTEGER NOT NULL,              -- 类别
	state INTEGER NOT NULL,             -- 状态
	outcome INTEGER NOT NULL,           -- 结果: 0 none yet, 1 已回访, 2 未果, 3 取消
	reason INTEGER NOT NULL,            -- 为何回访: 漏水、有偿 …
	subject TEXT NOT NULL,              -- what it follows: request, complaint; '' = planned
	subject_id $INT NOT NULL,
	subject_number TEXT NOT NULL,
	parent_id $INT NOT NULL,            -- the visit that was not accepted, for a second one; 0 = none
	round INTEGER NOT NULL,             -- 第几次回访
	plan_id $INT NOT NULL,              -- 回访计划, 0 = none
	room_id $INT NOT NULL,              -- 房屋, 0 = none
	room TEXT NOT NULL,
	person_name TEXT NOT NULL,          -- 受访人 as the matter names him
	phone TEXT NOT NULL,
	title TEXT NOT NULL,                -- 事由
	unit INTEGER NOT NULL,              -- 责任部门
	major INTEGER NOT NULL,             -- 重大投诉: the head of the office visits
	at_home INTEGER NOT NULL,           -- the supervisor wants it done at the door
	assignee_id $INT NOT NULL,          -- 回访人
	post_id $INT NOT NULL,              -- 回访岗位
	appointment_at $INT NOT NULL,       -- 约定时间
	began_at $INT NOT NULL,             -- from when the clock runs: the end of the matter
	due_at $INT NOT NULL,               -- 应回访时间; stays when the visit is done
	visited_at $INT NOT NULL,           -- 回访时间, 0 = not yet
	visitor_id $INT NOT NULL,           -- 实际回访人
	channel INTEGER NOT NULL,           -- 方式 of the record in force
	grade INTEGER NOT NULL,             -- 满意度 of the record in force
	tries INTEGER NOT NULL,             -- 未果次数
	signed_at $INT NOT NULL,            -- 业主签名
	reply_at $INT NOT NULL,             -- 约定答复 that is still owed, 0 = none
	complaint_id $INT NOT NULL,         -- the complaint that a grade C opened or reopened
	reviewed_by $INT NOT NULL,          -- 审核人
	review_text TEXT NOT NULL,          -- 审核意见
	closed_at $INT NOT NULL,
	created_at $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX visit_number ON visit (community_id, number);
CREATE INDEX visit_state ON visit (community_id, state, due_at, id);
CREATE INDEX visit_due ON visit (community_id, due_at, id);
CREATE INDEX visit_done ON visit (community_id, visited_at, id);
CREATE INDEX visit_room ON visit (community_id, room_id, id);
CREATE INDEX visit_subject ON visit (community_id, subject, subject_id, id);
CREATE INDEX visit_parent ON visit (community_id, parent_id, id);
CREATE INDEX visit_complaint ON visit (community_id, complaint_id, id);
CREATE INDEX visit_plan_of ON visit (community_id, plan_id, id);

-- 不得回访的人: who did the work, handled the complaint, or was complained about
CREATE TABLE visit_doer (
	community_id $INT NOT NULL,
	visit_id $INT NOT NULL,
	account_id $INT NOT NULL,
	PRIMARY KEY (community_id, visit_id, account_id)
);

-- 未果: each try with its time and channel
CREATE TABLE visit_try (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	visit_id $INT NOT NULL,
	at $INT NOT NULL,
	channel INTEGER NOT NULL,
	remarks TEXT NOT NULL,
	by_id $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE INDEX visit_try_of ON visit_try (community_id, visit_id, id);

-- 业主回访记录单: the first one and its corrections, each a row; the last is in force
CREATE TABLE visit_record (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	visit_id $INT NOT NULL,
	n INTEGER NOT NULL,                 -- 1 = the first, then corrections
	at $INT NOT NULL,                   -- 回访时间 as told
	channel INTEGER NOT NULL,           -- 方式
	respondent TEXT NOT NULL,           -- 受访人
	grade INTEGER NOT NULL,             -- 满意度 A B C
	quality INTEGER NOT NULL,           -- 质量评价, 0 = not asked
	attitude INTEGER NOT NULL,          -- 服务态度评价
	effect INTEGER NOT NULL,            -- 效果评价
	tidy INTEGER NOT NULL,              -- 穿鞋套、人走场净: 1 是 2 否
	explained INTEGER NOT NULL,         -- 说明维修情况
	shortcomings TEXT NOT NULL,         -- 缺点不足
	suggestions TEXT NOT NULL,          -- 建议
	new_issue TEXT NOT NULL,            -- 新问题
	answer TEXT NOT NULL,               -- 当场答复
	reply_at $INT NOT NULL,             -- 约定答复时间
	remarks TEXT NOT NULL,              -- 备注
	reason TEXT NOT NULL,               -- 更正的原因
	visitor_id $INT NOT NULL,           -- 回访人
	created_by $INT NOT NULL,
	created_at $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX visit_record_of ON visit_record (community_id, visit_id, n);

-- 业主签名: the image is an attachment of the visit
CREATE TABLE visit_signature (
	community_id $INT NOT NULL,
	visit_id $INT NOT NULL,
	attachment_id $INT NOT NULL,
	signed_by TEXT NOT NULL,
	created_at $INT NOT NULL,
	created_by $INT NOT NULL,
	PRIMARY KEY (community_id, visit_id)
);

-- A record and a signature are evidence: nothing of them is changed or removed.
-- sqlite:
CREATE TRIGGER visit_record_update BEFORE UPDATE ON visit_record
BEGIN
	SELECT RAISE(ABORT, 'visit_record is append-only');
END;
CREATE TRIGGER visit_record_delete BEFORE DELETE ON visit_record
BEGIN
	SELECT RAISE(ABORT, 'visit_record is append-only');
END;
CREATE TRIGGER visit_record_replace BEFORE INSERT ON visit_record
WHEN EXISTS (SELECT 1 FROM visit_record WHERE community_id = NEW.community_id
	AND (id = NEW.id OR (visit_id = NEW.visit_id AND n = NEW.n)))
BEGIN
	SELECT RAISE(ABORT, 'visit_record is append-only');
END;
CREATE TRIGGER visit_signature_update BEFORE UPDATE ON visit_signature
BEGIN
	SELECT RAISE(ABORT, 'visit_signature is append-only');
END;
CREATE TRIGGER visit_signature_delete BEFORE DELETE ON visit_signature
BEGIN
	SELECT RAISE(ABORT, 'visit_signature is append-only');
END;
CREATE TRIGGER visit_signature_replace BEFORE INSERT ON visit_signature
WHEN EXISTS (SELECT 1 FROM visit_signature WHERE community_id = NEW.community_id
	AND visit_id = NEW.visit_id)
BEGIN
	SELECT RAISE(ABORT, 'visit_signature is append-only');
END;
-- postgres:
CREATE FUNCTION visit_guard() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
	RAISE EXCEPTION ''% is append-only'', TG_TABLE_NAME;
END';
CREATE TRIGGER visit_record_row BEFORE UPDATE OR DELETE ON visit_record
	FOR EACH ROW EXECUTE FUNCTION visit_guard();
CREATE TRIGGER visit_record_truncate BEFORE TRUNCATE ON visit_record
	FOR EACH STATEMENT EXECUTE FUNCTION visit_guard();
CREATE TRIGGER visit_signature_row BEFORE UPDATE OR DELETE ON visit_signature
	FOR EACH ROW EXECUTE FUNCTION visit_guard();
CREATE TRIGGER visit_signature_truncate BEFORE TRUNCATE ON visit_signature
	FOR EACH STATEMENT EXECUTE FUNCTION visit_guard();
-- both:

-- 抽样: the seed of a month, and each closed matter with its lot, in the order of closing
CREATE TABLE visit_month (
	community_id $INT NOT NULL,
	month INTEGER NOT NULL,             -- 202605
	seed TEXT NOT NULL,
	PRIMARY KEY (community_id, month)
);
CREATE TABLE visit_draw (
	community_id $INT NOT NULL,
	month INTEGER NOT NULL,
	pool INTEGER NOT NULL,              -- 1 户内维修, 2 求助
	n INTEGER NOT NULL,                 -- the n-th of the month
	chosen_count INTEGER NOT NULL,      -- chosen among the first n
	request_id $INT NOT NULL,
	number TEXT NOT NULL,
	lot INTEGER NOT NULL,               -- 0-99 from seed and number
	reason INTEGER NOT NULL,            -- 0 = not chosen; else as visit.reason
	PRIMARY KEY (community_id, month, pool, n)
);
CREATE UNIQUE INDEX visit_draw_of ON visit_draw (community_id, request_id);

-- 回访计划 and its households; the visit is opened some days before its date
CREATE TABLE visit_plan (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	year INTEGER NOT NULL,
	month INTEGER NOT NULL,             -- 0 = of the whole year
	category INTEGER NOT NULL,          -- 主任走访, 管家走访 …
	title TEXT NOT NULL,
	owner_id $INT NOT NULL,             -- 责任人
	post_id $INT NOT NULL,
	from_on INTEGER NOT NULL,           -- day numbers
	until_on INTEGER NOT NULL,
	automatic INTEGER NOT NULL,         -- made by the month's job
	created_by $INT NOT NULL,
	created_at $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE INDEX visit_plan_year ON visit_plan (community_id, year, month, id);
CREATE TABLE visit_plan_room (
	community_id $INT NOT NULL,
	plan_id $INT NOT NULL,
	room_id $INT NOT NULL,
	room TEXT NOT NULL,
	planned_on INTEGER NOT NULL,
	visit_id $INT NOT NULL,             -- 0 = not opened yet
	PRIMARY KEY (community_id, plan_id, room_id)
);
CREATE INDEX visit_plan_room_date ON visit_plan_room (community_id, visit_id, planned_on);
