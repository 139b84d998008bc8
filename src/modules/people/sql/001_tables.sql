-- Signing in. Accounts, sessions, posts and who holds them stand in app/001_tables.sql.

-- 登录来源: an address from which the person has signed in; wrong passwords from there are counted
-- apart from those of strangers
CREATE TABLE sign_in_address (
	account_id $INT NOT NULL REFERENCES account (id), -- 账号
	peer TEXT NOT NULL,                        -- 来源地址
	succeeded_at $INT NOT NULL,                -- 最近成功
	failed_count $INT NOT NULL DEFAULT 0,      -- 连续失败次数
	locked_until $INT NOT NULL DEFAULT 0,      -- 锁定至
	PRIMARY KEY (account_id, peer)
);
CREATE INDEX sign_in_address_succeeded ON sign_in_address (succeeded_at);

-- 登录失败: of an address, and of the network it lies in
CREATE TABLE sign_in_failure (
	source TEXT NOT NULL PRIMARY KEY,          -- 来源: 203.0.113.7, 203.0.113.0/24
	since_at $INT NOT NULL,                    -- 计数自
	failed_count $INT NOT NULL                 -- 次数
);
CREATE INDEX sign_in_failure_since ON sign_in_failure (since_at);
