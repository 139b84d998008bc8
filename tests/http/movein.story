# 收楼、入伙通知书: no letter without both certificates; sent, proven or come back, booked, refused.

== the fund has its own account
as director
POST /api/v1/movein-fees
	{"name": "专项维修资金", "kind": "fund", "payee": "office", "basis": "area", "price": "105", "letters": "both"}
= 422
	error.fields.payee ~ .
POST /api/v1/movein-fees
	{"name": "专项维修资金", "kind": "fund", "payee": "fund", "basis": "area", "price": "105", "letters": "both"}
= 201
POST /api/v1/movein-fees
	{"name": "物业服务费", "kind": "prepaid", "payee": "office", "basis": "area", "price": "2", "letters": "both"}
= 422
POST /api/v1/settings/handover.fee_fen
	{"value": "2.00"}
= 200

== a batch without the filing certificate sends nothing, whoever presses
as desk
POST /api/v1/movein-batches
	{"kind": "takeover", "name": "一期尾盘", "sender": "翠湖置业", "from_on": "${today+40}", "until_on": "${today+70}",
	 "place": "会所一楼", "phone": "0755-1234567", "opinion_number": "YS-18"}
= 201
	id -> batch
	state = draft
	obligations[kind=approve].state = open
POST /api/v1/movein-batches/${batch}/rooms
	{"buildings": "77"}
= 422
	error.fields.buildings ~ .
POST /api/v1/households
	{"room": "8-1-301", "area": "98.56", "state": "undelivered"}
= 200
POST /api/v1/households
	{"room": "8-1-302", "area": "98.56", "state": "vacant"}
= 200
POST /api/v1/movein-batches/${batch}/rooms
	{"room": "8-1-302", "buyers": "李伟"}
= 422
	error.fields.room ~ 已经交付
POST /api/v1/movein-batches/${batch}/rooms
	{"room": "8-1-301", "buyers": "李伟、王芳", "phone": "13800138000"}
= 200
	rooms = 1
	letters.items.0.buyer_kind = joint
	letters.items.0.id -> letter
POST /api/v1/movein-batches/${batch}/issue
	{"channel": "post"}
= 409
	error.message ~ 备案证书
as director
POST /api/v1/movein-batches/${batch}/verify
	{}
= 409
	error.message ~ 备案证书
GET /api/v1/movein-notices/${letter}/letter
= 409

== once both are there another one proves it, and the letters get numbers and fees
as desk
POST /api/v1/movein-batches/${batch}/change
	{"filing_number": "BA-33"}
= 200
	filing_number = BA-33
	name = 一期尾盘
POST /api/v1/movein-batches/${batch}/verify
	{}
= 403
as director
POST /api/v1/movein-batches/${batch}/verify
	{"text": "原件已核"}
= 200
	state = verified
POST /api/v1/movein-batches/${batch}/rooms
	{"room": "8-1-302", "buyers": "赵敏"}
= 409
POST /api/v1/movein-batches/${batch}/issue
	{"channel": "post"}
= 200
	state = notifying
	sent = 1
	letters.items.0.number ~ ^SL
GET /api/v1/movein-notices/${letter}
= 200
	state = sent
	fees count 2
	fees[payee=fund].amount = 10348.80
	fees[payee=office].amount = 591.36
	fee_payer = developer
	papers count 6
GET /api/v1/movein-notices/${letter}/letter
= 200
	header Content-Type = application/pdf
GET /api/v1/movein-batches/${batch}/letters
= 200
	header Content-Type = application/pdf

== the household books a time, and the desk sees the day
as desk
POST /api/v1/movein-notices/${letter}/deliver
	{"proof": "signed", "delivered_on": "${today+1}", "receiver": "李伟"}
= 422
	error.fields.delivered_on ~ .
POST /api/v1/movein-notices/${letter}/deliver
	{"proof": "signed", "delivered_on": "${today-0}", "receiver": "李伟"}
= 200
	state = delivered
POST /api/v1/movein-notices/${letter}/book
	{"day": "${today+45}", "minute": "9:10"}
= 422
	error.fields.minute ~ 09:00
POST /api/v1/movein-notices/${letter}/book
	{"day": "${today+45}", "minute": "9:30", "people": 2}
= 200
	slot_on = ${today+45}
GET /api/v1/movein-days?day=${today+45}
= 200
	items count 1
GET /api/v1/movein-days/list?day=${today+45}
= 200
	header Content-Type = application/pdf

== who refuses in writing is owed the mending, and called anew
POST /api/v1/movein-notices/${letter}/refuse
	{"refused_on": "${today-0}", "refusal": "quality", "text": "外墙渗水"}
= 200
	state = refused
	obligations[kind=mend].state = open
as director
POST /api/v1/movein-notices/${letter}/deem
	{"developer": "罗工", "reason": "逾期"}
= 409
as desk
POST /api/v1/movein-notices/${letter}/again
	{"channel": "ems", "waybill": "EX1", "until_on": "${today+90}"}
= 200
	state = sent
	obligations[kind=mend].state = met
GET /api/v1/movein-notices?state=booked
= 200
	total = 0
GET /api/v1/movein-notices?q=EX1
= 200
	total = 1

== who has nothing to do with moving in sees none of it
as guard1
GET /api/v1/movein
= 403
as tech
POST /api/v1/movein-notices/${letter}/call
	{"text": "x"}
= 403
