# Phrases by a short form: whose they are and who may change the office's.

== a clerk keeps phrases of his own; the office's are the supervisor's
as desk
GET /api/v1/scripts/phrases
= 200
	items[abbreviation=dj].owner = built_in
POST /api/v1/scripts/phrases
	{"abbreviation": "mh", "text": "门禁卡已补办，请本人带证件来取。"}
= 200
	items[abbreviation=mh].owner = mine
POST /api/v1/scripts/phrases
	{"abbreviation": "mh", "text": "x", "whose": "office"}
= 403
POST /api/v1/scripts/phrases
	{"abbreviation": "M H", "text": "x"}
= 422
	error.fields.abbreviation has 缩写
POST /api/v1/scripts/phrases
	{"abbreviation": "mh", "text": "x", "whose": "nobody"}
= 422
as director
GET /api/v1/scripts/phrases
= 200
	items[abbreviation=mh] is absent
POST /api/v1/scripts/phrases
	{"abbreviation": "dj", "text": "已登记。", "whose": "office"}
= 200
as desk
GET /api/v1/scripts/phrases
= 200
	items[abbreviation=dj].text = 已登记。
	items[abbreviation=dj].owner = office
