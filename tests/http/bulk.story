# 批量办理: one step for many, each under the same rules as alone.

== two requests that may be closed and one that owes its answer
as desk
POST /api/v1/requests
	{"kind": "praise", "room": "3-2-501", "text": "表扬保安"}
= 201
	id -> one
POST /api/v1/requests/${one}/answer
	{"text": "已转达"}
= 200
POST /api/v1/requests
	{"kind": "praise", "room": "3-2-502", "text": "表扬保洁"}
= 201
	id -> two
POST /api/v1/requests/${two}/answer
	{"text": "已转达"}
= 200
POST /api/v1/requests
	{"kind": "help", "help_class": "other", "room": "3-2-502", "text": "快递柜打不开"}
= 201
	id -> three

== closing in bulk closes what owes nothing and says of the others why not
POST /api/v1/requests/bulk
	Idempotency-Key: bulk-close-1
	{"action": "close", "ids": ["${one}", "${three}", "${two}"]}
= 200
	done = 2
	refused = 1
	results[id=${one}].ok = true
	results[id=${one}].state = closed
	results[id=${three}].ok = false
	results[id=${three}].error.code = conflict
	results[id=${three}].state = new
GET /api/v1/requests/${one}
= 200
	state = closed
GET /api/v1/requests/${three}
= 200
	state = new

== sent again with the same key it is the same answer, not a second try
POST /api/v1/requests/bulk
	Idempotency-Key: bulk-close-1
	{"action": "close", "ids": ["${one}", "${three}", "${two}"]}
= 200
	done = 2

== each record asks for the step's own permission
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-502", "text": "灯不亮"}
= 201
	id -> four
as tech
POST /api/v1/requests/bulk
	{"action": "dispatch", "ids": ["${four}"], "assignee": "${tech2}"}
= 200
	done = 0
	results.0.error.code = forbidden

== the list has boxes, and a page tells of each record
as desk
GET /requests?state=open
= 200
	body has name="ids.0"
	body has 批量办理
