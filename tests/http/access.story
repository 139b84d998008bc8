# Who may what; sessions and tokens; masked numbers.

== nobody sees anything but the front door
as nobody
GET /healthz
= 200
	body has ok
GET /metrics
= 200
	body has anju_
GET /api/v1/requests
= 401
	error.code = unauthenticated
GET /login
= 200
	header Content-Security-Policy has default-src 'none'
	header Cache-Control = no-store
	body has 登录

== a wrong token, and a right one with a letter more, are refused alike
GET /api/v1/requests
	Authorization: Bearer nonsense
= 401
GET /api/v1/requests
	Authorization: Bearer ${token_desk}x
= 401

== signing in by the form sets a cookie that only the server reads
as browser
POST /login
	login=desk&password=wrong-password-1
= 401
	header Set-Cookie is absent
POST /login
	login=desk&password=${desk_password}
= 303
	header Set-Cookie has HttpOnly
	header Set-Cookie has SameSite
	header Set-Cookie has Path=/

== a one-time password must be changed before anything else
GET /requests
= 303
	header Location has /me/password
GET /me/password
= 200
	body find name="_token" value="([^"]*)" -> form
POST /me/password
	old_password=${desk_password}&password=short&_token=${form}
= 422
POST /me/password
	old_password=${desk_password}&password=green-lake-2026&_token=${form}
= 303
GET /requests
= 200
	header Content-Type has text/html
	body has 工单

== a page is sent compressed to who takes it
GET /requests
	Accept-Encoding: deflate, gzip;q=0.5
= 200
	header Content-Encoding = gzip
	header Vary = Accept-Encoding
GET /requests
	Accept-Encoding: gzip;q=0
= 200
	body has 工单

== a post without the token of the form, or from another site, changes nothing
POST /contacts
	channel=phone&text=x
= 403
GET /contacts/new
= 200
	body find name="_token" value="([^"]*)" -> form
POST /contacts
	Origin: https://evil.example
	channel=phone&text=x&_token=${form}
= 403
POST /contacts
	Sec-Fetch-Site: cross-site
	channel=phone&text=x&_token=${form}
= 403
POST /contacts
	channel=phone&text=来电&_token=${form}
= 303

== the form comes back with what was typed when something is wrong
POST /contacts
	channel=phone&room=9-9-999&matters.0.text=打翻的字&matters.0.kind=repair&_token=${form}
= 422
	header Content-Type has text/html
	body has 打翻的字
	body has 9-9-999

== each role does its own: the matrix is kept by the server, not by the buttons
as finance
GET /api/v1/requests
= 200
POST /api/v1/people
	{"login": "eve", "name": "外人", "role": "director"}
= 403
	error.code = forbidden
as admin
GET /api/v1/requests
= 403
GET /api/v1/households
= 403
GET /api/v1/people
= 200
	items[login=desk].roles has front_desk
	body lacks "password"
as tech
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-501", "phone": "13812345612", "text": "巡检发现"}
= 201
	id -> repair
POST /api/v1/requests/${repair}/dispatch
	{"assignee": "${tech2}"}
= 403
GET /api/v1/settings
= 403
GET /api/v1/journal
= 403

== a phone number is masked, revealed singly by who may, and each look leaves a line
as tech
POST /api/v1/requests/${repair}/phone
= 403
as desk
GET /api/v1/requests/${repair}
= 200
	phone = 138****5612
	body lacks 13812345612
POST /api/v1/requests/${repair}/phone
= 422
	error.fields.reason ~ .
POST /api/v1/requests/${repair}/phone
	{"reason": "回电约时间"}
= 200
	phone = 13812345612
GET /api/v1/requests/${repair}
= 200
	events[action=reveal].actor_name = 李前台
	events[action=reveal].note has 回电约时间
GET /api/v1/households/3-2-501
= 200
	people[name=王秀兰].id -> occupancy
	people[name=王秀兰].phone = 138****5612
POST /api/v1/households/3-2-501/people/${occupancy}/reveal
	{"what": "phone", "reason": "上门前联系"}
= 200
	phone = 13812345612

== a dismissed person is out at once, by cookie and by token
as browser
GET /requests
= 200
as admin
GET /api/v1/people/${desk}
= 200
	version -> version
POST /api/v1/people/${desk}/dismiss
	If-Match: ${version}
= 200
as desk
GET /api/v1/requests
= 401
as browser
GET /requests
= 303
	header Location has /login
POST /login
	login=desk&password=green-lake-2026
= 401

== nobody dismisses himself, and an office keeps an administrator
as admin
GET /api/v1/people
= 200
	items[login=admin].id -> admin
POST /api/v1/people/${admin}/dismiss
= 403

== a door that is tried too often closes for a while
as nobody
POST /api/v1/login
	{"login": "tech", "password": "guess-number-1"}
= 401
POST /api/v1/login
	{"login": "tech", "password": "guess-number-2"}
= 401
POST /api/v1/login
	{"login": "tech", "password": "guess-number-3"}
= 401
POST /api/v1/login
	{"login": "tech", "password": "guess-number-4"}
= 401
POST /api/v1/login
	{"login": "tech", "password": "guess-number-5"}
= 401
POST /api/v1/login
	{"login": "tech", "password": "${tech_password}"}
= 401
	error.code = unauthenticated
	error.message ~ 15 分钟
