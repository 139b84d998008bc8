# Notices to people: one's own list, preferences, channels, the outbox.

== a person's own list is there for everyone, and empty says so
as desk
GET /api/v1/notices
= 200
	unread = 0
	items count 0
GET /api/v1/notices?state=nonsense
= 422
	error.fields.state ~ unread
POST /api/v1/notices/123/read
= 404

== who may neither see the outbox nor set up channels is refused
as desk
GET /api/v1/notices/outbox
= 403
GET /api/v1/notices/channels
= 403
as director
GET /api/v1/notices/outbox
= 200
	counts.waiting = 0
	sending = true

== a channel shows its host and never its address or secret again
as admin
POST /api/v1/notices/channels
	{"kind": "dingtalk", "name": "值班群", "address": "https://oapi.dingtalk.com/robot/send?access_token=tok123", "secret": "SECabc", "urgent_only": true, "per_minute": 20, "enabled": true}
= 201
	id -> robot
	host = oapi.dingtalk.com
	has_secret = true
	body lacks tok123
	body lacks SECabc
GET /api/v1/notices/channels
= 200
	items.0.kind_label = 钉钉群
	body lacks tok123
	body lacks SECabc
GET /api/v1/journal
= 200
	body has 值班群
	body lacks tok123

== a channel within the private network is refused unless the setting allows it
POST /api/v1/notices/channels
	{"kind": "wecom", "name": "内网", "address": "http://127.0.0.1:1/x"}
= 422
	error.fields.address ~ https
POST /api/v1/notices/channels
	{"kind": "wecom", "name": "内网", "address": "https://127.0.0.1:1/x"}
= 201
	id -> inside
POST /api/v1/notices/channels/${inside}/test
	{}
= 200
	taken = false
	answer ~ 内部网络
POST /api/v1/settings/notices.allow_private
	{"value": "是"}
= 200
POST /api/v1/notices/channels/${inside}/test
	{}
= 200
	taken = false
	answer ~ 连不上
POST /api/v1/notices/channels/${inside}/remove
= 200
GET /api/v1/notices/channels/${inside}
= 404

== a person chooses the channels and the quiet hours
as desk
POST /api/v1/notices/preferences
	{"by_mail": "all", "by_sms": "none"}
= 422
	error.fields.email ~ 邮箱
POST /api/v1/notices/preferences
	{"email": "desk@example.com", "by_mail": "all", "by_sms": "none", "quiet_from": "12:00", "quiet_until": "13:30"}
= 200
	by_mail = all
	quiet_until = 13:30
GET /api/v1/notices/preferences
= 200
	email = desk@example.com
	has_mail = false
