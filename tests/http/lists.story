# 清单导出: every list as a sheet, with the filter of its page, for who may export and see the list.

== duties, incidents, orders, handovers, promises, outreach and announcements as sheets
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-501", "text": "厨房水管漏水"}
= 201
POST /api/v1/incidents
	{"kind": "water", "title": "三栋停水", "scopes": ["3"], "text": "水泵检修"}
= 201
as director
POST /api/v1/promises
	{"room": "3-2-501", "content": "周五前送来钥匙", "due_at": "${now+3d}"}
= 201
GET /exports/obligations?format=csv
= 200
	body has 到场
GET /exports/obligations?format=csv&state=overdue
= 200
	body lacks 3-2-501
GET /exports/obligations?state=nothing
= 422
GET /exports/incidents?format=csv&state=open
= 200
	body has 三栋停水
GET /exports/incidents?format=csv&state=closed
= 200
	body lacks 三栋停水
GET /exports/promises?format=csv
= 200
	body has 周五前送来钥匙
GET /exports/promises?format=csv&state=kept
= 200
	body lacks 周五前送来钥匙
GET /exports/orders?format=csv
= 200
	body has 编号
GET /exports/handovers?format=csv&state=mine
= 200
GET /exports/outreach?format=csv
= 200
GET /exports/outreach?reason=nothing
= 422
GET /exports/announcements?format=csv
= 200

== who may not export gets none
as desk
GET /api/v1/exports/obligations?format=csv
= 403
as guard1
GET /api/v1/exports/incidents?format=csv
= 403
as nobody
GET /api/v1/exports/incidents?format=csv
= 401
