-- 来电来访登记: every call, visit, message and letter (documents 2, 3 and 8)
CREATE TABLE contact (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,          -- 编号 JD20261123-0007
	channel INTEGER NOT NULL,      -- 方式: 电话、来访、微信、来信、巡查
	rings INTEGER NOT NULL,        -- 响铃次数, 0 = not a call or not counted
	phone TEXT NOT NULL,           -- 来电号码
	person_name TEXT NOT NULL,     -- 姓名
	room_id $INT NOT NULL,         -- 房屋, 0 = none
	room TEXT NOT NULL,            -- 房号
	source INTEGER NOT NULL,       -- 身份
	text TEXT NOT NULL,            -- 内容
	handling INTEGER NOT NULL,     -- 处理方式: 当场答复、派单、转接、预约回复
	repeated INTEGER NOT NULL,     -- 复述确认
	matter_count INTEGER NOT NULL, -- 关联单数
	received_at $INT NOT NULL,     -- 来电时间
	created_by $INT NOT NULL,      -- 接听人
	created_at $INT NOT NULL,      -- 登记时间
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX contact_number ON contact (community_id, number);
CREATE INDEX contact_phone ON contact (community_id, phone, id);
CREATE INDEX contact_room ON contact (community_id, room_id, id);
