# 交接班、排班、指令、客服日报: document 11, acceptance scenarios 11 (g).

== 11 (g) 1: an order appears where it is to be done, is signed for, done and confirmed
as director
POST /api/v1/people
	{"login": "super", "name": "周主管", "role": "supervisor"}
= 201
	id -> super
run token --user super
	body find ([^[:space:]]+) -> token_super
as director
POST /api/v1/orders
	{"text": "3日内完成空置房巡查", "undertaker": "${super}", "due_at": "${now+3d}"}
= 201
	id -> order
	number ~ ^ZL[0-9]{8}-[0-9]{4}$
	state = issued
	state_label = 已下达
	obligations[kind=sign].state = open
	obligations[kind=sign].working = true
	obligations[kind=finish].owner_name = 周主管
as super
GET /api/v1/
= 200
	orders[state=issued].id = ${order}
	orders[state=issued].duty = 签收
	counts.complaints = 0
	counts.visits = 0
	counts.missed_calls = 0
POST /api/v1/orders/${order}/finish
	{"result": "好了"}
= 409
POST /api/v1/orders/${order}/sign
= 200
	state = signed
	signed_by_name = 周主管
	obligations[kind=sign].state = met
POST /api/v1/orders/${order}/start
= 200
POST /api/v1/orders/${order}/finish
	{"result": "12 套空置房已巡查"}
= 200
	state = done
	actions lacks sign
POST /api/v1/orders/${order}/confirm
= 403
as director
GET /api/v1/orders?state=mine
= 200
	items count 1
	items.0.duty = 确认
POST /api/v1/orders/${order}/confirm
= 200
	state = confirmed
	events[action=confirm].actor_name = 林主任

== an order is sent back with a reason and only who may issue orders issues one
as director
POST /api/v1/orders
	{"text": "检查消防通道", "undertaker": "${super}", "due_at": "${now+3d}"}
= 201
	id -> order
as super
POST /api/v1/orders/${order}/return
= 422
	error.fields.reason ~ .
POST /api/v1/orders/${order}/return
	{"reason": "归秩序维护"}
= 200
	state = returned
	reason = 归秩序维护
as desk
POST /api/v1/orders
	{"text": "x", "undertaker": "${super}", "due_at": "${now+3d}"}
= 403
as director
POST /api/v1/orders
	{"text": "检查消防通道", "undertaker": "${super}", "due_at": "${now-1h}"}
= 422
	error.fields.due_at ~ .

== 11 (g) 2: a shift with open items is not handed over with an empty list; who signs owns them all
as desk2
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-501", "text": "厨房水龙头漏水"}
= 201
	id -> one
	number -> one_number
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-502", "text": "灯不亮"}
= 201
	id -> two
POST /api/v1/requests/${one}/dispatch
	{"assignee": "${desk}"}
= 200
POST /api/v1/requests/${two}/dispatch
	{"assignee": "${desk}"}
= 200
as director
POST /api/v1/orders
	{"text": "整理前台资料", "undertaker": "${desk}", "due_at": "${now+3d}"}
= 201
	id -> order
	number -> order_number
as desk
POST /api/v1/handovers
	{"to": "${desk2}", "items": []}
= 422
	error.fields.items has 3 项
	error.fields.items has ${one_number}
	error.fields.items has ${order_number}
GET /api/v1/handovers/new
= 200
	items count 3
POST /api/v1/handovers
	{"to": "${desk2}", "remark": "3-2-501 业主晚上七点后在家", "keys": 4, "receipts": 12, "cash": "150.00",
	 "items": [{"subject": "request", "id": "${one}"}, {"subject": "request", "id": "${two}"}]}
= 422
	error.fields.items has ${order_number}
POST /api/v1/handovers
	{"to": "${desk2}", "remark": "3-2-501 业主晚上七点后在家", "keys": 4, "receipts": 12, "cash": "150.00",
	 "items": [{"subject": "request", "id": "${one}"}, {"subject": "request", "id": "${two}"},
	           {"subject": "order", "id": "${order}"}]}
= 201
	id -> handover
	state = open
	item_count = 3
	cash_fen = 15000
	obligations[kind=accept].owner_name = 周前台
	obligations[kind=accept].due_at is 30m after opened_at

== what was handed over is not worked on before it is signed for
as desk2
GET /api/v1/shifts
= 200
	waiting.id = ${handover}
	waiting.from_name = 李前台
POST /api/v1/requests/${one}/arrive
= 409
	error.message has 李前台
as desk
POST /api/v1/handovers/${handover}/accept
= 403
as desk2
POST /api/v1/handovers/${handover}/accept
= 200
	state = accepted
	state_label = 已交接
	events[action=accept].actor_name = 周前台
GET /api/v1/requests/${one}
= 200
	assignee_name = 周前台
	obligations[kind=arrive].owner_name = 周前台
	events[action=hand].note = 李前台 → 周前台
GET /api/v1/orders/${order}
= 200
	undertaker_name = 周前台
	obligations[kind=sign].owner_name = 周前台
POST /api/v1/requests/${one}/arrive
= 200
as desk
GET /api/v1/handovers/new
= 200
	items count 0

== a note of the shift is shown on the workbench
as desk
POST /api/v1/shifts/notes
	{"text": "东门道闸已报修"}
= 201
	text = 东门道闸已报修
	created_by_name = 李前台
GET /api/v1/
= 200
	notes.0.text = 东门道闸已报修
POST /api/v1/shifts/notes
	{"text": "  "}
= 422

== the roster is kept by who may, and shows its gaps
as super
POST /api/v1/roster
	{"day": "2099-01-05", "band": "day", "role": "front_desk", "account": "${desk}"}
= 422
	error.fields.until ~ .
GET /api/v1/roster
= 200
	items count 0
	gaps.20.band = night
	week -> monday
as desk
POST /api/v1/roster
	{"day": "${monday}", "band": "day", "role": "front_desk", "account": "${desk}"}
= 403

== the daily report counts the day; without a case there is no rate
as director
GET /api/v1/daily
= 200
	running = true
	kinds[kind=repair].received = 2
	all.on_time ~ %$
GET /api/v1/daily?day=2020-01-01
= 200
	running = false
	all.on_time = null
	people count 0
GET /api/v1/daily?day=2099-01-01
= 422

== outside bodies are kept by the supervisor; the emergency numbers are always there
as super
POST /api/v1/agencies
	{"kind": "power", "name": "城南供电所", "phone": "0551-6500 1234", "contact": "张工"}
= 201
	id -> agency
	kind_label = 供电
	version -> version
as desk
GET /api/v1/agencies
= 200
	items count 1
	items.0.phone = 0551-6500 1234
	emergency[phone=119].name = 火警
POST /api/v1/agencies
	{"kind": "water", "name": "x", "phone": "123"}
= 403
as super
POST /api/v1/agencies/${agency}
	{"phone": "95598", "version": "${version}"}
= 200
	phone = 95598
	name = 城南供电所
POST /api/v1/agencies/${agency}
	{"phone": "1", "version": "${version}"}
= 422
POST /api/v1/agencies/${agency}/retire
= 200
GET /api/v1/agencies
= 200
	items count 0
