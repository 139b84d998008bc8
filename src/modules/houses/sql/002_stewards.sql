-- 楼栋管家: which post looks after a building
CREATE TABLE building_steward (
	community_id $INT NOT NULL,
	building TEXT NOT NULL,  -- 楼栋
	post_id $INT NOT NULL,   -- 岗位
	PRIMARY KEY (community_id, building)
);
