-- 验房项目: the office's own list; while a use has no row, the program's list stands
CREATE TABLE inspection_item (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	use INTEGER NOT NULL,               -- 1 住宅 2 商铺
	place INTEGER NOT NULL,             -- 部位
	part INTEGER NOT NULL,              -- 工种
	item TEXT NOT NULL,
	standard TEXT NOT NULL,
	position INTEGER NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE INDEX inspection_item_use ON inspection_item (community_id, use, position);

-- 验房单
CREATE TABLE inspection (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,               -- 编号 YF20261123-0001
	state INTEGER NOT NULL,             -- 1 验房中 2 合格 3 带问题接收 4 拒收 5 遗留问题已清 6 取消
	room_id $INT NOT NULL,
	room TEXT NOT NULL,
	use INTEGER NOT NULL,
	owner TEXT NOT NULL,                -- 验房的业主
	builder TEXT NOT NULL,              -- 施工单位
	notice_on INTEGER NOT NULL,         -- 通知交付日, 0 = none
	companion_id $INT NOT NULL,         -- 陪验人
	started_at $INT NOT NULL,
	refusal INTEGER NOT NULL,           -- 拒收原因类别, stays when it is accepted later
	refusal_text TEXT NOT NULL,
	refused_at $INT NOT NULL,
	accepted_at $INT NOT NULL,
	signed_by TEXT NOT NULL,
	picture_id $INT NOT NULL,           -- 签名, 0 = 没有
	closed_at $INT NOT NULL,
	created_by $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX inspection_number ON inspection (community_id, number);
CREATE INDEX inspection_state ON inspection (community_id, state, id);
CREATE INDEX inspection_room ON inspection (community_id, room_id, id);

-- 验房表: a line an item, as the list was when it began
CREATE TABLE inspection_line (
	community_id $INT NOT NULL,
	inspection_id $INT NOT NULL,
	line INTEGER NOT NULL,
	place INTEGER NOT NULL,
	part INTEGER NOT NULL,
	item TEXT NOT NULL,
	standard TEXT NOT NULL,
	result INTEGER NOT NULL,            -- 0 未验 1 合格 2 有问题 3 没有这项
	note TEXT NOT NULL,
	PRIMARY KEY (community_id, inspection_id, line)
);

-- 问题
CREATE TABLE defect (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,               -- 编号 WT20261123-0001
	state INTEGER NOT NULL,             -- 1 待签认 2 整改中 3 待复验 4 复验合格 5 业主自行修复 6 撤回
	inspection_id $INT NOT NULL,
	room_id $INT NOT NULL,
	room TEXT NOT NULL,
	building TEXT NOT NULL,
	line INTEGER NOT NULL,              -- 验房表的第几项, 0 = none
	place INTEGER NOT NULL,
	part INTEGER NOT NULL,
	severity INTEGER NOT NULL,          -- 1 轻微 2 较大 3 影响结构或居住
	text TEXT NOT NULL,
	x INTEGER NOT NULL,                 -- on the plan, hundredths of its width, -1 = not marked
	y INTEGER NOT NULL,
	builder TEXT NOT NULL,              -- 整改单位
	sent_at $INT NOT NULL,
	due_at $INT NOT NULL,
	request_id $INT NOT NULL,           -- 报修工单, 0 = none
	request_number TEXT NOT NULL,
	fixed_at $INT NOT NULL,
	fixed_text TEXT NOT NULL,
	fixed_by $INT NOT NULL,
	checked_at $INT NOT NULL,
	checked_by $INT NOT NULL,           -- 复验人
	fails INTEGER NOT NULL,             -- 复验不合格次数
	self_fen $INT NOT NULL,             -- 业主自行修复的费用, borne by the builder
	created_by $INT NOT NULL,
	created_at $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX defect_number ON defect (community_id, number);
CREATE INDEX defect_inspection ON defect (community_id, inspection_id, id);
CREATE INDEX defect_state ON defect (community_id, state, due_at);
CREATE INDEX defect_request ON defect (community_id, request_id);
CREATE INDEX defect_room ON defect (community_id, room_id, id);

-- 保修: begins with the delivery, with the terms that were in force then
CREATE TABLE warranty (
	community_id $INT NOT NULL,
	room_id $INT NOT NULL,
	part INTEGER NOT NULL,
	from_on INTEGER NOT NULL,           -- 交付日
	until_on INTEGER NOT NULL,          -- 0 = 设计使用年限
	builder_from_on INTEGER NOT NULL,   -- 竣工验收合格日, 0 = not known
	builder_until_on INTEGER NOT NULL,
	PRIMARY KEY (community_id, room_id, part)
);
