# 入伙手续: one sheet a household from desk to desk; the fund before the keys, papers before signing.

== a letter, then the household comes
as director
POST /api/v1/movein-fees
	{"name": "专项维修资金", "kind": "fund", "payee": "fund", "basis": "area", "price": "105", "letters": "both"}
= 201
as desk
POST /api/v1/runsheets
	{"room": "8-1-301"}
= 422
POST /api/v1/households
	{"room": "8-1-301", "area": "98.56", "state": "undelivered"}
= 200
POST /api/v1/runsheets
	{"room": "8-1-301"}
= 422
	error.fields.room ~ 通知书
POST /api/v1/movein-batches
	{"kind": "movein", "name": "二期", "sender": "管理处", "from_on": "${today+40}", "until_on": "${today+70}",
	 "place": "会所一楼", "phone": "0755-1234567", "opinion_number": "YS-18", "filing_number": "BA-1"}
= 201
	id -> batch
POST /api/v1/movein-batches/${batch}/rooms
	{"room": "8-1-301", "buyers": "李伟", "buyer_kind": "single", "phone": "13800001234"}
= 200
as director
POST /api/v1/movein-batches/${batch}/approve
	{}
= 200
as desk
POST /api/v1/movein-batches/${batch}/issue
	{"channel": "post"}
= 200
POST /api/v1/households/8-1-301/people
	{"name": "李伟", "relation": "owner", "phone": "13800001234"}
= 200
POST /api/v1/runsheets
	{"room": "8-1-301"}
= 201
	id -> sheet
	number ~ ^LC
	desk = identity
	desks count 8
	papers count 6
	missing = 6
	fees[kind=fund].amount = 10348.80
GET /api/v1/movein-notices?q=8-1-301
= 200
	items.0.state = came

== papers first, and no desk before its turn
POST /api/v1/runsheets/${sheet}/identity
	{}
= 409
	error.message ~ 身份证
POST /api/v1/runsheets/${sheet}/fund
	{"number": "WX-1"}
= 409
POST /api/v1/runsheets/${sheet}/papers
	{"papers": [{"line": 1, "checked": true}, {"line": 2, "checked": true}, {"line": 3, "checked": true},
	            {"line": 4, "checked": true}, {"line": 5, "checked": true}, {"line": 6, "checked": true}]}
= 200
	missing = 0
POST /api/v1/runsheets/${sheet}/identity
	{}
= 200
	desk = balance
POST /api/v1/runsheets/${sheet}/balance
	{}
= 422
	error.fields.number ~ .
POST /api/v1/runsheets/${sheet}/balance
	{"number": "FK-1"}
= 200
	desk = fund

== nobody lets the fund pass
as director
POST /api/v1/runsheets/${sheet}/skip
	{"desk": "fund", "reason": "熟人"}
= 422
	error.fields.desk ~ 谁也不能
as finance
POST /api/v1/runsheets/${sheet}/fund
	{"number": "WX-1"}
= 200
	desk = inspect

== it stops and comes back where it was
as desk
POST /api/v1/runsheets/${sheet}/pause
	{"text": "家里有急事"}
= 200
	state = paused
	obligations[kind=call].state = open
GET /api/v1/runsheets/board
= 200
	paused = 1
POST /api/v1/runsheets/${sheet}/resume
	{}
= 200
	desk = inspect
	obligations[kind=call].state = met
GET /api/v1/runsheets/board?desk=inspect
= 200
	desks[desk=inspect].waiting = 1
	queue.0.room = 8-1-301

== inspection, agreement, payment by the month, keys, file
POST /api/v1/runsheets/${sheet}/look
	{"builder": "总包项目部"}
= 200
	inspection_number ~ ^YF
GET /api/v1/inspections?q=8-1-301
= 200
	items.0.id -> look
POST /api/v1/inspections/${look}/lines
	{"rest": true}
= 200
POST /api/v1/inspections/${look}/accept
	{"signed_by": "李伟"}
= 200
POST /api/v1/runsheets/${sheet}/inspect
	{}
= 200
	desk = sign
POST /api/v1/runsheets/${sheet}/deed
	{"seller": "碧水置业", "contract": "HT-1", "accepted_on": "2025-12-20", "water": "12", "power": "35", "quality_book": true, "manual_book": true, "filing_copy": true}
= 200
	deed_number ~ ^JF
GET /api/v1/deeds?q=8-1-301
= 200
	items.0.fund_receipt = WX-1
	items.0.water = 12
	items.0.id -> deed
POST /api/v1/runsheets/${sheet}/sign
	{"agreement": true, "covenant": true, "fire": true, "renovation": true, "registered": true, "informed": true}
= 409
POST /api/v1/deeds/${deed}/owner_sign?signed_by=李伟
	@file signature sign.png image/png tests/http/photo.png
= 200
POST /api/v1/deeds/${deed}/seller_sign?signed_by=罗工
	@file signature sign.png image/png tests/http/photo.png
= 200
POST /api/v1/runsheets/${sheet}/sign
	{"agreement": true, "covenant": true, "fire": true, "renovation": true, "registered": true}
= 422
	error.fields.informed ~ .
POST /api/v1/runsheets/${sheet}/sign
	{"agreement": true, "covenant": true, "fire": true, "renovation": true, "registered": true, "informed": true}
= 200
	desk = pay
POST /api/v1/runsheets/${sheet}/pay
	{"monthly": true, "receipts": "SJ-1"}
= 200
	monthly = true
	fees[kind=prepaid].dropped = true
POST /api/v1/runsheets/${sheet}/keys
	{"receiver": "李伟", "handbook": true}
= 200
	desk = file
POST /api/v1/runsheets/${sheet}/file
	{}
= 200
	state = done

== pages, papers and the sheet of it
GET /runsheets
= 200
	body has 8-1-301
GET /runsheets/new
= 200
GET /runsheets/board
= 200
	body has 维修资金核验
GET /runsheets/${sheet}
= 200
	body has 李伟
GET /runsheets/${sheet}/paper
= 200
	header content-type = application/pdf
GET /runsheets/day
= 200
	header content-type = application/pdf
as director
GET /exports/runsheets?format=csv&state=done
= 200
	body has 李伟
GET /exports/runsheets?format=csv&state=running
= 200
	body lacks 李伟
as guard1
GET /api/v1/runsheets
= 403
