# Papers as PDF: each shows what the page shows to the same person. What is read on them is looked at
# by tests/browser/papers.mjs.

== a request has its slip, and a filter prints all that it finds
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-501", "text": "厨房水管漏水"}
= 201
	id -> repair
	number -> number
GET /api/v1/requests/${repair}/slip
= 200
	header Content-Type = application/pdf
	header Content-Disposition has ${number}.pdf
	header Cache-Control = no-store
	body ~ ^%PDF-1
GET /requests/${repair}/slip
	Accept: text/html
= 200
	header Content-Type = application/pdf
GET /api/v1/requests/slips?kind=repair&state=open
= 200
	body ~ ^%PDF-1
GET /api/v1/requests/slips?q=孔雀
= 404
	error.message has 没有可打印的
GET /api/v1/requests/slips?kind=nonsense
= 422

== the day's contacts, a visit and a month have their papers
as desk
POST /api/v1/contacts
	{"channel": "visit", "room": "3-2-501", "text": "问停车费", "kind": "enquiry"}
= 201
GET /api/v1/contacts/sheet
= 200
	body ~ ^%PDF-1
GET /api/v1/contacts/sheet?date=yesterday
= 422
	error.fields.date has 日期
as director
GET /api/v1/figures/paper
= 200
	body ~ ^%PDF-1
GET /api/v1/figures/paper?month=2026-13
= 422

== who may not see a record prints nothing of it
as guard1
GET /api/v1/figures/paper
= 403
as desk
GET /api/v1/complaints/4611686018427387904/paper
= 404
GET /api/v1/visits/4611686018427387904/paper
= 404
GET /api/v1/requests/4611686018427387904/slip
= 404
as nobody
GET /api/v1/requests/${repair}/slip
= 401
