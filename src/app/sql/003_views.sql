-- 常用视图: a list with its filter, kept by a person under a name of his own
CREATE TABLE saved_view (
	community_id $INT NOT NULL,
	account_id $INT NOT NULL,   -- 谁的
	id $INT NOT NULL,
	label TEXT NOT NULL,        -- 名称
	path TEXT NOT NULL,         -- /requests?kind=repair&state=open
	PRIMARY KEY (community_id, account_id, id)
);
