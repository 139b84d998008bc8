-- 导入: one file on its way in, from the upload to the rows that were refused
CREATE TABLE import_job (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	kind TEXT NOT NULL,              -- 种类: households, requests …
	filename TEXT NOT NULL,          -- 文件名, as the person calls it
	stored TEXT NOT NULL,            -- 存放: random part of its names in DIR/tmp; '' = cleared away
	upload_key TEXT NOT NULL,        -- 防重复提交: Idempotency-Key of the upload, '' = none
	state $INT NOT NULL,             -- 状态: enum import_job_state
	headers TEXT NOT NULL,           -- 表头: a line a column: title, tab, first value
	mapping TEXT NOT NULL,           -- 对应列: lines #3=name
	row_count $INT NOT NULL,         -- 数据行数
	done_count $INT NOT NULL,        -- 已处理行数
	fresh_count $INT NOT NULL,       -- 新增
	changed_count $INT NOT NULL,     -- 更新
	same_count $INT NOT NULL,        -- 没有变化
	refused_count $INT NOT NULL,     -- 退回
	errors TEXT NOT NULL,            -- 前几处错误: lines of row, column, value, reason by tabs
	why TEXT NOT NULL,               -- 失败原因
	runner $INT NOT NULL,            -- 执行者: start of the process that works on it
	created_by $INT NOT NULL,        -- 上传人
	created_at $INT NOT NULL,        -- 上传时间
	started_at $INT NOT NULL,        -- 开始时间
	finished_at $INT NOT NULL,       -- 完成时间, 0 = not yet
	PRIMARY KEY (community_id, id)
);
CREATE INDEX import_job_key ON import_job (community_id, upload_key);
