# 来电、来访、来信: everything is logged; one call may be several matters.

== the card of a caller shows who, the rooms, what is open and the last calls
as desk
POST /api/v1/contacts
	{"channel": "phone", "phone": "13812345612", "rings": 3, "text": "厨房灯坏了",
	 "kind": "repair"}
= 201
	room = 3-2-501
	person_name = 王秀兰
	rings = 3
	matters count 1
	matters.0.id -> repair
GET /api/v1/callers/13812345612
= 200
	known = true
	people.0.name = 王秀兰
	people.0.room = 3-2-501
	open count 1
	open.0.id = ${repair}
	contacts.0.text = 厨房灯坏了
	body lacks 13812345612
GET /api/v1/callers/138%201234%205612
= 200
	known = true

== a number of several rooms names them all and fills in none
GET /api/v1/callers/13500004444
= 200
	people count 2
	people[room=5-1-1801].name = 孙丽
	people[room=5-1-1802].name = 孙丽
POST /api/v1/contacts
	{"channel": "phone", "phone": "13500004444", "text": "问停车费"}
= 201
	room is empty

== an unknown number is a card too
GET /api/v1/callers/13111112222
= 200
	known = false
	people count 0
GET /api/v1/callers/abc
= 200
	known = false
	found count 0

== one call of four matters: each has its kind, its number and its clock
POST /api/v1/contacts
	{"channel": "visit", "room": "3-2-1201", "text": "来访，四件事",
	 "matters": [{"kind": "repair", "text": "灯"}, {"kind": "repair", "text": "锁"},
	             {"kind": "praise", "text": "表扬陈师傅"}, {"kind": "complaint", "text": "楼上太吵"}]}
= 201
	matters count 4
	matter_count = 4
	matters[kind=praise].number ~ ^BY
	matters[kind=complaint].number ~ ^TS
	matters[kind=complaint].state = new

== a contact without work is a line of the log
POST /api/v1/contacts
	{"channel": "letter", "person_name": "匿名", "text": "谢谢大家"}
= 201
	matters count 0
	handling = answered
	matter_count = 0

== nothing is half done: one wrong matter and there is no contact
GET /api/v1/contacts?page_size=1
= 200
	items.0.id -> last
POST /api/v1/contacts
	{"channel": "phone", "room": "3-2-501", "text": "两件事",
	 "matters": [{"kind": "repair", "text": "灯"}, {"kind": "help", "text": "没有类别"}]}
= 422
	error.fields.help_class ~ .
GET /api/v1/contacts?page_size=1
= 200
	items.0.id = ${last}

== a call without words, channel or sense is refused by name
POST /api/v1/contacts
	{"channel": "phone"}
= 422
	error.fields.text ~ .
POST /api/v1/contacts
	{"channel": "pigeon", "text": "x"}
= 422
	error.fields.channel ~ .
POST /api/v1/contacts
	{"channel": "phone", "rings": 200, "text": "x"}
= 422
	error.fields.rings ~ .
POST /api/v1/contacts
	{"channel": "phone", "phone": "12ab", "text": "x"}
= 422
	error.fields.phone ~ .
POST /api/v1/contacts
	{"channel": "phone", "text": "x", "received_at": "2026-02-30 10:00"}
= 422
	error.fields.received_at ~ .
POST /api/v1/contacts
	{"channel": "phone", "text": "x", "received_at": "${now+1d}"}
= 422
	error.fields.received_at ~ .

== an unknown room is refused with the nearest ones
POST /api/v1/contacts
	{"channel": "phone", "room": "3-2-1203", "text": "x", "kind": "repair"}
= 422
	error.code = invalid
	error.fields.room ~ 3-2-120[12]

== the household file tells the whole story
GET /api/v1/households/3-2-501
= 200
	room = 3-2-501
	people[name=王秀兰].relation = owner
	people[name=李建国].relation = family
	open[id=${repair}].kind = repair
	contacts[text=厨房灯坏了].channel = phone
	body lacks 13812345612
GET /api/v1/households/３栋２单元５０１
= 200
	room = 3-2-501
GET /api/v1/households/9-9-909
= 404
	error.code = not_found
GET /api/v1/households?q=wxl
= 200
	items[room=3-2-501].room = 3-2-501
GET /api/v1/households?q=sxm
= 200
	items.0.room = 3-2-1201
GET /api/v1/households?q=5612
= 200
	items.0.room = 3-2-501

== the log of contacts goes into a sheet as it is shown, with its filter and masked numbers
as director
POST /api/v1/people
	{"login": "chief3", "name": "周主管", "role": "supervisor"}
= 201
run token --user chief3
	body find ([^[:space:]]+) -> token_chief3
as chief3
GET /api/v1/exports/contacts?channel=visit&format=csv
= 200
	body has 联系时间
	body has 来访
	body lacks ,电话,
	body lacks 13812345612
GET /api/v1/exports/contacts?channel=pigeon&format=csv
= 422
GET /api/v1/exports/calls?format=csv
= 200
	body has 来电时间
as tech
GET /api/v1/exports/contacts?format=csv
= 403
