# 求助: document 15, acceptance scenarios 15 (g). A 24-hour service: no clock waits for the office.

== 15 (g) 1: a patient for the hospital gets two guards at once and an answer due in 5 minutes
as desk
POST /api/v1/contacts
	{"channel": "phone", "phone": "13500004444", "room": "5-1-1801", "text": "丈夫胸口痛",
	 "kind": "help", "help_class": "patient"}
= 422
	error.fields.wish ~ 送医院
POST /api/v1/contacts
	{"channel": "phone", "phone": "13500004444", "room": "5-1-1801", "text": "丈夫胸口痛",
	 "kind": "help", "help_class": "patient", "wish": "hospital"}
= 201
	matters.0.id -> help
	matters.0.number ~ ^QZ
GET /api/v1/requests/${help}
= 200
	help_class_label = 急救病人
	wish = hospital
	obligations[kind=answer].due_at is 5m after received_at
	obligations[kind=arrive].due_at is 4m after received_at
	obligations[kind=arrive].state = open
	obligations[kind=arrive].working = false
	obligations[kind=arrive].post_id != 0
POST /api/v1/requests/${help}/send
	{"helpers": ["${guard1}"]}
= 422
	error.fields.helpers ~ 2
POST /api/v1/requests/${help}/send
	{"helpers": ["${guard1}", "${guard1}"]}
= 422
POST /api/v1/requests/${help}/send
	{"helpers": ["${guard1}", "${guard2}"]}
= 200
	state = handling
	obligations[kind=answer].state = met
	events[action=send].note ~ 孙队员.*马队员
as guard1
POST /api/v1/requests/${help}/arrive
= 200
	obligations[kind=arrive].state = met
as desk
POST /api/v1/requests/${help}/finish
	{"result": "送到市医院，家属陪同，队员返回"}
= 200
	state = handled
POST /api/v1/requests/${help}/close
= 200
	state = closed

== 15 (g) 2: an answer that nobody gave stays owed, with its arithmetic, and is not met by closing
POST /api/v1/requests
	{"kind": "help", "help_class": "other", "room": "3-2-501", "text": "快递柜打不开"}
= 201
	id -> help
	obligations[kind=answer].due_at is 5m after received_at
	obligations[kind=answer].arithmetic has 5
	actions lacks close
POST /api/v1/requests/${help}/close
= 409
	error.code = conflict
GET /api/v1/obligations?state=open
= 200
	items[subject_id=${help}].kind = answer
	items[subject_id=${help}].overdue = false

== 15 (g) 2: a request entered late is overdue from the time it was made
POST /api/v1/requests
	{"kind": "help", "help_class": "other", "room": "3-2-501", "text": "停电时的来电",
	 "received_at": "${now-2h}"}
= 201
	id -> late
	obligations[kind=answer].due_at is 5m after received_at
	obligations[kind=answer].overdue = true
POST /api/v1/requests/${late}/answer
	{"text": "已请厂家处理"}
= 200
	state = answered
	obligations[kind=answer].state = late
GET /api/v1/obligations?state=overdue
= 200
	body lacks "subject_id":"${help}"

== 15 (g) 3: a leaking pipe becomes a repair of the same caller, and the help call waits for it
POST /api/v1/requests
	{"kind": "help", "help_class": "repair", "room": "3-2-501", "person_name": "王秀兰",
	 "phone": "13812345612", "text": "水管漏水"}
= 201
	id -> help
POST /api/v1/requests/${help}/turn
	{"kind": "repair", "urgency": "urgent"}
= 200
	state = handling
	children count 1
	children.0.id -> repair
	children.0.kind = repair
	children.0.room = 3-2-501
	children.0.person_name = 王秀兰
	children.0.parent_id = ${help}
POST /api/v1/requests/${help}/finish
	{"result": "转维修"}
= 200
	state = handled
POST /api/v1/requests/${help}/close
= 409
	error.message ~ BX
POST /api/v1/requests/${repair}/dispatch
	{"assignee": "${tech}"}
= 200
as tech
POST /api/v1/requests/${repair}/arrive
= 200
POST /api/v1/requests/${repair}/finish
	{"result": "换三通"}
= 200
POST /api/v1/requests/${repair}/sign
	{"signed_by": "王秀兰"}
= 200
as desk
POST /api/v1/requests/${repair}/close
= 200
POST /api/v1/requests/${help}/close
= 200
	state = closed

== 15 (g) 4: a theft closes only with the guard leader's text, the director's sight and 110 or why not
as desk
POST /api/v1/requests
	{"kind": "help", "help_class": "crime", "room": "5-1-1802", "text": "电动车被偷"}
= 201
	id -> theft
	obligations[kind=arrive].due_at is 4m after received_at
POST /api/v1/requests/${theft}/send
	{"helpers": ["${guard1}"]}
= 200
as guard1
POST /api/v1/requests/${theft}/arrive
= 200
as desk
POST /api/v1/requests/${theft}/finish
	{"result": "现场已保护，录像已调取"}
= 200
	state = handled
POST /api/v1/requests/${theft}/close
= 409
	error.message ~ 处理意见
POST /api/v1/requests/${theft}/security
	{"text": "我自己写的"}
= 403
as chief
POST /api/v1/requests/${theft}/security
	{"text": "加派夜巡，交派出所"}
= 200
as desk
POST /api/v1/requests/${theft}/close
= 409
	error.message ~ 阅示
as director
POST /api/v1/requests/${theft}/sight
	{"text": "同意"}
= 200
as desk
POST /api/v1/requests/${theft}/close
= 409
	error.message ~ 110
POST /api/v1/requests/${theft}/police
	{"no_police_reason": "失主要求自行处理"}
= 200
POST /api/v1/requests/${theft}/close
= 200
	state = closed

== 15 (g) 5: what the office does not do goes to a named contact before it is closed
as desk
POST /api/v1/requests
	{"kind": "help", "help_class": "other", "room": "3-2-502", "text": "想做婚姻咨询"}
= 201
	id -> help
POST /api/v1/requests/${help}/answer
	{"text": "本处没有这项服务，帮您联系社区"}
= 200
POST /api/v1/requests/${help}/finish
	{"result": "不属服务范围", "outcome": "declined"}
= 200
POST /api/v1/requests/${help}/close
= 409
	error.message ~ 外部机构
POST /api/v1/requests/${help}/refer
	{"refer_name": "社区家事调解室"}
= 422
	error.fields.refer_phone ~ .
POST /api/v1/requests/${help}/refer
	{"refer_name": "社区家事调解室", "refer_phone": "0755-12345678"}
= 200
POST /api/v1/requests/${help}/close
= 200
	state = closed
