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

== scenario 2 g 2: another time needs the time the owner was told; a second change needs the supervisor
as director
POST /api/v1/promises
	{"room": "3-2-501", "person_name": "王秀兰", "content": "2-5 层楼道灯修好", "due_at": "${now+2d}"}
= 201
	number ~ ^CN
	state = open
	obligations[kind=keep].state = open
	holder_name = 林主任
	id -> promise
POST /api/v1/promises/${promise}/move
	{"due_at": "${now+3d}", "told_way": "phone", "reason": "灯管没到"}
= 422
	error.fields.told_at ~ .
POST /api/v1/promises/${promise}/move
	{"due_at": "${now+3d}", "told_at": "${now}", "told_way": "phone", "reason": "灯管没到"}
= 200
	state = moved
	state_label = 已改期
	moves = 1
as desk
POST /api/v1/promises/${promise}/move
	{"due_at": "${now+4d}", "told_at": "${now}", "told_way": "phone", "reason": "还没到"}
= 403
POST /api/v1/promises/${promise}/break
= 409

== the first asked hands a promise over, and follows it up until it is accepted
as director
POST /api/v1/promises/${promise}/hand_over
	{"to": "${desk2}", "remark": "前台跟一下"}
= 200
	offered_name = 周前台
	holder_name = 林主任
	obligations[kind=accept].state = open
as desk
POST /api/v1/promises/${promise}/accept
= 403
as desk2
POST /api/v1/promises/${promise}/accept
= 200
	holder_name = 周前台
POST /api/v1/promises/${promise}/keep
= 422
	error.fields.evidence ~ .
POST /api/v1/promises/${promise}/keep
	{"evidence": "灯已亮，业主看过"}
= 200
	state = kept
	actions count 0
POST /api/v1/promises/${promise}/move
	{"due_at": "${now+4d}", "told_at": "${now}", "told_way": "phone", "reason": "x"}
= 409

== a promise stands in the time line of its household and in the month's rate
as desk
GET /api/v1/households/3-2-501
= 200
	timeline[kind=promise].number ~ ^CN
	timeline[kind=promise].state = 已兑现
GET /api/v1/promises?state=kept
= 200
	items.0.id = ${promise}
GET /api/v1/promises?state=nonsense
= 422
	error.fields.state ~ .
GET /api/v1/promises/rate?month=2020-01
= 200
	all.due = 0
	all.rate = 无数据
GET /api/v1/promises/rate?month=2020
= 422
	error.fields.month ~ .

== what a person chose is kept, and respected only with consent where the law asks for it
as desk
POST /api/v1/households/3-2-501/people/${owner}/preference
	{"address": "王老师", "hours_from": "18:00", "hours_until": "20:00", "no_disturb": "1", "health": "高血压"}
= 422
	error.fields.health ~ .
POST /api/v1/households/3-2-501/people/${owner}/consent
	{"kind": "health", "how": "书面"}
= 200
	consents.0.kind = health
POST /api/v1/households/3-2-501/people/${owner}/preference
	{"address": "王老师", "hours_from": "18:00", "hours_until": "20:00", "no_disturb": "1", "health": "高血压"}
= 200
	preference.address = 王老师
	preference.no_disturb = true
	preference.health = 高血压
POST /api/v1/households/3-2-501/people/${owner}/consent
	{"kind": "health", "withdraw": "1"}
= 200
	preference.health is empty
POST /api/v1/households/3-2-501/people/${owner}/consent
	{"kind": "lottery", "how": "书面"}
= 422
	error.fields.kind ~ .

== the list of whom to get in touch with answers with cover and contact hours
GET /api/v1/outreach
= 200
	items count 0
	cover.households >= 1
	cover.silent >= 0
	hours_until ~ :
GET /api/v1/outreach?reason=nonsense
= 422
	error.fields.reason ~ .
GET /api/v1/outreach/1
= 404

== scenario 2 g 3: a water stop told less than a day ahead needs the director's reason
as desk
POST /api/v1/announcements
	{"kind": "water", "title": "3 栋停水", "area": "3栋", "text": "水箱清洗，请提前储水", "way": "print",
	 "effective_from": "${now+5h}", "effective_to": "${now+9h}"}
= 201
	number ~ ^GG
	state = draft
	warning has 24 小时
	id -> stop
POST /api/v1/announcements/${stop}/send
	{"short_reason": "来不及"}
= 403
as director
POST /api/v1/announcements/${stop}/send
= 422
	error.fields.short_reason ~ .
POST /api/v1/announcements/${stop}/send
	{"short_reason": "水厂临时通知"}
= 200
	state = sent
	recipients >= 1
	delivered = 0
	obligations[kind=deliver].state = open
	deliveries.0.state ~ pending|skipped

== each household is told by hand, and the share says how many
as desk
POST /api/v1/announcements/${stop}/told
	{"way": "door"}
= 200
	share = 100.0%
POST /api/v1/announcements/${stop}/end
= 200
	state = ended
	obligations[kind=deliver].state = met
GET /api/v1/announcements?kind=water
= 200
	items.0.id = ${stop}
GET /api/v1/announcements?kind=nonsense
= 422
	error.fields.kind ~ .

== an area that is nowhere, an end before the beginning and an outage without a time are refused by name
POST /api/v1/announcements
	{"kind": "fee", "title": "费用", "area": "99栋", "text": "x", "way": "print"}
= 422
	error.fields.area ~ 99
POST /api/v1/announcements
	{"kind": "water", "title": "停水", "text": "x", "way": "print"}
= 422
	error.fields.effective_from ~ .
POST /api/v1/announcements
	{"kind": "weather", "title": "台风", "text": "x", "way": "print", "effective_from": "${now+5h}",
	 "effective_to": "${now+2h}"}
= 422
	error.fields.effective_to ~ .
