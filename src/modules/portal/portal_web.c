/* Routes of the residents' entry, and the office's pages of it. */
#include "modules/portal/portal_web.h"
#include "app/app.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/portal/portal_parts.h"
#include "modules/portal/templates.h"

/* ---- invitations ---- */

static void invites_json(struct json *j, const struct portal_invites_page *p)
{
	json_records(j, "items", home_invite_fields, p->rows, p->count);
	json_text(j, "next", p->next);
}

static const char *cut(struct ctx *cx, size_t *count, int64_t last)
{
	if (*count <= PORTAL_PAGE)
		return NULL;
	*count = PORTAL_PAGE;
	return arena_printf(cx->arena, "%" PRId64, last);
}

static int invites(struct request *rq)
{
	struct portal_invites_page p = { .now = rq->cx.now };
	int64_t after;
	int r = request_int(rq, "after", 0, &after);

	if (r == OK)
		r = home_invite_list(&rq->cx, after, &p.rows, &p.count);
	if (r < 0)
		return r;
	if (p.count > PORTAL_PAGE)
		p.next = cut(&rq->cx, &p.count, p.rows[PORTAL_PAGE - 1].id);
	return REPLY(rq, T(&rq->cx, "住户邀请"), portal_invites_html, invites_json, &p);
}

static void invited_json(struct json *j, const struct portal_invited_page *p)
{
	json_record(j, home_invite_fields, &p->invite);
	json_text(j, "link", p->link);
}

static int invite(struct request *rq)
{
	struct portal_invited_page p = { 0 };
	char token[HOME_COOKIE];
	const char *address;
	int64_t occupancy;
	int r = request_id(rq, "occupancy", &occupancy);

	if (r == OK)
		r = home_invite_make(&rq->cx, occupancy, token, &p.invite);
	if (r == OK)
		r = portal_address(rq, &address, &p.only_here);
	if (r < 0)
		return r;
	p.link = arena_printf(rq->cx.arena, "%s/join/%s", address, token);
	return REPLY_STATUS(rq, 201, T(&rq->cx, "住户邀请"), portal_invited_html, invited_json, &p);
}

struct ended {
	int64_t id;
};
static void ended_json(struct json *j, const struct ended *e)
{
	json_id(j, "id", e->id);
}

static int take_back(struct request *rq)
{
	struct ended e;
	int r = request_id(rq, "id", &e.id);

	if (r == OK)
		r = home_invite_revoke(&rq->cx, e.id);
	return r < 0 ? r : REPLY_CHANGED(rq, ended_json, &e, "/portal/invites");
}

static int end_sessions(struct request *rq)
{
	struct ended e;
	int r = request_id(rq, "id", &e.id);

	if (r == OK)
		r = home_sessions_end(&rq->cx, e.id);
	return r < 0 ? r : REPLY_CHANGED(rq, ended_json, &e, "/portal/invites");
}

/* ---- ratings and letters ---- */

static void ratings_json(struct json *j, const struct portal_ratings_page *p)
{
	json_records(j, "items", rating_row_fields, p->rows, p->count);
	json_text(j, "next", p->next);
	json_int(j, "ratings", p->sum.ratings);
	json_int(j, "stars", p->sum.stars);
	json_int(j, "low", p->sum.low);
}

static int ratings(struct request *rq)
{
	enum { SUM_DAYS = 30 };
	struct portal_ratings_page p = { 0 };
	int64_t after;
	int r = request_int(rq, "after", 0, &after);

	if (r == OK)
		r = rating_list(&rq->cx, after, &p.rows, &p.count);
	if (r == OK)
		r = rating_sum(&rq->cx, rq->cx.now - DAYS(SUM_DAYS), &p.sum);
	if (r < 0)
		return r;
	if (p.count > PORTAL_PAGE)
		p.next = cut(&rq->cx, &p.count, p.rows[PORTAL_PAGE - 1].id);
	return REPLY(rq, T(&rq->cx, "住户评价"), portal_ratings_html, ratings_json, &p);
}

static void letters_json(struct json *j, const struct portal_letters_page *p)
{
	json_records(j, "items", letter_row_fields, p->rows, p->count);
	json_text(j, "next", p->next);
}

static int letters(struct request *rq)
{
	struct portal_letters_page p = { 0 };
	int64_t before;
	int r = request_int(rq, "after", 0, &before);

	if (r == OK)
		r = letter_list(&rq->cx, before, &p.rows, &p.count);
	if (r < 0)
		return r;
	if (p.count > PORTAL_PAGE)
		p.next = cut(&rq->cx, &p.count, p.rows[PORTAL_PAGE - 1].created_at);
	return REPLY(rq, T(&rq->cx, "意见箱"), portal_letters_html, letters_json, &p);
}

/* ---- the tables ---- */

static const struct field stars_input[] = {
	{ .name = "stars", .type = F_INT, .label = "星", .min = 1, .max = 5 },
	{ .name = "reasons", .type = F_INT, .label = "理由", .min = 0, .max = 255 },
	{ .name = "text", .type = F_TEXT, .label = "留言", .max = 500 },
};

#define RESIDENT(...) .sender = home_sender, .home = true, __VA_ARGS__
#define SCANNED(...)  .sender = card_sender, .home = true, __VA_ARGS__
static const struct route routes[] = {
	/* a resident who is in */
	{ "GET", "/my", PERM_RESIDENT, home_start, "A resident's first page", RESIDENT() },
	{ "GET", "/my/report", PERM_RESIDENT, home_report_form, "What can be reported", RESIDENT() },
	{ "POST", "/my/reports", PERM_RESIDENT, home_report_post, "Report a matter, with photos",
	  LANE_WORK, .upload = true, .form = home_report_form, .work = WORK_SHEET,
	  .input = home_report_table, .input_count = HOME_REPORT_FIELDS, RESIDENT() },
	{ "GET", "/my/reports", PERM_RESIDENT, home_mine, "The household's matters", RESIDENT() },
	{ "GET", "/my/reports/:id", PERM_RESIDENT, home_matter_show, "One matter", RESIDENT() },
	{ "POST", "/my/reports/:id/urge", PERM_RESIDENT, home_matter_urge, "Urge it",
	  .form = home_matter_show, RESIDENT() },
	{ "POST", "/my/reports/:id/withdraw", PERM_RESIDENT, home_matter_withdraw,
	  "Withdraw it before anybody was sent: reason", .form = home_matter_show, RESIDENT() },
	{ "POST", "/my/reports/:id/rate", PERM_RESIDENT, home_matter_rate,
	  "Rate it once: stars, reasons, text", .form = home_matter_show, INPUT(stars_input),
	  RESIDENT() },
	{ "GET", "/my/reports/:id/files/:file", PERM_RESIDENT, home_file_get,
	  "A photo the resident sent", RESIDENT() },
	{ "GET", "/my/notices", PERM_RESIDENT, home_notices_get, "The office's notices", RESIDENT() },
	{ "GET", "/my/notices/:id", PERM_RESIDENT, home_notice_show, "One notice", RESIDENT() },
	{ "POST", "/my/notices/:id/read", PERM_RESIDENT, home_notice_read_post,
	  "It was read: delivered to the household", RESIDENT() },
	{ "GET", "/my/letters/:id", PERM_RESIDENT, home_call_show,
	  "A letter of takeover or moving in, of a room this person owns", RESIDENT() },
	{ "POST", "/my/letters/:id/read", PERM_RESIDENT, home_call_read,
	  "It was read: that proves its delivery", RESIDENT() },
	{ "POST", "/my/leave", PERM_RESIDENT, home_leave, "Ends the resident's session", RESIDENT() },
	/* coming in */
	{ "GET", "/my/enter", PERM_PUBLIC, enter_form, "The way in by a code to the phone",
	  .home = true },
	{ "POST", "/my/enter/code", PERM_PUBLIC, enter_send, "Sends a code to a phone on file",
	  LANE_WORK, .form = enter_form, .home = true },
	{ "POST", "/my/enter", PERM_PUBLIC, enter_use, "Comes in with the code", LANE_WORK,
	  .form = enter_form, .home = true },
	{ "GET", "/my/text", PERM_PUBLIC, home_text_size, "Larger or usual letters, a cookie",
	  .door = DOOR_PAGE, .home = true },
	{ "GET", "/join/:token", PERM_PUBLIC, join_show, "An invitation", .sender = join_sender,
	  .home = true },
	{ "POST", "/join/:token", PERM_PUBLIC, join_post, "Comes in by the invitation, once",
	  .sender = join_sender, .home = true, .secret = true },
	/* a code on a door or a wall */
	{ "GET", "/r/:code", PERM_PUBLIC, card_show, "What a QR code opens", SCANNED() },
	{ "POST", "/r/:code/enter", PERM_PUBLIC, card_enter,
	  "Comes in with the end of a phone on file, to report", LANE_WORK, .form = card_show,
	  SCANNED() },
	{ "GET", "/r/:code/write", PERM_PUBLIC, card_letter_form, "Suggestion box and public faults",
	  SCANNED() },
	{ "POST", "/r/:code/letters", PERM_PUBLIC, card_letter_post,
	  "Writes to the box; the receipt is shown once", .form = card_letter_form, .secret = true,
	  .input = letter_table, .input_count = LETTER_FIELDS, SCANNED() },
	{ "GET", "/r/:code/receipt", PERM_PUBLIC, card_receipt, "What became of a letter: receipt",
	  SCANNED() },
	/* the office */
	{ "GET", "/portal", PERM_PORTAL_READ, portal_cards_get, "Door cards and place cards" },
	{ "POST", "/portal/cards", PERM_PORTAL_WRITE, portal_cards_post,
	  "Makes cards: building, or place", .form = portal_cards_get },
	{ "POST", "/portal/cards/:id/retire", PERM_PORTAL_WRITE, portal_card_retire_post,
	  "A code that leads nowhere any more", .form = portal_cards_get },
	{ "GET", "/portal/cards/paper", PERM_PORTAL_WRITE, portal_cards_paper,
	  "Cards to be put up, as a PDF", LANE_WORK, .work = WORK_PRINT },
	{ "GET", "/portal/invites", PERM_PORTAL_READ, invites, "Invitations" },
	{ "POST", "/portal/invites", PERM_PORTAL_WRITE, invite,
	  "Invites somebody of a room: occupancy; the link is shown once", .secret = true },
	{ "POST", "/portal/invites/:id/revoke", PERM_PORTAL_WRITE, take_back, "Takes an invitation back",
	  .form = invites },
	{ "POST", "/portal/people/:id/leave", PERM_PORTAL_WRITE, end_sessions,
	  "Ends all sessions of a resident" },
	{ "GET", "/portal/ratings", PERM_PORTAL_READ, ratings, "What residents thought" },
	{ "GET", "/portal/letters", PERM_PORTAL_READ, letters, "Suggestion box and public faults" },
	{ 0 },
};

static const struct menu_entry menu[] = {
	{ "/portal", "住户入口", "phone", PERM_PORTAL_READ, 62 },
	{ 0 },
};

static int sweep_run(struct ctx *cx, void *arg)
{
	(void)arg;
	return portal_sweep(cx);
}

static int sweep(struct ctx *cx)
{
	return app_write(cx, sweep_run, NULL);
}

static const struct job jobs[] = {
	{ "portal.sweep", 3600, sweep, "清理住户入口到期的登录、验证码和限次" },
	{ 0 },
};

static const struct follow follows[] = {
	{ "resident", "merge", portal_person_merged },
	{ 0 },
};

const struct module portal_module = {
	.name = "portal",
	.label = "住户入口",
	.routes = routes,
	.settings = portal_settings,
	.jobs = jobs,
	.menu = menu,
	.follows = follows,
	.help = portal_help,
};
