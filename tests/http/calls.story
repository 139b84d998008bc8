# 电话 (document 3): what the exchange tells, missed calls, duty bands, figures.

== a person with the right may report events; nobody else, and not without a key
as desk
POST /api/v1/calls/events
	{"call_id": "a-1", "event": "ringing"}
= 403
as nobody
POST /api/v1/calls/events
	{"call_id": "a-1", "event": "ringing"}
= 401
POST /api/v1/calls/events
	X-Call-Key: 0123456789abcdef
	X-Call-Time: 1
	X-Call-Signature: 00
	{"call_id": "a-1", "event": "ringing"}
= 401

== the key's secret is shown once and kept sealed
as director
POST /api/v1/calls/keys
	{"name": "程控交换机"}
= 201
	id ~ ^[0-9a-f]{16}$
	secret ~ ^[0-9a-f]{64}$
	id -> key
GET /api/v1/calls/setup
= 200
	keys.0.id = ${key}
	body lacks secret
POST /api/v1/calls/keys/${key}/revoke
	{}
= 200
as desk
POST /api/v1/calls/keys
	{"name": "x"}
= 403

== an extension is one's own; another's needs the supervisor's right
as desk
POST /api/v1/calls/extensions
	{"extension": "801"}
= 200
	extensions.0.extension = 801
as desk2
POST /api/v1/calls/extensions
	{"extension": "801"}
= 403

== an answered call: one record, whatever the order and however often
as admin
POST /api/v1/calls/events
	{"call_id": "a-1", "event": "answered", "at": "${now-1m}", "extension": "801"}
= 200
	state = talking
	rings = null
	id -> call
POST /api/v1/calls/events
	{"call_id": "a-1", "event": "ringing", "at": "${now-2m}", "from": "13812345612", "to": "02088880000"}
= 200
	id = ${call}
	number ~ ^DH
POST /api/v1/calls/events
	{"call_id": "a-1", "event": "ended", "at": "${now-0m}", "extension": "801"}
= 200
	state = ended
	version -> version
	body lacks 13812345612
POST /api/v1/calls/events
	{"call_id": "a-1", "event": "answered", "at": "${now-9m}", "extension": ""}
= 200
POST /api/v1/calls/events
	{"call_id": "a-1", "event": "wrong"}
= 422
	error.fields.event ~ .
POST /api/v1/calls/events
	{"event": "ringing"}
= 422
	error.fields.call_id ~ .

== scenario 3(g) 1: the call, its entry in the register and the repair are linked both ways
as desk
POST /api/v1/contacts
	{"channel": "phone", "call_id": "${call}", "rings": 2, "room": "3-2-501", "kind": "repair",
	 "text": "厨房水龙头漏水"}
= 201
	id -> contact
	call_id = ${call}
	matters.0.obligations is absent
	matters.0.id -> repair
GET /api/v1/calls/${call}
= 200
	contact_id = ${contact}
GET /api/v1/requests/${repair}
= 200
	contact_id = ${contact}
	obligations[kind=dispatch].due_at is 10m after received_at
GET /calls/${call}
= 200
	body has 已接

== a missed call is owed; three tries before it is given up
as admin
POST /api/v1/calls/events
	{"call_id": "m-1", "event": "ringing", "at": "${now-1m}", "from": "13500004444"}
= 200
	id -> missed
POST /api/v1/calls/events
	{"call_id": "m-1", "event": "missed"}
= 200
	state = missed
	back_in_time = false
as desk
POST /api/v1/calls/${missed}/unreachable
	{}
= 409
POST /api/v1/calls/${missed}/try
	{}
= 200
	state = missed
	back_in_time = true
	obligations[kind=callback].state = met
	obligations[kind=retry].state = open
POST /api/v1/calls/${missed}/try
	{}
= 409
POST /api/v1/calls/${missed}/return
	{"text": "已说明"}
= 200
	state = returned
	obligations[kind=retry].state = met

== a promised reply from the register
POST /api/v1/contacts
	{"channel": "phone", "phone": "13812345612", "handling": "promised", "text": "问车位"}
= 422
	error.fields.reply_at ~ .
POST /api/v1/contacts
	{"channel": "phone", "phone": "13812345612", "handling": "promised", "text": "问车位",
	 "reply_at": "${now+3h}", "answered_after_ms": 6000}
= 201
GET /api/v1/calls?state=promised
= 200
	items count 1
	items.0.rings = 2
	items.0.actions has reply

== the week of phone duty is arranged by the supervisor; gaps are told
GET /api/v1/calls/duty
= 200
	items count 21
	gaps >= 1
POST /api/v1/calls/duty
	{"d": [{"main": "${desk}", "forward": "13512340000"}]}
= 403
as director
POST /api/v1/calls/duty
	{"d": [{"main": "${desk}", "forward": "13512340000"}]}
= 200
	items.0.main_id = ${desk}
	items.0.forward = 13512340000
POST /api/v1/calls/duty
	{"d": [{"main": "${desk}", "forward": "abc"}]}
= 422

== the greeting is at hand, and a new version waits for its day
as desk
GET /api/v1/scripts
= 200
	items count 10
	greeting ~ .
	items[place=refuse].said has 不能对外提供
POST /api/v1/scripts/places/office
	{"text": "x"}
= 403
as director
POST /api/v1/scripts/places/office
	{"text": "{公司名}您好", "from": "${now+2d}"}
= 200
	items[place=office].next_text has 您好
POST /api/v1/scripts/places/nowhere
	{"text": "x"}
= 404
POST /api/v1/scripts/festivals
	{"day": "2026-99-01", "name": "x"}
= 422

== an emergency word opens the card and rouses the leader at once
as desk
POST /api/v1/contacts
	{"channel": "phone", "room": "3-2-501", "kind": "help", "help_class": "disaster",
	 "text": "厨房着火了，有烟"}
= 201
	emergencies.0.kind = fire
	emergencies.0.phones has 119
	id -> burning
GET /contacts/${burning}
= 200
	body has 119
as chief
GET /api/v1/notices
= 200
	body has 火警
as desk
POST /api/v1/contacts
	{"channel": "phone", "room": "3-2-501", "kind": "repair", "text": "水龙头滴水"}
= 201
	emergencies count 0
GET /contacts/new
= 200
	body has data-emergency
	body has 请问有什么可以帮您

== the figures of the month say no data instead of a share of nothing
GET /api/v1/calls/month?month=2020-01
= 200
	answered = 0
	within_share = null
GET /calls/month?month=2020-01
= 200
	body has 无数据
GET /api/v1/calls/month?month=abc
= 422
GET /api/v1/calls/month
= 200
	missed = 1
	back_in_time = 1
	back_in_time_share = 100.0%

== a technician sees the register; finance calls nobody back; the card of nobody is empty
as tech
GET /api/v1/calls/mine
= 200
	calling = false
as finance
GET /api/v1/calls
= 200
POST /api/v1/calls/${missed}/correct
	{"reason": "x"}
= 403
