# 质量方针与部门职责: documents 11 and 12, acceptance scenarios 12 (g).

== a new office has the policy and the duties as drafts, and nothing in force
as desk
GET /api/v1/policy
= 404
	error.message ~ 质量方针
GET /api/v1/documents?kind=policy
= 200
	items count 1
	items.0.id -> policy
	items.0.state = draft
	items.0.text = 规范服务，建立星级家园；持续改进，创建一流管理。

== 12 (g) 3: a clerk is not offered the approval; a direct request is refused and noted
as director
POST /api/v1/documents/${policy}/submit
= 200
	state = submitted
	actions has return
as desk
GET /api/v1/documents/${policy}
= 200
	actions count 0
POST /api/v1/documents/${policy}/approve
= 403
	error.code = forbidden
as admin
GET /api/v1/documents/${policy}
= 200
	state = submitted
	events[action=refuse].note = approve
	events[action=refuse].actor_name = 李前台

== who submitted it does not approve it
as director
POST /api/v1/documents/${policy}/approve
= 403
	error.message ~ 另一位
as admin
POST /api/v1/people
	{"login": "deputy", "name": "陆副主任", "role": "deputy_director"}
= 201
run token --user deputy
	body find ([^[:space:]]+) -> token_deputy

== approved for today it is in force at once, and each of the staff is asked to read it
as deputy
POST /api/v1/documents/${policy}/approve
= 200
	state = in_force
	reading.done = 0
	reading.all >= 12
	entries count 4
	entries.0.objective_label = 事务响应率
as tech
GET /api/v1/policy
= 200
	title = 客户服务部质量方针
GET /api/v1/readings
= 200
	items count 1
	items.0.id -> reading
	items.0.due_at ~ T00:00:00
as desk
POST /api/v1/readings/${reading}/confirm
= 403
as tech
POST /api/v1/readings/${reading}/confirm
= 200
	state = done
GET /api/v1/readings
= 200
	items count 0
GET /api/v1/documents/${policy}
= 200
	reading.done = 1
	readings[name=陈师傅].state = done
	readings[name=李前台].state = open

== a second version replaces the first, which stays readable
as director
POST /api/v1/documents
	{"kind": "policy"}
= 201
	id -> second
	edition = 2
POST /api/v1/documents
	{"kind": "policy"}
= 409
POST /api/v1/documents/${second}/edit
	{"title": "质量方针", "text": "规范服务；持续改进。", "entries": [
	 {"term": "规范服务", "text": "照规矩办", "objective": "response"},
	 {"term": "持续改进", "text": "每月改一处"}]}
= 200
	entries count 2
POST /api/v1/documents/${second}/submit
= 422
	error.message ~ 持续改进
POST /api/v1/documents/${second}/edit
	{"title": "质量方针", "text": "规范服务；持续改进。", "entries": [
	 {"term": "规范服务", "text": "照规矩办", "objective": "response"},
	 {"term": "持续改进", "text": "每月改一处", "objective": "callback"}]}
= 200
POST /api/v1/documents/${second}/submit
= 200
as deputy
POST /api/v1/documents/${second}/approve
= 200
	state = in_force
GET /api/v1/documents/${policy}
= 200
	state = replaced
	text ~ 创建一流管理
	readings[name=陈师傅].state = done
as tech
GET /api/v1/policy
= 200
	edition = 2
