# What every client of the API relies on.

== every error has code and message, and fields where a field is wrong
as desk
POST /api/v1/requests
	{"kind": "repair"}
= 422
	error.code = invalid
	error.message ~ .
	error.fields.text ~ .
GET /api/v1/nowhere
= 404
	error.code = not_found
	error.message ~ .
GET /api/v1/requests/notanumber
= 404
	error.code = not_found
POST /api/v1/requests
	{"kind": "repair", "text":
= 422
	error.code = invalid
POST /api/v1/requests
	{"kind": "repair", "kind": "help", "text": "x"}
= 422
POST /api/v1/requests
	@two_megabytes
= 413
	error.code = too_big

== who cannot be told runs no handler, not even that of the form to show again
as nobody
POST /me
	Authorization: Bearer x
	X-Community: abc
	phone=13800000000
= 422
	body lacks 最近使用
GET /healthz
= 200

== a write with an old version is refused; the record stays
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-501", "text": "门铃"}
= 201
	id -> repair
	version = 1
POST /api/v1/requests/${repair}/note
	If-Match: 1
	{"text": "业主再次来电"}
= 200
	version = 2
as desk2
POST /api/v1/requests/${repair}/note
	If-Match: 1
	{"text": "我看到的是旧的"}
= 409
	error.code = conflict
	error.message ~ 改过
	current.id = ${repair}
	current.version = 2
GET /api/v1/requests/${repair}
= 200
	version = 2
	body lacks 我看到的是旧的

== the same key is the same write: one record, one answer
as desk
POST /api/v1/contacts
	Idempotency-Key: 8f14e45f-1
	{"channel": "phone", "text": "重复提交", "room": "3-2-502", "kind": "repair"}
= 201
	id -> contact
	matters.0.number -> number
POST /api/v1/contacts
	Idempotency-Key: 8f14e45f-1
	{"channel": "phone", "text": "重复提交", "room": "3-2-502", "kind": "repair"}
= 201
	id = ${contact}
	matters.0.number = ${number}
POST /api/v1/contacts
	Idempotency-Key: 8f14e45f-1
	{"channel": "phone", "text": "另一件事", "room": "3-2-502", "kind": "repair"}
= 409
as desk2
POST /api/v1/contacts
	Idempotency-Key: 8f14e45f-1
	{"channel": "phone", "text": "别人的同名键", "room": "3-2-502", "kind": "repair"}
= 201
	id != ${contact}

== a list goes on where it ended, without doubles
as desk
GET /api/v1/requests?page_size=2
= 200
	items count 2
	items.1.id -> second
	total >= 3
	next -> next
GET /api/v1/requests?page_size=2&after=${next}
= 200
	items.0.id != ${second}
	body lacks "id":"${second}"
GET /api/v1/requests?page_size=0
= 422
	error.fields.page_size ~ .
GET /api/v1/requests?page_size=100000
= 422
GET /api/v1/requests?after=xyz
= 422

== lists filter by state, kind and words
GET /api/v1/requests?state=new&kind=repair
= 200
	items.0.state = new
	items.0.kind = repair
GET /api/v1/requests?state=cancelled
= 200
	items count 0
	total = 0
GET /api/v1/requests?q=门铃
= 200
	items count 1
	items.0.id = ${repair}
GET /api/v1/requests?q=没有这样的字
= 200
	items count 0
GET /api/v1/requests?q=3-2-501
= 200
	items.0.room = 3-2-501
GET /api/v1/requests?state=flying
= 422

== a token acts only in the communities of its person; an office is made once
as desk
GET /api/v1/requests/${repair}
	X-Community: 999999
= 401
run 2 init --community 碧水湾
GET /api/v1/requests/${repair}1
= 404

== ids are strings, times have their offset, money is yuan and fen
as desk
GET /api/v1/requests/${repair}
= 200
	body has "id":"${repair}"
	received_at ~ ^[0-9-]{10}T[0-9:]{8}(\.[0-9]{3})?[+]08:00$
	state_label = 待受理
	total ~ ^[0-9]+[.][0-9]{2}$
	total_fen = 0

== a second server, and the commands that need the office alone, say so
run 1 serve --listen 127.0.0.1:0
run routes
	body has /requests/:id
run permissions
	body has front_desk
run settings
	body has requests.arrive_minutes
run jobs
run api
	openapi ~ ^3[.]1
	info.title ~ .

== a setting changes what begins afterwards, not what has begun
as director
POST /api/v1/settings/requests.arrive_minutes
	{"value": "30"}
= 200
as desk
POST /api/v1/requests
	{"kind": "repair", "urgency": "urgent", "room": "3-2-501", "text": "新规矩"}
= 201
	obligations[kind=arrive].due_at is 30m after received_at
POST /api/v1/settings/requests.arrive_minutes
	{"value": "1"}
= 403
as director
POST /api/v1/settings/requests.arrive_minutes
	{"value": "many"}
= 422
	error.fields.value ~ .
