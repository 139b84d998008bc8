# 制度: the rule book with what enforces it, live counts, the records behind them, and the dry run.

== the 20 documents say honestly how far they are built
as desk
GET /api/v1/rules
= 200
	items count 20
	items.0.document = 1
	items.0.title = 住宅小区防火手册
	items.0.built = partly
	items.11.built = built
	items.16.built = not_built
	items.17.built = built
	items.16.coverage.program = 0
	coverage.program >= 40
	coverage.not_built >= 1
	share = null
GET /api/v1/rules/17
= 200
	built = not_built
	built_label = 尚未实现
	items.0.enforced = not_built
	items.0.bindings count 0
GET /api/v1/rules/21
= 404
GET /api/v1/rules/x
= 404

== an answer in time is kept, one too late is late, and each is one click behind its count
POST /api/v1/requests
	{"kind": "help", "help_class": "other", "room": "3-2-501", "text": "快递柜打不开"}
= 201
	id -> quick
POST /api/v1/requests/${quick}/answer
	{"text": "已请厂家处理"}
= 200
POST /api/v1/requests
	{"kind": "help", "help_class": "other", "room": "3-2-502", "text": "停电时的来电",
	 "received_at": "${now-20m}"}
= 201
	id -> slow
	number -> slow_number
POST /api/v1/requests
	{"kind": "help", "help_class": "other", "room": "3-2-502", "text": "没人答复",
	 "received_at": "${now-30m}"}
= 201
POST /api/v1/requests/${slow}/answer
	{"text": "晚了"}
= 200
GET /api/v1/rules/15?from=${today-1}
= 200
	items[key=d1].text = 当场解决不了的求助，按时答复
	items[key=d1].kept = 1
	items[key=d1].late = 1
	items[key=d1].broken = 1
	items[key=d1].share = 33.3%
	items[key=d1].bindings.0.type = obligation
	items[key=d1].bindings.1.name = requests.help_answer_minutes
	items[key=d1].bindings[type=step].taken = 2
	items[key=d10].enforced = people
GET /api/v1/rules/15/d1?outcome=late&from=${today-1}
= 200
	items count 1
	items.0.subject_id = ${slow}
	items.0.number = ${slow_number}
	items.0.path = /requests/${slow}
	items.0.outcome = late
	items.0.arithmetic ~ 5
GET /api/v1/rules/15/d1?bind=2&from=${today-1}
= 200
	items count 2
	items.0.action = answer
	items.0.path = /requests/${slow}
GET /api/v1/rules/15/d10
= 404
GET /api/v1/rules/15/zz
= 404
GET /api/v1/rules/15/d1?outcome=none
= 422

== the month sheet has every article, and goes out as a file
GET /api/v1/rules/month?from=${today-1}
= 200
	items[article=15.d1].late = 1
	items[article=3.d4].enforced = program
GET /api/v1/rules/month?month=2026-13
= 422
GET /api/v1/exports/rules?format=json
= 200
	body has 当场解决不了的求助，按时答复
as finance
GET /api/v1/exports/rules?format=xlsx
= 200
	header Content-Type has spreadsheetml

== a dry run says how it would have been with another norm, and changes nothing
as admin
GET /api/v1/rules/try?setting=requests.help_answer_minutes&value=25&from=${today-1}
= 200
	value_now = 5
	before.kept = 1
	before.broken = 1
	after.kept = 2
	after.broken = 1
	items count 1
	items.0.subject_id = ${slow}
	items.0.before = late
	items.0.after = kept
GET /api/v1/rules/try?setting=requests.help_answer_minutes&value=45&from=${today-1}
= 200
	before.broken = 1
	after.broken = 0
	changed = 2
	items[before=broken].after = open
GET /api/v1/rules/try?setting=requests.patient_guards&value=3
= 422
	error.fields.setting ~ 时限
GET /api/v1/rules/try?setting=requests.help_answer_minutes&value=999
= 422
	error.fields.value ~ 60
GET /api/v1/settings/requests.help_answer_minutes
= 200
	value ~ ^5
as desk
GET /api/v1/rules/try?setting=requests.help_answer_minutes&value=25
= 403

== the command prints the rule book with its counts
run rules --json
	body has "article":"15.d1"
	body has "late":1
	body has "built":"not_built"
run rules
	body has 由人
run 2 rules --month 2026-99
