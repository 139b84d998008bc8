-- 钥匙: one label on one hook (钥匙台账)
CREATE TABLE office_key (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,               -- 编号 YS20261123-0001
	state INTEGER NOT NULL,             -- 1 待验收 2 在库 3 借出 4 遗失 5 换锁中 6 已换锁 7 已移交业主 8 已领回 9 注销
	kind INTEGER NOT NULL,              -- 类别
	room_id $INT NOT NULL,              -- 0 = of a public place
	room TEXT NOT NULL,
	place TEXT NOT NULL,                -- 设备或公共部位
	lock TEXT NOT NULL,                 -- 门类: 防盗门、室内门 …
	listed INTEGER NOT NULL,            -- 应交把数
	count INTEGER NOT NULL,             -- 实收把数
	trial INTEGER NOT NULL,             -- 试开: 1 未试 2 能开 3 不能开
	difference TEXT NOT NULL,           -- what list and hand-over differed in; stays when it is mended
	seal TEXT NOT NULL,                 -- 封条号
	cabinet TEXT NOT NULL,              -- 柜号
	hook TEXT NOT NULL,                 -- 位号
	source INTEGER NOT NULL,            -- 来源
	intake TEXT NOT NULL,               -- 接收单号
	giver TEXT NOT NULL,                -- 移交人
	owner_name TEXT NOT NULL,           -- 委托业主
	commission TEXT NOT NULL,           -- 委托事由和允许用途
	until_on INTEGER NOT NULL,          -- 委托截止, 0 = none
	warned_at $INT NOT NULL,            -- 委托到期已提醒
	answer INTEGER NOT NULL,            -- 致电业主的结果: 0 未致电 1 同意 2 不同意 3 未接通
	answered_at $INT NOT NULL,
	approved_for TEXT NOT NULL,         -- 批准借给谁
	approved_by $INT NOT NULL,
	approved_at $INT NOT NULL,
	loan_id $INT NOT NULL,              -- 在外的借用记录, 0 = none
	created_by $INT NOT NULL,
	created_at $INT NOT NULL,
	ended_at $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX office_key_number ON office_key (community_id, number);
CREATE INDEX office_key_state ON office_key (community_id, state, id);
CREATE INDEX office_key_room ON office_key (community_id, room_id, id);
CREATE INDEX office_key_intake ON office_key (community_id, intake);

-- 借用记录 (钥匙借用登记表)
CREATE TABLE key_loan (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,               -- 编号 JY20261123-0001
	key_id $INT NOT NULL,
	room_id $INT NOT NULL,              -- of the key, for the history of a household
	unit INTEGER NOT NULL,              -- 单位: 1 本处 2 开发商 3 施工 4 其他
	borrower_id $INT NOT NULL,          -- of our own people; 0 = from outside
	borrower_name TEXT NOT NULL,
	second_name TEXT NOT NULL,          -- 应急动用的第二人
	request_id $INT NOT NULL,           -- 关联工单, 0 = none
	request_number TEXT NOT NULL,
	purpose TEXT NOT NULL,              -- 事由
	count INTEGER NOT NULL,
	paper TEXT NOT NULL,                -- 押证
	deposit_fen $INT NOT NULL,          -- 押金
	deposit_number TEXT NOT NULL,       -- 押金收据号
	deposit INTEGER NOT NULL,           -- 0 无 1 已收 2 已退 3 待主管决定 4 不退
	approved_by $INT NOT NULL,
	lent_by $INT NOT NULL,
	lent_at $INT NOT NULL,
	due_at $INT NOT NULL,               -- 应还
	reminded_at $INT NOT NULL,
	called_at $INT NOT NULL,            -- 催还的致电已立
	urgent INTEGER NOT NULL,            -- 应急动用
	returned_at $INT NOT NULL,
	returned_to $INT NOT NULL,
	returner TEXT NOT NULL,             -- 归还人
	remark TEXT NOT NULL,               -- 房屋状况
	lost INTEGER NOT NULL,              -- 没有还，遗失了
	PRIMARY KEY (community_id, id)
);
CREATE INDEX key_loan_key ON key_loan (community_id, key_id, id);
CREATE INDEX key_loan_room ON key_loan (community_id, room_id, id);
CREATE INDEX key_loan_out ON key_loan (community_id, returned_at, due_at);
CREATE INDEX key_loan_borrower ON key_loan (community_id, borrower_id, id);
