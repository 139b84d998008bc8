-- 交接书正文: versions by use of the premises; while a use has none, the program's text stands
CREATE TABLE deed_text (
	community_id $INT NOT NULL,
	use INTEGER NOT NULL,               -- 1 住宅 2 商铺
	version INTEGER NOT NULL,
	text TEXT NOT NULL,
	created_by $INT NOT NULL,
	created_at $INT NOT NULL,
	PRIMARY KEY (community_id, use, version)
);

-- 房(铺)交接书
CREATE TABLE deed (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,               -- 编号 JF20261123-0001
	state INTEGER NOT NULL,             -- 1 待签 2 业主已签 3 双方已签 4 已交付 5 已归档 6 已作废
	inspection_id $INT NOT NULL,
	room_id $INT NOT NULL,
	room TEXT NOT NULL,
	use INTEGER NOT NULL,
	owners TEXT NOT NULL,               -- 乙方, all co-owners
	seller TEXT NOT NULL,               -- 甲方
	contract TEXT NOT NULL,             -- 合同号
	contract_area_mass $INT NOT NULL,   -- thousandths of m²
	area_mass $INT NOT NULL,            -- 实测建筑面积
	accepted_on INTEGER NOT NULL,       -- 竣工验收合格日期
	notice_on INTEGER NOT NULL,         -- 入伙通知书日期
	due_on INTEGER NOT NULL,            -- 通知交付日
	leftover TEXT NOT NULL,             -- 遗留问题处理约定
	company INTEGER NOT NULL,           -- 单位购房
	company_papers INTEGER NOT NULL,    -- 执照、法人证明、授权书、公章齐全
	quality_book INTEGER NOT NULL,      -- 住宅质量保证书 (原件)
	manual_book INTEGER NOT NULL,       -- 住宅使用说明书 (原件)
	filing_copy INTEGER NOT NULL,       -- 竣工验收备案表 (复印件)
	other_papers TEXT NOT NULL,
	fund_receipt TEXT NOT NULL,         -- 维修资金缴存凭证号
	water_meter TEXT NOT NULL,
	water_mass $INT NOT NULL,           -- 底数, thousandths
	power_meter TEXT NOT NULL,
	power_mass $INT NOT NULL,
	gas_meter TEXT NOT NULL,
	gas_mass $INT NOT NULL,
	heat_meter TEXT NOT NULL,
	heat_mass $INT NOT NULL,
	trade TEXT NOT NULL,                -- 商铺: 业态
	capacity TEXT NOT NULL,             -- 用电容量
	fumes TEXT NOT NULL,                -- 排烟排水条件
	sign_place TEXT NOT NULL,           -- 招牌位置
	fire_zone TEXT NOT NULL,            -- 消防分区
	partition_wall TEXT NOT NULL,       -- 隔墙
	text_version INTEGER NOT NULL,      -- 0 = the program's own
	text TEXT NOT NULL,                 -- as it was signed; '' = not yet
	owner_signed_by TEXT NOT NULL,
	owner_signed_at $INT NOT NULL,
	owner_picture_id $INT NOT NULL,     -- 签名或签好的纸
	seller_signed_by TEXT NOT NULL,
	seller_signed_at $INT NOT NULL,
	seller_picture_id $INT NOT NULL,
	delivered_on INTEGER NOT NULL,      -- 实际交付日, 0 = not yet
	delivered_at $INT NOT NULL,
	fee_from_on INTEGER NOT NULL,       -- 物业费起算
	fee_month_fen $INT NOT NULL,
	fee_first_fen $INT NOT NULL,        -- 首期, of the month fee_from_on lies in
	archived_at $INT NOT NULL,
	created_by $INT NOT NULL,
	created_at $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX deed_number ON deed (community_id, number);
CREATE INDEX deed_state ON deed (community_id, state, id);
CREATE INDEX deed_room ON deed (community_id, room_id, id);

-- 乙方: who buys, and who stands in for him
CREATE TABLE deed_party (
	community_id $INT NOT NULL,
	deed_id $INT NOT NULL,
	line INTEGER NOT NULL,
	name TEXT NOT NULL,
	id_tail TEXT NOT NULL,
	agent TEXT NOT NULL,                -- 代理人
	letter_id $INT NOT NULL,            -- picture of the 委托书, 0 = none
	PRIMARY KEY (community_id, deed_id, line)
);

-- 钥匙移交清单
CREATE TABLE deed_key (
	community_id $INT NOT NULL,
	deed_id $INT NOT NULL,
	line INTEGER NOT NULL,
	name TEXT NOT NULL,                 -- 入户门、信箱 …
	count INTEGER NOT NULL,
	kept INTEGER NOT NULL,              -- 留用整改
	until_on INTEGER NOT NULL,
	returned_at $INT NOT NULL,          -- of what was kept
	key_id $INT NOT NULL,               -- of what was kept, in the register of keys; 0 = none
	PRIMARY KEY (community_id, deed_id, line)
);

-- 补充协议: the only way a deed changes once it was delivered
CREATE TABLE deed_supplement (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	deed_id $INT NOT NULL,
	number TEXT NOT NULL,
	text TEXT NOT NULL,
	owner_signed_by TEXT NOT NULL,
	seller_signed_by TEXT NOT NULL,
	picture_id $INT NOT NULL,
	created_by $INT NOT NULL,
	created_at $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE INDEX deed_supplement_deed ON deed_supplement (community_id, deed_id, id);
