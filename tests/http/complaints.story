# 投诉: document 8, acceptance scenarios over HTTP, and the person complained about.

== people for the complaint procedure
as admin
POST /api/v1/people
	{"login": "zhou", "name": "周主管", "role": "supervisor"}
= 201
	id -> supervisor
run token --user zhou
	body find ([^[:space:]]+) -> token_supervisor
POST /api/v1/people
	{"login": "zhao", "name": "赵经理", "role": "engineering_manager"}
= 201
	id -> engineer
run token --user zhao
	body find ([^[:space:]]+) -> token_engineer

== 8 (g) 1: a complaint at the desk has its number and both clocks
as desk
POST /api/v1/contacts
	{"channel": "phone", "phone": "13812345612", "room": "3-2-501", "text": "电梯异响三天没人管",
	 "kind": "complaint"}
= 201
	matters count 1
	matters.0.kind = complaint
	matters.0.number ~ ^TS
	matters.0.id -> lift
GET /api/v1/complaints/${lift}
= 200
	state = new
	grade = minor
	channel = phone
	obligations[kind=reply].due_at is 24h after received_at
	obligations[kind=handle].due_at is 48h after received_at
	persons count 1
	phone ~ \*\*\*\*
GET /api/v1/callers/13812345612
= 200
	open[kind=complaint].id = ${lift}

== the steps have the names of the contract, each with its own permission
POST /api/v1/complaints/${lift}/verify
	{"validity": "valid", "reason": "属实", "grade": "minor", "cause": "equipment"}
= 403
as supervisor
POST /api/v1/complaints/${lift}/verify
	{"validity": "valid", "reason": "属实", "grade": "minor", "cause": "equipment",
	 "unit": "engineering"}
= 200
	state = judged
	validity = valid
	actions has assign
POST /api/v1/complaints/${lift}/assign
	{"assignee": "${engineer}"}
= 200
	state = handling
	assignee_name = 赵经理
as engineer
POST /api/v1/complaints/${lift}/propose
	{"proposal": "更换导靴，当晚完成"}
= 200
	state = proposed
POST /api/v1/complaints/${lift}/approve
	{"approval": "同意"}
= 403
as supervisor
POST /api/v1/complaints/${lift}/approve
	{"approval": "同意"}
= 200
	state = approved
as desk
POST /api/v1/complaints/${lift}/close
= 409
POST /api/v1/complaints/${lift}/answer
	{"answer": "导靴已更换，不再异响", "way": "phone"}
= 200
	state = answered
	obligations[kind=handle].state = met
	obligations[kind=reply].state = met
POST /api/v1/complaints/${lift}/close
	{"opinion": "satisfied"}
= 200
	state = closed
	first_closed_at -> first

== 16 (g) 6: a dissatisfied callback reopens it, and it does not close without a second visit
POST /api/v1/complaints/${lift}/reopen
	{"reason": "又响了"}
= 200
	state = handling
	reopen_count = 1
	first_closed_at = ${first}
	closed_at = null
as engineer
POST /api/v1/complaints/${lift}/propose
	{"proposal": "更换曳引轮"}
= 200
as supervisor
POST /api/v1/complaints/${lift}/approve
	{"approval": "同意"}
= 200
POST /api/v1/complaints/${lift}/answer
	{"answer": "已更换", "way": "visit"}
= 200
POST /api/v1/complaints/${lift}/close
= 409
	error.message ~ 二次回访

== the person complained about: no list, no search, no page, no file, no board, no duties, no contact
as desk
POST /api/v1/contacts
	{"channel": "phone", "phone": "13800009999", "text": "工程经理推诿扯皮", "kind": "complaint"}
= 201
	id -> call
	matters.0.id -> rude
	matters.0.number -> rude_number
as supervisor
POST /api/v1/complaints/${rude}/files
	@file file proof.png image/png tests/http/photo.png
= 200
	attachments.0.id -> proof
POST /api/v1/complaints/${rude}/verify
	{"validity": "valid", "reason": "录音属实", "grade": "important", "cause": "manner",
	 "unit": "engineering", "accused": "${engineer}"}
= 200
	accused_name = 赵经理
POST /api/v1/complaints/${rude}/assign
	{"assignee": "${engineer}"}
= 422
	error.fields.assignee ~ 被投诉人
as engineer
GET /api/v1/complaints/${rude}
= 404
GET /api/v1/complaints
= 200
	body lacks ${rude}
GET /api/v1/complaints?q=推诿
= 200
	total = 0
GET /api/v1/search?q=推诿
= 200
	complaints count 0
GET /api/v1/complaints?validity=valid&state=open
= 200
	body lacks ${rude}
GET /api/v1/complaints/${rude}/paper
= 404
GET /api/v1/complaints/${rude}/files/${proof}
= 404
POST /api/v1/complaints/${rude}/note
	{"text": "没有的事"}
= 404
GET /api/v1/contacts/${call}
= 404
GET /api/v1/contacts
= 200
	body lacks 推诿
GET /api/v1/callers/13800009999
= 200
	body lacks 推诿
GET /api/v1/obligations?state=open&page_size=100
= 200
	body lacks ${rude}
GET /complaints/${rude}
= 404
GET /complaints?state=open&order=due
= 200
	body lacks 推诿
GET /
= 200
	body lacks 推诿
as supervisor
GET /api/v1/complaints?q=推诿
= 200
	total = 1
GET /api/v1/search?q=推诿
= 200
	complaints count 1
GET /api/v1/complaints/${rude}/files/${proof}
= 200

== nor does the incident it was joined to
as desk
POST /api/v1/incidents
	{"kind": "other", "title": "工程部停工", "areas": "3"}
= 201
	id -> incident
as supervisor
POST /api/v1/complaints/${rude}/incident
	{"incident": "${incident}"}
= 200
	incident = ${incident}
GET /api/v1/incidents/${incident}
= 200
	links[subject=complaint].subject_id = ${rude}
as engineer
GET /api/v1/incidents/${incident}
= 200
	body lacks ${rude}
	links count 0

== nor does the journal tell him, when he is one of those who read it
as admin
POST /api/v1/people
	{"login": "qian", "name": "钱主管", "role": "supervisor"}
= 201
	id -> other_supervisor
run token --user qian
	body find ([^[:space:]]+) -> token_other_supervisor
as supervisor
POST /api/v1/complaints/${rude}/correct
	{"accused": "${other_supervisor}", "reason": "查明另有其人，只传内部"}
= 200
GET /api/v1/journal
= 200
	body has 只传内部
as other_supervisor
GET /api/v1/journal
= 200
	body lacks 只传内部
	body lacks ${rude}
GET /api/v1/complaints/${rude}
= 404

== nobody deletes a complaint
DELETE /api/v1/complaints/${rude}
= 422
	error.message ~ DELETE

== 8 (g) 6: complaints of one lift are one case, and closing it owes each person a reply
as desk
POST /api/v1/complaints
	{"channel": "phone", "room": "3-2-501", "phone": "13812345612", "text": "二号电梯困人"}
= 201
	id -> main
	number -> main_number
POST /api/v1/complaints
	{"channel": "committee", "room": "3-2-502", "text": "二号电梯又困人"}
= 201
	id -> other
as supervisor
POST /api/v1/complaints/${other}/merge
	{"main": "${main_number}", "reason": "同一部电梯"}
= 200
	state = merged
	main_id = ${main}
POST /api/v1/complaints/${main}/verify
	{"validity": "valid", "reason": "属实", "grade": "minor", "cause": "equipment",
	 "unit": "engineering"}
= 200
	persons count 2
	repeats.0.number ~ ^TS
POST /api/v1/complaints/${main}/assign
= 200
as engineer
POST /api/v1/complaints/${main}/propose
	{"proposal": "换门机"}
= 200
as supervisor
POST /api/v1/complaints/${main}/approve
	{"approval": "同意"}
= 200
POST /api/v1/complaints/${main}/answer
	{"answer": "已换门机", "way": "phone"}
= 200
POST /api/v1/complaints/${main}/close
= 200
	persons.0.id -> person
	persons.0.due_at is 24h after closed_at
	persons count 2
POST /api/v1/complaint-replies/${person}/told
	{"way": "phone", "text": "电梯已修好"}
= 200
	told_way = phone
POST /api/v1/complaint-replies/${person}/told
	{"way": "phone", "text": "电梯已修好"}
= 409

== the analysis of the month counts what came in, and what there is none of has no figure
GET /api/v1/complaint-reports/now
= 200
	received = 4
	valid = 3
	grades count 2
	complaint_rate = 无数据
GET /api/v1/complaint-reports/2001-01
= 200
	received = 0
	handled_rate = 无数据
	satisfaction = 无数据
GET /api/v1/complaint-reports/2001-13
= 404

== 15 (c): a help call turned into a complaint waits for it
as desk
POST /api/v1/requests
	{"kind": "help", "help_class": "complaint", "room": "3-2-501", "text": "楼道堆放杂物"}
= 201
	id -> help
POST /api/v1/requests/${help}/turn
	{"kind": "complaint"}
= 200
	state = handling
	obligations[kind=child].state = open
	events[action=child].note ~ TS
POST /api/v1/requests/${help}/finish
	{"result": "转投诉"}
= 200
POST /api/v1/requests/${help}/close
= 409
	error.message ~ 转投诉

== in bulk each complaint obeys the closing rule: what owes something stays open, the rest is done
as supervisor
POST /api/v1/complaints/bulk
	{"action": "close", "ids": ["${lift}", "${rude}", "${main}", "999"]}
= 200
	done = 0
	refused = 4
	results count 4
	results[id=${lift}].error.code = conflict
	results[id=${lift}].error.message ~ 二次回访
	results[id=${lift}].number ~ ^TS
	results[id=999].error.code = not_found
POST /api/v1/complaints/bulk
	{"action": "note", "ids": ["${lift}", "${lift}"], "text": "已催办"}
= 200
	done = 1
	results count 1
POST /api/v1/complaints/bulk
	{"action": "fly", "ids": ["${lift}"]}
= 422
	error.fields.action ~ .
POST /api/v1/complaints/bulk
	{"action": "close"}
= 422
	error.fields.ids ~ 勾选
as other_supervisor
POST /api/v1/complaints/bulk
	{"action": "note", "ids": ["${rude}", "${lift}"], "text": "看看"}
= 200
	done = 1
	results[id=${rude}].error.code = not_found
	results[id=${rude}].number = null

== complaints go into a sheet, for who may export, without those about himself
as desk
GET /api/v1/exports/complaints
= 403
as supervisor
GET /api/v1/exports/complaints?format=csv
= 200
	header Content-Type ~ csv
	body has 投诉内容
	body has ${rude_number}
as other_supervisor
GET /api/v1/exports/complaints?format=csv
= 200
	body lacks ${rude_number}
