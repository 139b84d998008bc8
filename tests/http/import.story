# Import and export from the command line beside the running server.

== a second import of the same roster changes nothing
run import households tests/http/roster.csv
	body ~ 0
as desk
GET /api/v1/households?page_size=100
= 200
	total = 7
	items count 7

== an import tries first, when asked to
run 3 import households tests/http/roster-more.csv --dry-run
GET /api/v1/households?page_size=100
= 200
	total = 7

== rows that cannot be read are named with the reason; the others come in
run 3 import households tests/http/roster-more.csv
GET /api/v1/households?page_size=100
= 200
	total = 8
GET /api/v1/households/7-1-101
= 200
	people.0.name = 冯强

== what is no table at all is refused whole
run 2 import households tests/http/photo.png
run 2 import households ${folder}/not-there.csv
run 2 import unicorns tests/http/roster.csv
GET /api/v1/households?page_size=100
= 200
	total = 8

== letters with their replies become closed matters with their own times, once
run import requests tests/http/letters.csv
GET /api/v1/requests?state=closed
= 200
	total = 3
GET /api/v1/requests?q=广场舞
= 200
	items count 1
	items.0.id -> letter
GET /api/v1/requests/${letter}
= 200
	state = closed
	room is empty
	received_at ~ ^2019-04-25T09:32:09
	closed_at ~ ^2019
	text ~ 广场舞
	events[action=answer].to_state = closed
run import requests tests/http/letters.csv
GET /api/v1/requests?state=closed
= 200
	total = 3

== what goes out has masked numbers, and coming in again it damages nothing
run export households ${folder}/out.csv
run export requests ${folder}/out.xlsx
run export requests ${folder}/out.json
run import households ${folder}/out.csv
GET /api/v1/callers/13812345612
= 200
	known = true
GET /api/v1/households?page_size=100
= 200
	total = 8

== the button of a list exports what the list shows, all of it
as admin
POST /api/v1/people
	{"login": "boss", "name": "何主任", "role": "supervisor"}
= 201
run token --user boss
	body find ([^[:space:]]+) -> token_boss
as boss
GET /api/v1/exports/requests?format=json&kind=enquiry&q=广场舞&page_size=1&order=due&after=7
= 200
	body has 广场舞
GET /api/v1/exports/requests?format=csv&kind=repair&q=广场舞
= 200
	body lacks 广场舞
GET /api/v1/exports/households
= 200

== after a stop and a start everything is there
as desk
stop
serve
GET /api/v1/households?page_size=100
= 200
	total = 8
run verify
