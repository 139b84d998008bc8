# Keeping in touch: contacts in both directions, promises, whom to call, notices (document 2).

== scenario 2 g 5: the end of a phone finds name and unit, masked; the whole number asks for a reason
as desk
GET /api/v1/households?q=5612
= 200
	items.0.room = 3-2-501
	items.0.name = 王秀兰
	items.0.phone = 138****5612
	body lacks 13812345612
GET /api/v1/households/3-2-501
= 200
	people[name=王秀兰].id -> owner
POST /api/v1/households/3-2-501/people/${owner}/reveal
	{"what": "phone"}
= 422
	error.fields.reason ~ .
POST /api/v1/households/3-2-501/people/${owner}/reveal
	{"what": "phone", "reason": "回电确认上门时间"}
= 200
	phone = 13812345612
as director
GET /api/v1/journal
= 200
	body has 回电确认上门时间

== a contact of ours is logged from the household file and stands in its time line
as desk
POST /api/v1/contacts
	{"direction": "out", "channel": "home", "room": "3-2-501", "person_name": "王秀兰",
	 "text": "上门看望", "mood": "unhappy", "wants": "楼道装扶手", "answer": "周五前答复"}
= 201
	direction = out
	channel_label = 上门
	mood = unhappy
	id -> ours
GET /api/v1/households/3-2-501
= 200
	timeline.0.kind = contact
	timeline.0.id = ${ours}
	timeline.0.text = 上门看望
GET /api/v1/contacts?direction=out
= 200
	items.0.id = ${ours}
GET /api/v1/contacts?direction=sideways
= 422
	error.fields.direction ~ .
POST /api/v1/contacts
	{"direction": "out", "channel": "phone", "text": "打给谁？"}
= 422
	error.fields.room ~ .

== a building has a steward's post
as desk
GET /api/v1/houses?building=3
= 200
	buildings[building=3].post_id = null
POST /api/v1/houses/3/steward
	{"post": "0"}
= 403
as director
POST /api/v1/houses/3/steward
	{"post": "0"}
= 200
POST /api/v1/houses/99/steward
	{"post": "0"}
= 404
