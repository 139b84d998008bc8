-- 房屋: what the office looks after. A room is called by its shorthand, 3-2-501
CREATE TABLE room (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
-- sqlite:
	room TEXT NOT NULL,          -- 房号 3-2-501
-- postgres:
	room TEXT COLLATE "C" NOT NULL, -- 房号 3-2-501, looked up by its beginning
-- both:
	building TEXT NOT NULL,      -- 楼栋
	entrance TEXT NOT NULL,      -- 单元, '' = none
	door TEXT NOT NULL,          -- 室号
	floor INTEGER NOT NULL,      -- 楼层
	area_mass $INT NOT NULL,     -- 建筑面积, thousandths of m²
	inner_mass $INT NOT NULL,    -- 套内面积
	layout TEXT NOT NULL,        -- 户型
	use INTEGER NOT NULL,        -- 用途
	state INTEGER NOT NULL,      -- 状态
	delivered_on INTEGER NOT NULL, -- 交付日期, day number, 0 = not yet
	remark TEXT NOT NULL,        -- 备注
	version $INT NOT NULL,
	created_at $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX room_name ON room (community_id, room);
CREATE INDEX room_place ON room (community_id, building, entrance, floor);
