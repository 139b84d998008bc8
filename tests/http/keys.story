# 钥匙: taken in against a list, lent for an open matter, back the same day; an owner's key.

== what the builder hands over short waits until it is supplied
as desk
POST /api/v1/keys
	{"kind": "flat", "room": "3-2-501", "listed": 6, "count": 5, "trial": "fails",
	 "source": "builder", "intake": "JS-1"}
= 201
	id -> flat
	state = pending
	difference ~ 缺 1 把
POST /api/v1/keys/${flat}/accept
	{}
= 409
POST /api/v1/keys/${flat}/check
	{"count": 6, "trial": "opens"}
= 200
POST /api/v1/keys/${flat}/accept
	{}
= 200
	state = in
GET /api/v1/keys?q=JS-1&state=different
= 200
	total = 1
POST /api/v1/keys
	{"kind": "plant", "listed": 1, "count": 1, "trial": "opens", "source": "own"}
= 422
	error.fields.room ~ .

== a loan names an open matter or a purpose, and is due the same day
POST /api/v1/keys/${flat}/lend
	{"unit": "builder", "borrower_name": "刘工", "purpose": "检修", "paper": "工作证"}
= 409
as director
POST /api/v1/keys/${flat}/approve
	{"borrower": "刘工", "reason": "检修"}
= 200
as desk
POST /api/v1/keys/${flat}/lend
	{"unit": "builder", "borrower_name": "刘工", "purpose": "检修"}
= 422
	error.fields.deposit ~ .
POST /api/v1/keys/${flat}/lend
	{"unit": "builder", "borrower_name": "刘工", "purpose": "检修", "deposit": "100"}
= 200
	state = out
	loan_id -> loan
	obligations[kind=return].state = open
GET /api/v1/key-loans?view=out
= 200
	items count 1
GET /api/v1/key-loans/${loan}
= 200
	deposit = held
	deposit_number ~ ^YJ
POST /api/v1/keys/${flat}/return
	{"returner": "小张", "count": 5}
= 422
POST /api/v1/keys/${flat}/return
	{"returner": "小张", "count": 6, "remark": "门窗已关"}
= 200
	state = in
	obligations[kind=decide].state = open

== loans go into a sheet with the filter of their page, for who may export
as desk
GET /api/v1/exports/key-loans
= 403
as director
GET /api/v1/exports/key-loans?format=csv&room=3-2-501
= 200
	header Content-Type ~ csv
	body has 借用人
	body has 刘工
GET /api/v1/exports/key-loans?format=csv&view=overdue
= 200
	body lacks 刘工
GET /api/v1/exports/key-loans?format=csv&month=2026-1
= 422
as desk

== pages: the register, the key, the loans, the receipt
GET /keys?state=held
= 200
	body has 3-2-501
GET /keys/${flat}
= 200
	body has 试开不合格
GET /key-loans?room=3-2-501
= 200
	body has 刘工
GET /key-loans/${loan}
= 200
	body has 押金收据
GET /keys/new
= 200
GET /keys/mine
= 200
GET /households/3-2-501
= 200
	body has 检修

== a stock-taking is counted line by line and closed by another
as desk
POST /api/v1/key-checks
	{}
= 201
	id -> check
	total = 1
POST /api/v1/key-checks/${check}/lines
	{"lines": [{"key": "${flat}", "found": 5, "explanation": ""}]}
= 200
	unexplained = 1
as director
POST /api/v1/key-checks/${check}/close
	{"remark": "已核对"}
= 409
as desk
POST /api/v1/key-checks/${check}/lines
	{"lines": [{"key": "${flat}", "found": 5, "explanation": "一把断了"}]}
= 200
as director
POST /api/v1/key-checks/${check}/close
	{"remark": "已核对"}
= 200
	state = closed
GET /key-checks
= 200
GET /key-checks/${check}
= 200
	body has 一把断了
GET /exports/keys?state=held
= 200
