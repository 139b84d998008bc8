# Residents: what is masked, what comes back unchanged, what an error page keeps.

== the number of an emergency contact is masked, and revealed with a line in the journal
as desk
POST /api/v1/households/3-2-501/people
	{"name": "李雷", "relation": "tenant", "phone": "13911112222", "emergency": "李四 13711112222"}
= 200
	people[name=李雷].id -> occupancy
	people[name=李雷].version -> version
	people[name=李雷].emergency = 李四 137****2222
	body lacks 13711112222
GET /api/v1/callers/13911112222
= 200
	body lacks 13711112222
POST /api/v1/households/3-2-501/people/${occupancy}/reveal
	{"what": "emergency", "reason": "联系家属"}
= 200
	emergency = 李四 13711112222

== masked values that come back unchanged leave the stored ones
POST /api/v1/households/3-2-501/people/${occupancy}
	If-Match: ${version}
	{"phone": "139****2222", "emergency": "李四 137****2222", "remark": "养狗", "until_on": ""}
= 200
	people[name=李雷].remark = 养狗
POST /api/v1/households/3-2-501/people/${occupancy}/reveal
	{"what": "emergency", "reason": "联系家属"}
= 200
	emergency = 李四 13711112222
POST /api/v1/households/3-2-501/people/${occupancy}/reveal
	{"what": "phone", "reason": "联系租户"}
= 200
	phone = 13911112222

== the page of a person offers the look, and an error page keeps no ID number
as browser
POST /login
	login=desk&password=${desk_password}
= 303
GET /me/password
= 200
	body find name="_token" value="([^"]*)" -> form
POST /me/password
	old_password=${desk_password}&password=green-lake-2026&_token=${form}
= 303
GET /households/3-2-501/people/${occupancy}
= 200
	body has 显示紧急联系人
	body lacks 13711112222
	body find name="_token" value="([^"]*)" -> form
POST /households/9-9-999/people
	name=韩梅梅&relation=family&id_number=11010519491231002x&_token=${form}
= 404
	header Content-Type has text/html
	body has 韩梅梅
	body lacks 11010519491231002

== two who change one person at once: nothing typed is lost, nothing is overwritten unseen
as browser
GET /households/3-2-501/people/${occupancy}
= 200
	body find name="_token" value="([^"]*)" -> form
	body find name="version" value="([0-9]+)" -> seen
	body has name="was.remark" value="养狗"
as desk
POST /api/v1/households/3-2-501/people/${occupancy}
	If-Match: ${seen}
	{"remark": "养狗两只", "phone2": "13800001111"}
= 200
as browser
POST /households/3-2-501/people/${occupancy}
	version=${seen}&was=1&was.name=李雷&was.remark=养狗&name=李雷&relation=tenant&remark=狗已送走&phone2=&phone=139****2222&_token=${form}
= 409
	body has 三方对照
	body has <b>原值</b><span>养狗</span><b>对方改为</b><span>养狗两只</span><b>我填的</b><span>狗已送走</span>
	body has 对方改为（已并入）
	body has 138****1111
	body lacks 13800001111
	body find name="version" value="([0-9]+)" -> again
POST /households/3-2-501/people/${occupancy}
	version=${again}&was=1&was.remark=养狗两只&name=李雷&relation=tenant&remark=狗已送走&phone2=138****1111&phone=139****2222&_token=${form}
= 303
as desk
GET /api/v1/households/3-2-501
= 200
	people[name=李雷].remark = 狗已送走
	people[name=李雷].phone2 = 138****1111

== the room grid shows one layer at a time: open matters, whom somebody should see, who was visited
as desk
POST /api/v1/requests
	{"kind": "repair", "room": "3-2-501", "text": "走廊灯不亮"}
= 201
GET /api/v1/houses?building=3&layer=requests
= 200
	layer = requests
	items[room=3-2-501].mark = 在办
	items[room=3-2-501].mark_number >= 1
	items[room=3-2-502].mark = null
POST /api/v1/households/3-2-501
	{"state": "occupied"}
= 200
GET /api/v1/houses?building=3&layer=visits
= 200
	items[room=3-2-501].mark = 未访
GET /api/v1/houses?building=3&layer=care
= 200
	layer = care
GET /api/v1/houses?building=3&layer=nonsense
= 200
	layer = null
	items[room=3-2-501].mark is absent
