/* What a code on a door or a wall opens, and the ways in: by a code to the phone, by an invitation,
 * by the end of the phone. */
#include "app/app.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/portal/portal_web.h"
#include "modules/portal/templates.h"

static const char *agent_of(struct request *rq)
{
	return http_header(rq->http, "User-Agent");
}

/* ---- senders ---- */

/* Whoever scans it is nobody in particular, at that place. */
int card_sender(struct request *rq, int64_t *ret_community)
{
	struct portal_card *card = ARENA_NEW(rq->cx.arena, struct portal_card);
	int r = portal_card_find(&rq->cx, request_text(rq, "code"), card, ret_community);

	rq->home = card;
	return r < 0 ? r : 1;
}

int join_sender(struct request *rq, int64_t *ret_community)
{
	struct home_invite *invite = ARENA_NEW(rq->cx.arena, struct home_invite);
	int r = home_invite_find(&rq->cx, request_text(rq, "token"), invite, ret_community);

	rq->home = invite;
	return r < 0 ? r : 1;
}

/* ---- the place ---- */

static void card_json(struct json *j, const struct card_page *p)
{
	json_text(j, "community", p->head.title);
	json_text(j, "room", p->card.room);
	json_text(j, "place", p->card.place);
	json_text(j, "hotline", p->head.hotline);
	json_records(j, "notices", announcement_seen_fields, p->notices, p->notice_count);
}

int card_show(struct request *rq)
{
	enum { NOTICE_DAYS = 30, SHOWN = 3 };
	struct ctx *cx = &rq->cx;
	struct card_page p = { .card = *(struct portal_card *)rq->home };
	int64_t tail;
	int r = home_head_of(rq, NULL, &p.head);

	p.head.back = arena_printf(cx->arena, "/r/%s", p.card.token);
	if (r == OK)
		r = setting_int(cx, "portal.card_tail", &tail);
	if (r == OK)
		r = announcement_of_room(cx, 0, cx->now - DAYS(NOTICE_DAYS), &p.notices,
					 &p.notice_count);
	if (r < 0)
		return r;
	p.tail = tail && p.card.room_id;
	p.notice_count = MIN(p.notice_count, (size_t)SHOWN);
	return REPLY(rq, p.head.title, portal_card_html, card_json, &p);
}

struct entered {
	int kind;
};
static void entered_json(struct json *j, const struct entered *e)
{
	json_choice(j, "kind", home_session_kinds, e->kind);
}

static int let_in(struct request *rq, const char *cookie, int kind, const char *path)
{
	struct entered e = { kind };
	int64_t ms;
	int r = home_session_lasts(&rq->cx, kind, &ms);

	if (r < 0)
		return r;
	home_cookie_set(rq, cookie, ms / 1000);
	return REPLY_CHANGED(rq, entered_json, &e, "%s", path);
}

int card_enter(struct request *rq)
{
	char cookie[HOME_COOKIE];
	int r = portal_card_enter(&rq->cx, rq->home, request_text(rq, "tail"), agent_of(rq), cookie);

	return r < 0 ? r : let_in(rq, cookie, HOME_CARD, "/my/report");
}

/* ---- a public fault, the suggestion box ---- */

static void letter_json(struct json *j, const struct letter_page *p)
{
	if (*p->receipt)
		json_text(j, "receipt", p->receipt);
	if (p->m.id)
		json_record(j, home_matter_fields, &p->m);
}

static int letter_head(struct request *rq, struct letter_page *p)
{
	p->card = *(struct portal_card *)rq->home;
	return home_head_of(rq, NULL, &p->head);
}

int card_letter_form(struct request *rq)
{
	struct letter_page p = { 0 };
	int r = letter_head(rq, &p);

	p.head.back = arena_printf(rq->cx.arena, "/r/%s/write", p.card.token);
	return r < 0 ? r : REPLY(rq, T(&rq->cx, "意见箱"), portal_letter_html, letter_json, &p);
}

int card_letter_post(struct request *rq)
{
	struct letter_intake in = { 0 };
	struct letter_page p = { 0 };
	int r = letter_head(rq, &p);

	if (r == OK)
		r = request_form(rq, letter_fields, &in);
	if (r == OK)
		r = letter_send(&rq->cx, &p.card, &in, request_text(rq, "_key"), p.receipt);
	p.head.back = arena_printf(rq->cx.arena, "/r/%s", p.card.token);
	return r < 0 ? r : REPLY_STATUS(rq, 201, T(&rq->cx, "已收到"), portal_receipt_html, letter_json,
					&p);
}

int card_receipt(struct request *rq)
{
	struct letter_page p = { 0 };
	const char *receipt = request_text(rq, "receipt");
	int r = letter_head(rq, &p);

	p.head.back = arena_printf(rq->cx.arena, "/r/%s", p.card.token);
	if (r == OK && !text_blank(receipt))
		r = letter_get(&rq->cx, receipt, &p.m);
	/* a wrong receipt is no lost page: the form says so */
	if (r == ERR_INVALID && rq->wants == WANTS_HTML)
		r = OK;
	return r < 0 ? r : REPLY(rq, T(&rq->cx, "查回执"), portal_receipt_html, letter_json, &p);
}

/* ---- by invitation ---- */

static void join_json(struct json *j, const struct join_page *p)
{
	json_text(j, "name", p->name);
	json_text(j, "room", p->room);
}

int join_show(struct request *rq)
{
	const struct home_invite *i = rq->home;
	struct join_page p = { .token = request_text(rq, "token"), .room = i->room };
	int r = home_head_of(rq, NULL, &p.head);

	p.name = text_mask_name(rq->cx.arena, i->name);
	return r < 0 ? r : REPLY(rq, T(&rq->cx, "住户邀请"), portal_join_html, join_json, &p);
}

/* A preview in a chat opens the page; only the button uses the invitation up. */
int join_post(struct request *rq)
{
	char cookie[HOME_COOKIE];
	int r = home_invite_use(&rq->cx, request_text(rq, "token"), agent_of(rq), cookie);

	return r < 0 ? r : let_in(rq, cookie, HOME_SELF, "/my");
}

/* ---- by a code to the phone ---- */

static void enter_json(struct json *j, const struct enter_page *p)
{
	json_bool(j, "sent", p->sent);
}

static const char *next_of(struct request *rq)
{
	const char *next = request_text(rq, "next");

	return next && text_starts(next, "/my") && !strpbrk(next, "\\\r\n\t") ? next : "/my";
}

/* In an installation of one estate this is the one; with several the page names none. */
static int sole_community(struct ctx *cx)
{
	int64_t community;
	int r = home_sole_community(cx, &community);

	if (r == OK && community)
		cx->community = community;
	return r;
}

int enter_form(struct request *rq)
{
	struct enter_page p = { .next = next_of(rq) };
	const char *code = http_cookie(rq->http, "anju-code");
	int r = rq->cx.community ? OK : sole_community(&rq->cx);

	if (r == OK)
		r = home_head_of(rq, NULL, &p.head);
	p.head.back = "/my/enter";
	p.sent = code && *code && !text_equal(request_text(rq, "again"), "1");
	p.possible = true;
	if (r == OK && rq->cx.community)
		r = home_code_possible(&rq->cx, &p.possible);
	return r < 0 ? r : REPLY(rq, T(&rq->cx, "住户进入"), portal_enter_html, enter_json, &p);
}

int enter_send(struct request *rq)
{
	struct enter_page p = { .sent = true };
	char browser[HOME_COOKIE];
	int r = home_code_send(&rq->cx, request_text(rq, "phone"), rq->http->peer, browser);

	if (r < 0)
		return r;
	home_code_cookie_set(rq, browser);
	return REPLY_CHANGED(rq, enter_json, &p, "/my/enter");
}

int enter_use(struct request *rq)
{
	char cookie[HOME_COOKIE];
	int r = home_code_use(&rq->cx, http_cookie(rq->http, "anju-code"), request_text(rq, "code"),
			      agent_of(rq), cookie);

	if (r < 0)
		return r;
	home_code_cookie_set(rq, NULL);
	return let_in(rq, cookie, HOME_SELF, next_of(rq));
}
