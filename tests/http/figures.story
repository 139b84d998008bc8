# 月度数据 and 大屏: the numbers of charts are those of the lists they lead to.

== what is registered stands in this month's numbers, by kind, building and day
as director
POST /api/v1/people
	{"login": "chief2", "name": "周主管", "role": "supervisor"}
= 201
run token --user chief2
	body find ([^[:space:]]+) -> token_chief2
as chief2
GET /api/v1/figures
= 200
	view = all
	charts count 11
	charts[key=kinds].finding = null
	charts[key=phone].unit = permille
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-501", "text": "水管漏水"}
= 201
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-502", "text": "门铃不响"}
= 201
POST /api/v1/requests
	{"kind": "help", "help_class": "other", "room": "3-2-501", "text": "快递柜打不开"}
= 201
	id -> help
POST /api/v1/requests/${help}/answer
	{"text": "已请厂家处理"}
= 200
POST /api/v1/contacts
	{"channel": "visit", "room": "3-2-501", "text": "问停车费", "kind": "enquiry"}
= 201
as chief2
GET /api/v1/figures
= 200
	charts[key=kinds].rows[label=报修].values.0 = 2
	charts[key=kinds].rows[label=报修].before = 0
	charts[key=kinds].rows[label=求助].values.0 = 1
	charts[key=kinds].rows[label=咨询].values.0 = 1
	charts[key=kinds].rows[label=投诉].values.0 = 0
	charts[key=kinds].rows[label=报修].path -> repairs
	charts[key=buildings].rows[label=3 栋].sum = 4
	charts[key=days].rows[label=${today-0}].sum = 4
	charts[key=times].rows[label=答复].values.0 = 1
	charts[key=kept].rows[label=求助答复].values.0 = 1
GET /api/v1${repairs}
= 200
	total = 2
GET /api/v1/figures?building=3&view=volume
= 200
	building = 3
	charts count 3
	charts[key=kinds].rows[label=报修].values.0 = 2
	charts[key=kinds].rows count 5

== a month that has not come, a building that is not there, another view: refused by field
GET /api/v1/figures?month=2999-01
= 422
GET /api/v1/figures?month=May
= 422
GET /api/v1/figures?building=%3Cb%3E
= 422
GET /api/v1/figures?view=everything
= 422

== a month long ago is empty, not wrong
GET /api/v1/figures?month=2020-02
= 200
	charts[key=days].rows count 29
	charts[key=days].finding = null
	charts[key=phone].rows.0.values.0 = null

== the page draws them without style and script of its own
GET /figures
= 200
	body has <rect class="c1"
	body has 报事按类别
	body lacks  style=
	body lacks <script>
GET /figures?view=times
= 200
	body has 来电来访的时段
	body has <path class="h5"

== the figures go out as a sheet, a line a number
GET /exports/figures?format=csv&view=volume
= 200
	body has 报事按类别
GET /exports/figures?format=json&view=volume
= 200

== who works on the spot has no business with them
as tech
GET /api/v1/figures
= 403
GET /api/v1/exports/figures?format=csv
= 403
GET /api/v1/wall
= 403
as desk
GET /api/v1/figures
= 403

== the wall counts today and names nobody
as desk
GET /api/v1/wall
= 200
	received = 4
	closed = 0
	open >= 3
	due[what=报修].building = 3 栋
	body lacks 3-2-50
	body lacks 漏水
GET /wall
= 200
	body has class="wall"
	body has http-equiv="refresh"
	body lacks 李前台
	body lacks class="side"
	body lacks 3-2-50
	body lacks 漏水
as nobody
GET /api/v1/wall
= 401
