-- 入伙手续流程单: a household's way from desk to desk
CREATE TABLE runsheet (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	number TEXT NOT NULL,               -- 编号 LC20261123-0001
	state INTEGER NOT NULL,             -- 1 办理中 2 待回 3 已办结 4 已撤销
	room_id $INT NOT NULL,
	room TEXT NOT NULL,
	area_mass $INT NOT NULL,
	owners TEXT NOT NULL,
	buyer_kind INTEGER NOT NULL,        -- as on the letter
	phone TEXT NOT NULL,
	notice_id $INT NOT NULL,            -- 通知书, 0 = 二次入伙
	resale INTEGER NOT NULL,            -- 1 = 二次入伙
	arrears_fen $INT NOT NULL,          -- 原业主欠费
	arrears_note TEXT NOT NULL,         -- 结清凭证或签字说明
	monthly INTEGER NOT NULL,           -- 1 = 月缴
	desk INTEGER NOT NULL,              -- 所在台, 0 = 都办完了
	desk_at $INT NOT NULL,              -- 到这一台的时间
	taken_by $INT NOT NULL,             -- 正在办的人, 0 = 等候
	came_at $INT NOT NULL,
	pause_text TEXT NOT NULL,
	paused_at $INT NOT NULL,
	closed_at $INT NOT NULL,
	created_by $INT NOT NULL,
	version $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX runsheet_number ON runsheet (community_id, number);
CREATE INDEX runsheet_state ON runsheet (community_id, state, desk, desk_at);
CREATE INDEX runsheet_room ON runsheet (community_id, room_id, id);
CREATE INDEX runsheet_day ON runsheet (community_id, came_at);

-- 环节: a desk of a sheet
CREATE TABLE runsheet_desk (
	community_id $INT NOT NULL,
	sheet_id $INT NOT NULL,
	position INTEGER NOT NULL,          -- in the order in force when the household came
	desk INTEGER NOT NULL,
	state INTEGER NOT NULL,             -- 0 未办 1 已签 2 跳过 3 资料待补
	arrived_at $INT NOT NULL,
	signed_by $INT NOT NULL,
	signed_at $INT NOT NULL,
	note TEXT NOT NULL,                 -- 凭证号, 原因
	PRIMARY KEY (community_id, sheet_id, position)
);
CREATE INDEX runsheet_desk_signed ON runsheet_desk (community_id, signed_at);

-- 资料核验
CREATE TABLE runsheet_paper (
	community_id $INT NOT NULL,
	sheet_id $INT NOT NULL,
	line INTEGER NOT NULL,
	name TEXT NOT NULL,
	form TEXT NOT NULL,
	checked_by $INT NOT NULL,
	checked_at $INT NOT NULL,           -- 0 = 缺
	PRIMARY KEY (community_id, sheet_id, line)
);
