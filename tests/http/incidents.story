# 事件: no water in a whole building; one incident, everybody who called is told.

== an open incident that covers the room is offered with the caller
as desk
POST /api/v1/incidents
	{"kind": "water", "title": "3 栋停水", "areas": "3", "text": "市政管网抢修",
	 "expected_at": "${now+5h}"}
= 201
	id -> water
	number ~ ^SJ
	state = open
	areas = 3
	obligations[kind=restore].due_at ~ .
GET /api/v1/callers/13812345612
= 200
	incidents.0.id = ${water}

== a call about it is attached as a reporter, and no repair comes of it
POST /api/v1/contacts
	{"channel": "phone", "phone": "13812345612", "text": "家里没水", "kind": "repair",
	 "incident": "${water}"}
= 201
	matters count 0
	incident = ${water}
	id -> call
POST /api/v1/contacts
	{"channel": "phone", "phone": "13812345612", "text": "还没水吗", "incident": "${water}"}
= 201
GET /api/v1/incidents/${water}
= 200
	reporters = 1
	persons.0.times = 2
	links count 2

== a repair that was registered before is joined to it
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-502", "person_name": "李强", "phone": "13700001111",
	 "text": "没水"}
= 201
	id -> repair
POST /api/v1/requests/${repair}/incident
	{"incident": "${water}"}
= 200
	incident = ${water}
GET /api/v1/incidents/${water}
= 200
	reporters = 2
	links[subject=request].subject_id = ${repair}

== it closes only when all of them were told
POST /api/v1/incidents/${water}/end
	{"result": "已恢复供水"}
= 200
	state = ended
	untold = 2
	obligations[kind=restore].state = met
	persons.0.id -> first
POST /api/v1/incidents/${water}/close
= 409
	error.message ~ 告知
POST /api/v1/incidents/${water}/told
	{"reporter": "${first}", "way": "phone"}
= 200
	untold = 1
POST /api/v1/incidents/${water}/close
= 409
POST /api/v1/incidents/${water}/told
	{"way": "message"}
= 200
	untold = 0
POST /api/v1/incidents/${water}/close
= 200
	state = closed
GET /api/v1/incidents?state=open
= 200
	total = 0

== pages: the list, the incident, the form that attaches
GET /incidents
= 200
	body has 3 栋停水
GET /incidents/${water}
= 200
	body has 市政管网抢修
GET /contacts/new?incident=${water}&phone=13812345612
= 200
	body has name="incident"
