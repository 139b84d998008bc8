-- 报事工单: repairs, help, enquiries, suggestions, praise (documents 15 and 16)
CREATE TABLE request (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,               -- 编号 BX20261123-0007
	kind INTEGER NOT NULL,              -- 类别
	help_class INTEGER NOT NULL,        -- 求助类别 1-7, 0 = no help call
	state INTEGER NOT NULL,             -- 状态
	urgency INTEGER NOT NULL,           -- 紧急程度
	source INTEGER NOT NULL,            -- 来源
	contact_id $INT NOT NULL,           -- 来电来访记录, 0 = none
	parent_id $INT NOT NULL,            -- the help call this was made from, 0 = none
	room_id $INT NOT NULL,              -- 房屋, 0 = public place or unknown
	room TEXT NOT NULL,                 -- its shorthand, for lists
	place TEXT NOT NULL,                -- 地点, for public places
	person_name TEXT NOT NULL,          -- 提出人
	phone TEXT NOT NULL,                -- 联系电话
	title TEXT NOT NULL,                -- 主题
	text TEXT NOT NULL,                 -- 内容
	public_area INTEGER NOT NULL,       -- 公共区域
	received_at $INT NOT NULL,          -- 受理时间; earlier than created_at when entered late (补录)
	answered_at $INT NOT NULL,          -- 首次答复时间
	answer TEXT NOT NULL,               -- 答复内容
	assignee_id $INT NOT NULL,          -- 责任人
	post_id $INT NOT NULL,              -- 责任岗位
	dispatched_by $INT NOT NULL,        -- 派单人
	dispatched_at $INT NOT NULL,        -- 派单时间
	appointment_at $INT NOT NULL,       -- 约定上门时间
	arrived_at $INT NOT NULL,           -- 到场时间
	quote_fen $INT NOT NULL,            -- 报价, -1 = none was given
	waiting_reason TEXT NOT NULL,       -- 待料、改约的原因
	promised_at $INT NOT NULL,          -- 承诺完成时间
	result TEXT NOT NULL,               -- 处理结果
	outcome INTEGER NOT NULL,           -- 1 办成 2 不属服务范围
	material_fen $INT NOT NULL,         -- 材料费
	labour_fen $INT NOT NULL,           -- 人工费
	total_fen $INT NOT NULL,            -- 合计
	finished_at $INT NOT NULL,          -- 完工时间
	signed_by TEXT NOT NULL,            -- 签收人
	unsigned_reason TEXT NOT NULL,      -- 未签原因
	pay_way INTEGER NOT NULL,           -- 付款方式
	signed_at $INT NOT NULL,            -- 签收时间
	wish INTEGER NOT NULL,              -- 征求意见: 送医院、打120、派人护理、不需要
	police_at $INT NOT NULL,            -- 拨打110的时间
	no_police_reason TEXT NOT NULL,     -- 不报警原因
	security_text TEXT NOT NULL,        -- 保安主管处理意见
	sighted_by $INT NOT NULL,           -- 主任阅示
	refer_name TEXT NOT NULL,           -- 外部机构联系人
	refer_phone TEXT NOT NULL,          -- 外部机构电话
	due_at $INT NOT NULL,               -- due time of the nearest open obligation, 0 = none
	closed_at $INT NOT NULL,            -- 关闭时间
	created_by $INT NOT NULL,           -- 受理人
	created_at $INT NOT NULL,
	version $INT NOT NULL,
	outside_key TEXT,                   -- key of an imported record, so that it comes in once
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX request_number ON request (community_id, number);
CREATE UNIQUE INDEX request_outside ON request (community_id, outside_key);
CREATE INDEX request_room ON request (community_id, room_id, id);
CREATE INDEX request_phone ON request (community_id, phone, id);
CREATE INDEX request_state ON request (community_id, state, due_at);
CREATE INDEX request_assignee ON request (community_id, assignee_id, state);
CREATE INDEX request_parent ON request (community_id, parent_id, id);
CREATE INDEX request_contact ON request (community_id, contact_id, id);
CREATE INDEX request_kind ON request (community_id, kind, id);

-- 材料
CREATE TABLE request_material (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	request_id $INT NOT NULL,
	name TEXT NOT NULL,                 -- 名称
	spec TEXT NOT NULL,                 -- 规格
	quantity_mass $INT NOT NULL,        -- 数量, thousandths
	price_fen $INT NOT NULL,            -- 单价
	owner_supplied INTEGER NOT NULL,    -- 业主自备
	sum_fen $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE INDEX request_material_of ON request_material (community_id, request_id, id);

-- 派往人员
CREATE TABLE request_helper (
	community_id $INT NOT NULL,
	request_id $INT NOT NULL,
	account_id $INT NOT NULL,
	sent_at $INT NOT NULL,
	PRIMARY KEY (community_id, request_id, account_id)
);

-- the matters that still owe something, for other modules
CREATE VIEW request_open AS
	SELECT community_id, id, number, kind, state, room_id, room, phone, title, due_at, created_at
	FROM request WHERE state NOT IN (11, 12);
