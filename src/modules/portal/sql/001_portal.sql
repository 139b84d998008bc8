-- 门牌码、位置码: what a printed QR code leads to
CREATE TABLE portal_card (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	token TEXT NOT NULL UNIQUE,         -- in the code; names the place and proves nothing
	room_id $INT NOT NULL,              -- 房屋, 0 = a public place
	room TEXT NOT NULL,
	place TEXT NOT NULL,                -- 公共位置
	created_by $INT NOT NULL,
	created_at $INT NOT NULL,
	retired_at $INT NOT NULL,           -- 停用
	PRIMARY KEY (community_id, id)
);
CREATE INDEX portal_card_room ON portal_card (community_id, room_id, retired_at);

-- 邀请: lets one person in once
CREATE TABLE portal_invite (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	token_hash TEXT NOT NULL UNIQUE,    -- hex SHA-256; never the token itself
	person_id $INT NOT NULL,
	room TEXT NOT NULL,
	created_by $INT NOT NULL,
	created_at $INT NOT NULL,
	expires_at $INT NOT NULL,
	used_at $INT NOT NULL,
	revoked_at $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE INDEX portal_invite_person ON portal_invite (community_id, person_id, id);

-- 短信验证码: one waiting code a browser
CREATE TABLE portal_code (
	browser_hash TEXT NOT NULL PRIMARY KEY, -- of the cookie of the browser that asked
	community_id $INT NOT NULL,
	person_id $INT NOT NULL,            -- 0 = nobody has that phone; told to nobody
	code_hash TEXT NOT NULL,
	tries INTEGER NOT NULL,
	sent_at $INT NOT NULL,
	expires_at $INT NOT NULL
);
CREATE INDEX portal_code_expires ON portal_code (community_id, expires_at);

-- 住户登录
CREATE TABLE portal_session (
	token_hash TEXT NOT NULL PRIMARY KEY, -- hex SHA-256
	community_id $INT NOT NULL,
	person_id $INT NOT NULL,
	kind INTEGER NOT NULL,              -- 1 本人 2 门牌码
	room_id $INT NOT NULL,              -- 门牌码: of the card, and no other of his rooms; 0 = all
	form_token TEXT NOT NULL,
	agent TEXT NOT NULL,                -- 浏览器
	created_at $INT NOT NULL,
	expires_at $INT NOT NULL
);
CREATE INDEX portal_session_person ON portal_session (community_id, person_id);
CREATE INDEX portal_session_expires ON portal_session (community_id, expires_at);

-- 限次: how often something was tried from one source since then
CREATE TABLE portal_budget (
	community_id $INT NOT NULL,
	source TEXT NOT NULL,
	since_at $INT NOT NULL,
	used INTEGER NOT NULL,
	PRIMARY KEY (community_id, source)
);

-- 住户自报: who reported what by the entry
CREATE TABLE portal_matter (
	community_id $INT NOT NULL,
	subject TEXT NOT NULL,              -- request, complaint
	subject_id $INT NOT NULL,
	person_id $INT NOT NULL,
	session_hash TEXT NOT NULL,         -- 门牌码: this session alone sees it; '' = the person
	private INTEGER NOT NULL,           -- 只让我自己看到
	form_key TEXT NOT NULL,             -- of the form, so that a second click makes no second one
	urged_at $INT NOT NULL,             -- 最近催办
	created_at $INT NOT NULL,
	PRIMARY KEY (community_id, subject, subject_id)
);
CREATE UNIQUE INDEX portal_matter_key ON portal_matter (community_id, person_id, form_key);
CREATE INDEX portal_matter_person ON portal_matter (community_id, person_id, created_at);

-- 住户评价: once a matter; the office cannot write it
CREATE TABLE portal_rating (
	community_id $INT NOT NULL,
	id $INT NOT NULL,
	request_id $INT NOT NULL,
	person_id $INT NOT NULL,
	stars INTEGER NOT NULL,             -- 1 to 5
	reasons INTEGER NOT NULL,           -- bits of the choices
	text TEXT NOT NULL,
	created_at $INT NOT NULL,
	PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX portal_rating_request ON portal_rating (community_id, request_id);

-- 意见箱和公共报修: nothing is kept of who wrote it; the receipt shows what became of it
CREATE TABLE portal_letter (
	community_id $INT NOT NULL,
	receipt_hash TEXT NOT NULL,
	card_id $INT NOT NULL,
	subject TEXT NOT NULL,              -- request, complaint
	subject_id $INT NOT NULL,
	box INTEGER NOT NULL,               -- 1 意见箱, 0 公共报修
	created_at $INT NOT NULL,
	PRIMARY KEY (community_id, receipt_hash)
);
CREATE INDEX portal_letter_created ON portal_letter (community_id, created_at);

-- who has this phone, in whatever community: a resident who asks for a code names none
CREATE INDEX person_phone_anywhere ON person (phone, id);
