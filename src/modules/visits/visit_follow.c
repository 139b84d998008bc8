/* Which ended matters are asked about: all leaks, paid, urgent and re-done repairs and a share of
 * the others (9 (d), 16 (d)); grave help within a day (15 (e)). */
#include "app/post.h"
#include "base/text.h"
#include "modules/requests/requests.h"
#include "modules/visits/visit_draw.h"
#include "modules/visits/visit_parts.h"
#include "store/store.h"

enum { DOERS_MOST = 16, VISITS_MOST = 2000 };

/* One of the words of a setting, parted by commas, stands in a text of the matter. */
static int says_one_of(struct ctx *cx, const struct request_record *q, const char *setting,
		       bool *ret)
{
	const char *words;
	char *rest, *word;
	int r = setting_text(cx, setting, &words);

	*ret = false;
	if (r < 0)
		return r;
	rest = arena_strdup(cx->arena, words);
	for (char *s = rest; (s = strstr(s, "，")); ) {
		*s = ','; /* a full-width comma is three bytes: the other two become blanks */
		s[1] = s[2] = ' ';
	}
	while ((word = text_split(&rest, ','))) {
		word = text_trim(cx->arena, word);
		if (*word && (text_contains(q->text, word) || text_contains(q->title, word) ||
			      (q->result && text_contains(q->result, word))))
			*ret = true;
	}
	return OK;
}

/* Why this repair is asked about whatever the lot says; 0 = by lot. */
static int must_visit(struct ctx *cx, const struct request_record *q, int *ret)
{
	bool leak, redone;
	int r = says_one_of(cx, q, "visits.leak_words", &leak);

	if (r == OK)
		r = says_one_of(cx, q, "visits.redo_words", &redone);
	*ret = 0;
	if (r < 0)
		return r;
	if (leak)
		*ret = REASON_LEAK;
	else if (q->total_fen > 0)
		*ret = REASON_PAID;
	else if (q->urgency > URGENCY_NORMAL)
		*ret = REASON_URGENT;
	else if (redone || q->redone)
		*ret = REASON_REDONE;
	return OK;
}

/* Work in a public place is asked about only where it leaked: there somebody lives below. */
static int choose_repair(struct ctx *cx, const struct request_record *q, int *ret_reason)
{
	bool indoors = q->room_id && !q->public_area;
	int64_t percent;
	int must, r = must_visit(cx, q, &must);

	*ret_reason = 0;
	if (r == OK)
		r = setting_int(cx, "visits.repair_percent", &percent);
	if (r < 0)
		return r;
	if (!indoors) {
		*ret_reason = must == REASON_LEAK ? must : 0;
		return OK;
	}
	return visit_draw(cx, POOL_REPAIR, q->id, q->number, must, percent, ret_reason);
}

static int choose_help(struct ctx *cx, const struct request_record *q, int *ret_reason)
{
	int64_t percent;
	int r;

	*ret_reason = 0;
	switch (q->help_class) {
	case HELP_PATIENT:
	case HELP_CRIME:
	case HELP_DISASTER:
		*ret_reason = REASON_GRAVE;
		return OK;
	case HELP_REPAIR:
	case HELP_COMPLAINT: /* what was made of it is asked about by itself */
		return OK;
	default:
		r = setting_int(cx, "visits.help_percent", &percent);
		if (r < 0)
			return r;
		return visit_draw(cx, POOL_HELP, q->id, q->number, 0, percent, ret_reason);
	}
}

struct helper {
	int64_t account_id;
};
static const struct field helper_fields[] = { FIELD(helper, account_id, 0) };

static int find_doers(struct ctx *cx, const struct request_record *q, int64_t *doers,
		      size_t *ret_count)
{
	struct helper *list;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT account_id FROM request_helper WHERE community_id = ?"
			       " AND request_id = ? LIMIT ?"),
			   BINDS(cx->community, q->id, DOERS_MOST - 1),
			   FIELDS(helper, helper_fields), &list, &count);

	*ret_count = 0;
	if (q->assignee_id)
		doers[(*ret_count)++] = q->assignee_id;
	for (size_t i = 0; r == OK && i < count; i++)
		doers[(*ret_count)++] = list[i].account_id;
	return r;
}

static int unit_of(const struct request_record *q)
{
	if (q->kind == KIND_REPAIR)
		return DEPT_ENGINEERING;
	if (q->help_class == HELP_PATIENT || q->help_class == HELP_CRIME ||
	    q->help_class == HELP_DISASTER)
		return DEPT_ORDER;
	return DEPT_SERVICE;
}

/* The duty went to a post already; the visit says the same. A plan that goes on is the post's. */
static int hand_to_post(struct ctx *cx, const struct visit *v)
{
	struct obligation *list;
	int64_t post = 0;
	size_t count;
	int r = obligation_of(cx, "visit", v->id, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (list[i].state == OBLIGATION_OPEN && !strcmp(list[i].kind, "visit"))
			post = list[i].post_id;
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE visit SET assignee_id = 0, post_id = ? WHERE community_id = ?"
			      " AND id = ?"),
			  BINDS(post, cx->community, v->id));
}

int visit_person_left(struct ctx *cx, int64_t account)
{
	struct visit *list;
	int64_t post;
	size_t count;
	int r = store_list(cx,
			   SQL(SELECT_VISIT "WHERE v.community_id = ? AND v.assignee_id = ?"
					    " AND v.state < 4 ORDER BY v.id LIMIT ?"),
			   BINDS(cx->community, account, (int)VISITS_MOST), visit_fields, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		r = hand_to_post(cx, &list[i]);
	if (r == OK)
		r = post_of_role(cx, ROLE_DIRECTOR, &post);
	if (r < 0)
		return r;
	return store_exec(cx,
			  SQL("UPDATE visit_plan SET owner_id = 0, post_id = CASE WHEN category = 1"
			      " THEN ? ELSE post_id END WHERE community_id = ? AND owner_id = ?"),
			  BINDS(post, cx->community, account));
}

static int open_visit(struct ctx *cx, const struct request_record *q, int reason)
{
	int64_t doers[DOERS_MOST];
	struct visit v;
	struct visit_new in = {
		.kind = q->kind == KIND_HELP ? VISIT_HELP
			: q->total_fen > 0   ? VISIT_SERVICE
					     : VISIT_REPAIR,
		.reason = reason, .subject = "request", .subject_id = q->id,
		.subject_number = q->number, .room_id = q->room_id, .room = q->room,
		.person_name = q->person_name, .phone = q->phone, .title = q->title,
		.unit = unit_of(q), .doers = doers,
	};
	int r = find_doers(cx, q, doers, &in.doer_count);

	return r == OK ? visit_open(cx, &in, &v) : r;
}

int visit_request_closed(struct ctx *cx, int64_t id)
{
	struct request_record q;
	int reason = 0, r = request_get(cx, id, &q);

	/* nobody to ask: neither a door nor a number */
	if (r < 0 || (!q.room_id && text_blank(q.phone)))
		return r;
	if (q.kind == KIND_REPAIR)
		r = choose_repair(cx, &q, &reason);
	else if (q.kind == KIND_HELP)
		r = choose_help(cx, &q, &reason);
	return r < 0 || !reason ? r : open_visit(cx, &q, reason);
}

int visit_of_rating(struct ctx *cx, int64_t request)
{
	struct request_record q;
	int r = request_get(cx, request, &q);

	return r < 0 ? r : open_visit(cx, &q, REASON_RATING);
}
