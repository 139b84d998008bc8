-- 草稿: a contact half written down, of one person at the desk
CREATE TABLE draft (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	account_id $INT NOT NULL,   -- 谁的
	label TEXT NOT NULL,        -- what it is called in the list: room or masked phone, first words
	body TEXT NOT NULL,         -- the form's fields as JSON
	updated_at $INT NOT NULL,   -- 保存时间
	PRIMARY KEY (community_id, id)
);
CREATE INDEX draft_own ON draft (community_id, account_id, updated_at);
CREATE INDEX draft_age ON draft (community_id, updated_at);
