# 回访: document 9, over the API.

== a leak that was mended is asked about by somebody else, by telephone
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-501", "person_name": "王秀兰", "phone": "13812345612",
	 "text": "厨房漏水"}
= 201
	id -> repair
	number -> number
POST /api/v1/requests/${repair}/dispatch
	{"assignee": "${tech}"}
= 200
as tech
POST /api/v1/requests/${repair}/arrive
= 200
POST /api/v1/requests/${repair}/finish
	{"result": "换角阀"}
= 200
POST /api/v1/requests/${repair}/sign
	{"signed_by": "王秀兰"}
= 200
as desk
POST /api/v1/requests/${repair}/close
= 200
GET /api/v1/visits?due=2099-01-01
= 200
	items[subject_id=${repair}].id -> visit
	items[subject_id=${repair}].number ~ ^HF[0-9]{8}-[0-9]{4}$
	items[subject_id=${repair}].reason = leak
	items[subject_id=${repair}].state = pending
	items[subject_id=${repair}].subject_number = ${number}
GET /api/v1/visits/${visit}
= 200
	kind = repair
	actions has record
	actions has unreachable
	obligations[kind=visit].state = open
	version -> version
POST /api/v1/visits/${visit}/record
	If-Match: 99
	{"channel": "phone", "grade": "A"}
= 409
POST /api/v1/visits/${visit}/unreachable
	{"channel": "phone", "remarks": "没人接"}
= 200
	state = pending
	tries count 1
	tries.0.remarks = 没人接
as tech
POST /api/v1/visits/${visit}/record
	{"channel": "phone", "grade": "A", "remarks": "好"}
= 403
as desk
POST /api/v1/visits/${visit}/record
	{"channel": "phone", "grade": "A", "remarks": "好", "visitor": "${tech}"}
= 422
	error.fields.visitor ~ 经办人
POST /api/v1/visits/${visit}/record
	{"channel": "phone", "grade": "B", "remarks": "来得快", "attitude": "good"}
= 200
	state = in_review
	grade = B
	grade_label = 较满意
	records.0.remarks = 来得快
	records.0.visitor_name ~ .
	obligations[kind=visit].state = met
	events[action=record].note has 电话回访
POST /api/v1/visits/${visit}/review
	{"opinion": "好"}
= 403

== a plan names its households, and each is on the coverage once it was visited
as desk
POST /api/v1/visits/plans
	{"category": "director", "from_on": "2026-12-01", "until_on": "2026-12-31", "rooms": "3-2-501"}
= 403
GET /api/v1/visits/plans?year=2026
= 200
	year = 2026
GET /api/v1/visits/coverage
= 200
	target_percent = 70
GET /api/v1/visits/figures?month=2020-01
= 200
	month = 2020-01
	all.due = 0
	all.on_time_rate = null
GET /api/v1/visits/figures?month=May
= 422

== a household's time line shows its visits
GET /api/v1/households/3-2-501
= 200
	timeline[kind=visit].number ~ ^HF

== a visit at the door is signed with its picture, or waits for the signature
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-502", "person_name": "赵敏", "phone": "13700002222",
	 "text": "阳台渗水"}
= 201
	id -> repair
POST /api/v1/requests/${repair}/dispatch
	{"assignee": "${tech}"}
= 200
as tech
POST /api/v1/requests/${repair}/arrive
= 200
POST /api/v1/requests/${repair}/finish
	{"result": "补防水"}
= 200
POST /api/v1/requests/${repair}/sign
	{"signed_by": "赵敏"}
= 200
as desk
POST /api/v1/requests/${repair}/close
= 200
GET /api/v1/visits?q=3-2-502
= 200
	items count 1
	items.0.id -> visit
POST /api/v1/visits/${visit}/door?channel=visit&grade=C&remarks=还在渗
	@file signature photo.png image/png tests/http/README.md
= 422
GET /api/v1/visits/${visit}
= 200
	state = pending
POST /api/v1/visits/${visit}/door?channel=visit&grade=C&remarks=还在渗
= 200
	state = unsigned
	state_label = 待补签
	complaint_id -> complaint
POST /api/v1/visits/${visit}/signature?signed_by=赵敏
	@file signature photo.png image/png tests/http/photo.png
= 200
	state = in_review
	signed_at ~ ^20
	attachments count 1
	obligations[kind=sign].state = met
GET /api/v1/complaints/${complaint}
= 200
	origin = request
	origin_id = ${repair}
	state = new
as director
POST /api/v1/visits/${visit}/review
	{"verdict": "passed"}
= 422
POST /api/v1/visits/${visit}/review
	{"opinion": "转投诉处理"}
= 200
	state = failed
POST /api/v1/visits/${visit}/record
	{"channel": "phone", "grade": "A", "remarks": "好"}
= 409

== the same answer comes twice for one key
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-502", "phone": "13700002222", "text": "厨房漏水"}
= 201
	id -> repair
POST /api/v1/requests/${repair}/dispatch
	{"assignee": "${tech}"}
= 200
as tech
POST /api/v1/requests/${repair}/arrive
= 200
POST /api/v1/requests/${repair}/finish
	{"result": "好"}
= 200
POST /api/v1/requests/${repair}/sign
	{"signed_by": "赵敏"}
= 200
as desk
POST /api/v1/requests/${repair}/close
= 200
GET /api/v1/visits?q=3-2-502&state=pending
= 200
	items.0.id -> visit
POST /api/v1/visits/${visit}/record
	Idempotency-Key: visit-once
	{"channel": "wechat", "grade": "A", "remarks": "好"}
= 200
	state = in_review
POST /api/v1/visits/${visit}/record
	Idempotency-Key: visit-once
	{"channel": "wechat", "grade": "A", "remarks": "好"}
= 200
	records count 1

== the year's records go into a sheet, for who may export
as director
GET /api/v1/exports/visits?q=3-2-502
= 200
	header Content-Type ~ spreadsheet
as desk
GET /api/v1/exports/visits
= 403
