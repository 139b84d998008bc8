-- 收费项目: what has to be paid at handover, to whom; a new price is a new row
CREATE TABLE movein_fee (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	kind INTEGER NOT NULL,              -- 1 维修资金 2 预缴物业费 3 押金 4 其他
	payee INTEGER NOT NULL,             -- 1 物业 2 开发商 3 维修资金专户 4 其他单位
	name TEXT NOT NULL,
	basis INTEGER NOT NULL,             -- 1 按建筑面积 2 每户 3 按建筑面积每月
	price_fen $INT NOT NULL,
	letters INTEGER NOT NULL,           -- 1 两种通知书 2 收楼通知书 3 入伙通知书
	position INTEGER NOT NULL,
	created_by $INT NOT NULL,
	created_at $INT NOT NULL,
	stopped_at $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);

-- 交付批次, 入伙计划
CREATE TABLE movein_batch (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,               -- 编号 PC20261123-0001
	kind INTEGER NOT NULL,              -- 1 收楼 2 入伙
	state INTEGER NOT NULL,             -- 1 拟定 2 已核准 3 通知中 4 交付中 5 结束 6 撤销
	name TEXT NOT NULL,
	sender TEXT NOT NULL,               -- 落款单位
	from_on INTEGER NOT NULL,           -- 交付起止
	until_on INTEGER NOT NULL,
	place TEXT NOT NULL,
	hours TEXT NOT NULL,                -- 办公时间
	phone TEXT NOT NULL,                -- 咨询电话
	opinion_number TEXT NOT NULL,       -- 竣工验收意见书
	opinion_on INTEGER NOT NULL,
	filing_number TEXT NOT NULL,        -- 竣工验收备案证书
	filing_on INTEGER NOT NULL,
	others TEXT NOT NULL,               -- 其他单项验收
	papers TEXT NOT NULL,               -- 另外要带的资料
	day_from INTEGER NOT NULL,          -- 预约时段: minutes after midnight
	day_until INTEGER NOT NULL,
	slot_minutes INTEGER NOT NULL,
	slot_capacity INTEGER NOT NULL,     -- 每个时段的户数
	deemed_clause TEXT NOT NULL,        -- 合同中视同交付的条款, '' = 没有
	approved_by $INT NOT NULL,
	approved_at $INT NOT NULL,
	issued_at $INT NOT NULL,
	created_by $INT NOT NULL,
	created_at $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX movein_batch_number ON movein_batch (community_id, number);

-- 收楼通知书, 入伙通知书: a letter a household
CREATE TABLE movein_notice (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,               -- SL…/RH…, '' until it is sent
	batch_id $INT NOT NULL,
	position INTEGER NOT NULL,          -- in the batch
	state INTEGER NOT NULL,
	room_id $INT NOT NULL,
	room TEXT NOT NULL,
	building TEXT NOT NULL,
	area_mass $INT NOT NULL,            -- 建筑面积, thousandths of m²
	buyers TEXT NOT NULL,               -- 买受人, parted by 、
	buyer_kind INTEGER NOT NULL,        -- 1 个人 2 共有 3 未成年 4 委托 5 单位
	phone TEXT NOT NULL,
	address TEXT NOT NULL,
	contract_number TEXT NOT NULL,
	until_on INTEGER NOT NULL,          -- 收楼期限; the batch's, or of a later notice
	channel INTEGER NOT NULL,           -- 0 未发 1 挂号信 2 EMS 3 短信 4 电话 5 公告 6 当面
	waybill TEXT NOT NULL,
	sent_at $INT NOT NULL,
	delivered_on INTEGER NOT NULL,
	proof INTEGER NOT NULL,             -- 送达证明: 1 签收 2 已读 3 本人确认 4 公告期满
	receiver TEXT NOT NULL,
	returned_on INTEGER NOT NULL,
	return_reason TEXT NOT NULL,
	refused_on INTEGER NOT NULL,        -- 书面拒收
	refusal INTEGER NOT NULL,           -- 1 质量 2 面积 3 手续 4 其他
	refusal_text TEXT NOT NULL,
	slot_on INTEGER NOT NULL,           -- 预约
	slot_minute INTEGER NOT NULL,
	slot_people INTEGER NOT NULL,
	slot_agent INTEGER NOT NULL,
	reminded INTEGER NOT NULL,          -- 已提醒几次
	called_at $INT NOT NULL,            -- 未送达的致电已立
	asked_at $INT NOT NULL,             -- 二次通知期满的决定已立
	created_at $INT NOT NULL,
	ended_at $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE INDEX movein_notice_batch ON movein_notice (community_id, batch_id, position);
CREATE INDEX movein_notice_room ON movein_notice (community_id, room_id, id);
CREATE INDEX movein_notice_number ON movein_notice (community_id, number);
CREATE INDEX movein_notice_state ON movein_notice (community_id, state, until_on);
CREATE INDEX movein_notice_slot ON movein_notice (community_id, batch_id, slot_on, slot_minute);
CREATE INDEX movein_notice_day ON movein_notice (community_id, slot_on, slot_minute);

-- 费用表: as it stood on the letter, or on the run-sheet
CREATE TABLE movein_line (
	community_id $INT NOT NULL,
	owner_id $INT NOT NULL,             -- a notice or a sheet
	position INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	payee INTEGER NOT NULL,
	name TEXT NOT NULL,
	standard TEXT NOT NULL,             -- 98.56 ㎡ × 105.00
	price_fen $INT NOT NULL,            -- 单价
	months INTEGER NOT NULL,            -- 0 = once
	amount_fen $INT NOT NULL,
	dropped INTEGER NOT NULL,           -- 1 = 改为月缴, not to be paid now
	PRIMARY KEY (community_id, owner_id, position)
);
