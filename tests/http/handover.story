# 房(铺)交接书: filled from what is known, signed by both sides, delivered, kept for ever.

== inspection comes before the agreement
as desk
POST /api/v1/deeds
	{"room": "3-2-501"}
= 409
POST /api/v1/inspections
	{"room": "3-2-501", "owner": "王秀兰", "builder": "总包项目部", "notice_on": "2026-03-01"}
= 201
	id -> look
POST /api/v1/inspections/${look}/lines
	{"rest": true}
= 200
POST /api/v1/inspections/${look}/accept
	{"signed_by": "王秀兰"}
= 200
POST /api/v1/deeds
	{"room": "3-2-501"}
= 201
	id -> deed
	number ~ ^JF
	state = draft
	due_on = 2026-03-01
	parties count 1
	parties.0.name = 王秀兰

== what is missing is named before anybody signs
POST /api/v1/deeds/${deed}/owner_sign?signed_by=王秀兰
	@file signature sign.png image/png tests/http/photo.png
= 409
	error.message ~ 合同号
POST /api/v1/deeds/${deed}/fill
	{"seller": "碧水置业", "contract": "HT-1", "area": "98.5", "accepted_on": "2025-12-20",
	 "water": "12", "power": "35", "gas": "0",
	 "keys": [{"name": "入户门", "count": 3, "kept": 1, "until_on": "${today+20}"},
	          {"name": "信箱", "count": 2}]}
= 200
	water = 12
	keys count 2
POST /api/v1/deeds/${deed}/fill
	{"keys": [{"name": "入户门", "count": 3, "kept": 4, "until_on": "${today+20}"}]}
= 422
POST /api/v1/deeds/${deed}/owner_sign
	{"signed_by": "王秀兰"}
= 422
	error.fields.signature ~ .
POST /api/v1/deeds/${deed}/owner_sign?signed_by=李国强
	@file signature sign.png image/png tests/http/photo.png
= 422
	error.fields.signed_by ~ 王秀兰
POST /api/v1/deeds/${deed}/owner_sign?signed_by=王秀兰
	@file signature sign.png image/png tests/http/photo.png
= 200
	state = owner_signed
	text ~ HT-1
POST /api/v1/deeds/${deed}/fill
	{"contract": "HT-2"}
= 409

== nothing is delivered without the two books and the fund's receipt
POST /api/v1/deeds/${deed}/seller_sign?signed_by=罗工
	@file signature sign.png image/png tests/http/photo.png
= 200
	state = signed
POST /api/v1/deeds/${deed}/deliver
	{}
= 409
	error.message ~ 两书一表
POST /api/v1/deeds/${deed}/reopen
	{"text": "漏填资料"}
= 200
	state = draft
	owner_signed_by is empty
POST /api/v1/deeds/${deed}/fill
	{"quality_book": true, "manual_book": true, "filing_copy": true, "fund_receipt": "WX-881"}
= 200
POST /api/v1/deeds/${deed}/owner_sign?signed_by=王秀兰
	@file signature sign.png image/png tests/http/photo.png
= 200
POST /api/v1/deeds/${deed}/seller_sign?signed_by=罗工
	@file signature sign.png image/png tests/http/photo.png
= 200
POST /api/v1/deeds/${deed}/deliver
	{}
= 200
	state = delivered
	warranties count 7
	fee_month_fen = 27580
	obligations[kind=key_back].state = open

== what was signed changes by a supplement that both signed
POST /api/v1/deeds/${deed}/supplement
	{"text": "面积更正", "owner_signed_by": "王秀兰", "seller_signed_by": "罗工"}
= 422
POST /api/v1/deeds/${deed}/supplement?text=面积更正&owner_signed_by=王秀兰&seller_signed_by=罗工
	@file signature sign.png image/png tests/http/photo.png
= 200
	supplements count 1
	supplements.0.number ~ ^BC
POST /api/v1/deeds/${deed}/archive
	{}
= 409
POST /api/v1/deeds/${deed}/key_back
	{"text": "王秀兰"}
= 200
	obligations[kind=key_back].state = met
POST /api/v1/deeds/${deed}/archive
	{}
= 200
	state = archived

== a repair in the flat is told whose it is to pay
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-501", "text": "客厅插座没电"}
= 201
	id -> socket
GET /api/v1/requests/${socket}
= 200
	room_notes[meant=true].text ~ .

== pages, paper and sheet of it
GET /deeds
= 200
	body has 3-2-501
GET /deeds/new
= 200
GET /deeds/${deed}
= 200
	body has 不表示放弃
GET /deeds/${deed}/paper
= 200
	header content-type = application/pdf
GET /deed-texts
= 200
as director
GET /exports/deeds?format=csv&state=archived
= 200
	body has WX-881
POST /api/v1/deed-texts
	{"use": "dwelling", "text": "乙方签字后视为放弃一切质量异议。"}
= 422
POST /api/v1/deed-texts
	{"use": "dwelling", "text": "甲方 {甲方} 把 {房号} 交给乙方 {乙方}。"}
= 200
	version = 1
as tech
GET /api/v1/deeds
= 403
