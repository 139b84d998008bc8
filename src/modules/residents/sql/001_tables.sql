-- 人员: one row a person of the community
CREATE TABLE person (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	name TEXT NOT NULL,        -- 姓名
	initials TEXT NOT NULL,    -- 拼音首字母
	phone TEXT NOT NULL,       -- 手机
	phone2 TEXT NOT NULL,      -- 备用电话
	id_type INTEGER NOT NULL,  -- 证件类型, 0 = unknown
	id_sealed TEXT NOT NULL,         -- 证件号, sealed with the key of the office
	id_index TEXT NOT NULL,    -- keyed hash of it, to find the same person; '' = none
	id_tail TEXT NOT NULL,     -- its last four
	emergency TEXT NOT NULL,   -- 紧急联系人
	care INTEGER NOT NULL,     -- 关怀, 0 = none
	remark TEXT NOT NULL,      -- 备注
	merged_into $INT NOT NULL, -- a double of that person, 0 = no
	version $INT NOT NULL,
	created_at $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE INDEX person_phone ON person (community_id, phone, id);
CREATE INDEX person_phone2 ON person (community_id, phone2, id);
CREATE INDEX person_id_index ON person (community_id, id_index, id);

-- 住户关系: who belongs to which room, from when to when
CREATE TABLE occupancy (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	room_id $INT NOT NULL,
	person_id $INT NOT NULL,
	relation INTEGER NOT NULL,   -- 与房屋关系
	from_on INTEGER NOT NULL,    -- 起, day number, 0 = unknown
	until_on INTEGER NOT NULL,   -- 止, 0 = still
	version $INT NOT NULL,
	created_at $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE INDEX occupancy_room ON occupancy (community_id, room_id, until_on, id);
CREATE INDEX occupancy_person ON occupancy (community_id, person_id, room_id);
