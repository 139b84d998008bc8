# 报修: document 16, acceptance scenarios 16 (g).

== 16 (g) 1: an urgent repair of 75.00 with labour and material is signed and paid by debit
as desk
POST /api/v1/contacts
	{"channel": "phone", "phone": "13812345612", "room": "3-2-501", "rings": 2,
	 "text": "跳闸", "kind": "repair", "urgency": "urgent"}
= 201
	matters count 1
	matters.0.id -> repair
	matters.0.number ~ ^BX[0-9]{8}-[0-9]{4}$
	matters.0.room = 3-2-501
	matters.0.state = new
GET /api/v1/requests/${repair}
= 200
	state_label = 待受理
	actions has dispatch
	obligations[kind=arrive].due_at is 15m after received_at
	obligations[kind=arrive].working = false
	obligations[kind=arrive].arithmetic has 15
	obligations[kind=dispatch].due_at is 10m after received_at
POST /api/v1/requests/${repair}/dispatch
	{"assignee": "${tech}"}
= 200
	state = dispatched
	assignee_name = 陈师傅
	obligations[kind=dispatch].state = met
as tech
POST /api/v1/requests/${repair}/arrive
= 200
	state = arrived
	obligations[kind=arrive].state = met
	actions has finish
POST /api/v1/requests/${repair}/quote
	{"quote": "75.00", "agreed_by": "王秀兰"}
= 200
	quote = 75.00
POST /api/v1/requests/${repair}/finish
	{"result": "更换空开", "labour": "30.00",
	 "materials": [{"name": "空开", "quantity": "1", "price": "45.00"}]}
= 200
	state = finished
	material = 45.00
	labour_fen = 3000
	total = 75.00
	total_fen = 7500
	materials count 1
	materials.0.name = 空开
	materials.0.sum = 45.00
	obligations[kind=finish].state = met
POST /api/v1/requests/${repair}/sign
	{"signed_by": "王秀兰"}
= 422
	error.fields.pay_way ~ 付款
POST /api/v1/requests/${repair}/sign
	{"signed_by": "王秀兰", "pay_way": "debit"}
= 200
	state = signed
	pay_way = debit
	pay_way_label = 托收
	obligations[kind=sign].state = met
	obligations[kind=close].state = open
	obligations[kind=close].due_at is 48h after signed_at
as desk
POST /api/v1/requests/${repair}/close
= 200
	state = closed
	events[action=open].to_state = new
	events[action=arrive].actor_name = 陈师傅
	events[action=close].from_state = signed

== 16 (g) 2: the leader answers a technical review within 30 minutes of its asking
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-502", "text": "卫生间渗水"}
= 201
	id -> repair
POST /api/v1/requests/${repair}/dispatch
	{"assignee": "${tech}"}
= 200
as tech
POST /api/v1/requests/${repair}/arrive
= 200
POST /api/v1/requests/${repair}/review
	{"reason": "要凿开防水层"}
= 200
	state = in_review
	obligations[kind=review].due_at is 30m after obligations[kind=review].started_at
	obligations[kind=review].state = open
POST /api/v1/requests/${repair}/reviewed
	{"text": "可以"}
= 403
	error.code = forbidden
as leader
POST /api/v1/requests/${repair}/reviewed
	{"text": "按规范做，明天带防水料"}
= 200
	state = arrived
	obligations[kind=review].state = met

== 16 (g) 3: three items in one call of a steward become three records with their own clocks
as desk
POST /api/v1/contacts
	{"channel": "phone", "phone": "13700002222", "room": "3-2-1201", "source": "steward",
	 "text": "管家一次报三件事",
	 "matters": [{"kind": "repair", "urgency": "urgent", "text": "厨房漏水"},
	             {"kind": "enquiry", "text": "装修要交什么材料"},
	             {"kind": "suggestion", "text": "大堂加一把伞架"}]}
= 201
	id -> contact
	number -> call
	matters count 3
	matters[kind=repair].id -> repair
	matters[kind=repair].source = steward
	matters[kind=repair].contact_id = ${contact}
	matters[kind=enquiry].number ~ ^ZX
	matters[kind=suggestion].number ~ ^JY
	matters[kind=suggestion].contact_id = ${contact}
GET /api/v1/contacts/${contact}
= 200
	number = ${call}
	matter_count = 3
	matters count 3
GET /api/v1/requests/${repair}
= 200
	obligations[kind=arrive].due_at is 15m after received_at

== 16 (g) 5: the owner's own tap costs nothing and says that the part is not ours
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-1202", "text": "换水龙头"}
= 201
	id -> repair
POST /api/v1/requests/${repair}/dispatch
	{"assignee": "${tech}"}
= 200
as tech
POST /api/v1/requests/${repair}/arrive
= 200
POST /api/v1/requests/${repair}/finish
	{"result": "装好业主自备的龙头", "labour_fen": 2000,
	 "materials": [{"name": "龙头", "quantity": "1", "price": "88.00", "owner_supplied": true}]}
= 200
	material_fen = 0
	total = 20.00
	materials.0.owner_supplied = true
	materials.0.price = 0.00
	materials.0.sum_fen = 0

== a repair costs more than was told only with the owner's word
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-502", "text": "门锁"}
= 201
	id -> repair
POST /api/v1/requests/${repair}/dispatch
	{"assignee": "${tech}"}
= 200
as tech
POST /api/v1/requests/${repair}/arrive
= 200
POST /api/v1/requests/${repair}/quote
	{"quote_fen": 5000, "agreed_by": "赵敏"}
= 200
POST /api/v1/requests/${repair}/finish
	{"result": "换锁芯", "labour": "60.00"}
= 422
	error.fields.over_quote_reason ~ 报价
GET /api/v1/requests/${repair}
= 200
	state = arrived
	materials count 0

== waiting for parts stops the clocks and says why; going on starts them again
POST /api/v1/requests/${repair}/wait
	{"reason": "等锁芯"}
= 422
	error.fields.promised_at ~ .
POST /api/v1/requests/${repair}/wait
	{"reason": "等锁芯", "promised_at": "${now+3d}"}
= 200
	state = waiting
	waiting_reason = 等锁芯
	obligations[kind=finish].pause_reason = 等锁芯
	obligations[kind=finish].paused_at ~ ^20
POST /api/v1/requests/${repair}/resume
= 200
	state = arrived

== work that was not right is done again: its clock begins anew and the first bill falls away
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-502", "text": "水龙头又漏了"}
= 201
	id -> again
POST /api/v1/requests/${again}/dispatch
	{"assignee": "${tech}"}
= 200
as tech
POST /api/v1/requests/${again}/arrive
= 200
POST /api/v1/requests/${again}/finish
	{"result": "换垫圈", "labour": "20.00"}
= 200
	obligations[kind=sign].state = open
	obligations[kind=sign].owner_name = 陈师傅
as desk
POST /api/v1/requests/${again}/redo
= 422
	error.fields.reason ~ .
POST /api/v1/requests/${again}/redo
	{"reason": "还在滴水"}
= 200
	state = arrived
	redone = 1
	total_fen = 0
	obligations[kind=sign].state = cancelled
	obligations.4.kind = finish
	obligations.4.state = open

== without the owner's signature there is a reason
POST /api/v1/requests/${repair}/finish
	{"result": "换锁芯", "labour": "50.00"}
= 200
POST /api/v1/requests/${repair}/sign
= 422
	error.fields.signed_by ~ .
POST /api/v1/requests/${repair}/sign
	{"unsigned_reason": "业主不在家，电话同意"}
= 200
	state = signed
	unsigned_reason = 业主不在家，电话同意

== a step that the state does not allow is refused with what may be done now
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-502", "text": "灯不亮"}
= 201
	id -> repair
	version -> version
POST /api/v1/requests/${repair}/sign
	{"signed_by": "赵敏"}
= 409
	error.code = conflict
	error.message ~ 派单
GET /api/v1/requests/${repair}
= 200
	state = new
	version = ${version}
POST /api/v1/requests/${repair}/fly
= 404

== the desk does not send itself, nor somebody of nowhere
POST /api/v1/requests/${repair}/dispatch
	{"assignee": "${desk}"}
= 422
	error.fields.assignee ~ .
POST /api/v1/requests/${repair}/dispatch
	{"assignee": "12345"}
= 422
	error.fields.assignee ~ .
POST /api/v1/requests/${repair}/dispatch
= 422
	error.fields.assignee ~ .

== a worker does not mark what is another's
POST /api/v1/requests/${repair}/dispatch
	{"assignee": "${tech}"}
= 200
as tech2
POST /api/v1/requests/${repair}/arrive
= 403
	error.message ~ 陈师傅

== cancelling needs a reason and ends the clocks
as desk
POST /api/v1/requests/${repair}/cancel
= 422
	error.fields.reason ~ .
POST /api/v1/requests/${repair}/cancel
	{"reason": "业主自己修好了"}
= 200
	state = cancelled
	obligations[kind=arrive].state = cancelled
	actions count 0
POST /api/v1/requests/${repair}/dispatch
	{"assignee": "${tech}"}
= 409

== a wrong room is corrected with a line in the story of the matter
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-502", "text": "窗户漏风"}
= 201
	id -> repair
as tech
POST /api/v1/requests/${repair}/correct
	{"room": "3-2-1201", "reason": "听错了"}
= 403
as desk
POST /api/v1/requests/${repair}/correct
	{"room": "3-2-1201", "reason": "听错了"}
= 200
	room = 3-2-1201
	events[action=correct].note ~ 3-2-502.*3-2-1201

== a photo is kept, served, and nothing else is
as desk
POST /api/v1/requests/${repair}/files
	@file file 窗户.png image/png tests/http/photo.png
= 200
	attachments count 1
	attachments.0.id -> photo
	attachments.0.type = image/png
GET /api/v1/requests/${repair}/files/${photo}
= 200
	header Content-Type = image/png
	header X-Content-Type-Options = nosniff
	header Content-Disposition has UTF-8''
POST /api/v1/requests/${repair}/files
	@file file photo.png image/png tests/http/README.md
= 422
	error.message ~ .

== the journal is whole after all this
run verify
