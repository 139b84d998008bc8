# 待办: everything owed on one board, waived by two people, deputies.

== A repair's duties stand on the board with number, title and room
as desk
POST /api/v1/contacts
	{"channel": "phone", "phone": "13812345612", "room": "3-2-501", "text": "厨房水管漏水",
	 "kind": "repair"}
= 201
	matters.0.id -> repair
GET /api/v1/obligations?subject=request
= 200
	items[kind=dispatch].title has 厨房水管漏水
	items[kind=dispatch].room = 3-2-501
	items[kind=dispatch].number ~ ^BX
	items[kind=dispatch].setting = requests.dispatch_minutes
	items[kind=finish].ladder = engineering
	items[kind=dispatch].id -> duty
GET /api/v1/obligations?view=everything
= 422
	error.fields.view has everything

== A duty is waived by one who asks and another who agrees
as desk
POST /api/v1/obligations/${duty}/waive
	{}
= 422
	error.fields.reason ~ .
POST /api/v1/obligations/${duty}/waive
	{"reason": "业主自己修好了"}
= 200
	waive_reason = 业主自己修好了
	state = open
POST /api/v1/obligations/${duty}/agree
= 403
as director
GET /api/v1/obligations/${duty}
= 200
	actions.0 = agree
POST /api/v1/obligations/${duty}/agree
= 200
	state = waived
	events[action=agree].note = 业主自己修好了
POST /api/v1/obligations/${duty}/agree
= 409

== Nothing closes while a duty is open, whoever tries
as desk
POST /api/v1/requests/${repair}/close
= 409

== Who is away names a deputy for himself; for another it takes the right to
as desk
GET /api/v1/deputies
= 200
	items count 0
POST /api/v1/deputies
	{"deputy_id": "${guard1}", "until_on": "2020-01-01", "reason": "年假"}
= 422
	error.fields.until_on ~ .
