-- 常用语: what is written again and again, by a short form typed after a semicolon
CREATE TABLE phrase (
	community_id $INT NOT NULL,
	account_id $INT NOT NULL,           -- 谁的; 0 = the office's, for everybody
	abbreviation TEXT NOT NULL,         -- 缩写
	text TEXT NOT NULL,                 -- '' = the program's own of this short form is not wanted
	changed_at $INT NOT NULL,
	PRIMARY KEY (community_id, account_id, abbreviation)
);
