# 我的任务: who is sent sees what is his, takes the next step, and has it signed for on the phone.

== a job is on the list of who is sent there, the soonest first, and on nobody else's
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-501", "text": "厨房水管漏水", "person_name": "王秀兰"}
= 201
	id -> job
POST /api/v1/requests/${job}/dispatch
	{"assignee": "${tech}"}
= 200
as tech
GET /api/v1/jobs
= 200
	items.0.id = ${job}
	items.0.actions has arrive
as tech2
GET /api/v1/jobs
= 200
	items count 0
as guard1
GET /api/v1/jobs
= 200
	items count 0
as nobody
GET /api/v1/jobs
= 401

== the owner signs with a finger: the picture lies with the request, and the step is taken once
as tech
POST /api/v1/requests/${job}/arrive
	{}
= 200
POST /api/v1/requests/${job}/receipt
	@file signature sign.png image/png tests/http/photo.png
= 409
GET /api/v1/requests/${job}
= 200
	attachments count 0
POST /api/v1/requests/${job}/finish
	{"result": "换了角阀"}
= 200
POST /api/v1/requests/${job}/receipt?signed_by=王秀兰
	@file signature sign.png image/png tests/http/photo.png
= 200
	state = signed
	signed_by = 王秀兰
	attachments count 1
	attachments.0.name has 业主签名
GET /api/v1/jobs
= 200
	items count 0
as tech2
POST /api/v1/requests/${job}/receipt?signed_by=别人
	@file signature sign.png image/png tests/http/photo.png
= 409
