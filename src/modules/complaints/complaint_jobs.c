/* What happens to complaints without anybody asking, and what follows from other areas. */
#include "app/app.h"
#include "app/follow.h"
#include "app/notice.h"
#include "app/timeline.h"
#include "base/civil.h"
#include "base/text.h"
#include "modules/complaints/complaint_inputs.h"
#include "modules/complaints/complaint_norms.h"
#include "modules/complaints/complaint_parts.h"
#include "modules/requests/norms.h"
#include "store/store.h"

enum { AT_ONCE = 200 };

/* ---- telling people, never the person complained about ---- */

struct holder {
	int64_t account;
};
static const struct field holder_fields[] = { FIELD(holder, account, .show = SHOW_ID) };

static int tell_holders(struct ctx *cx, const struct complaint *c, enum role role,
			const struct notice *n, size_t *ret_count)
{
	struct holder *list;
	int r = store_list(cx,
			   SQL("SELECT DISTINCT sp.account_id AS account FROM staff_post sp"
			       " JOIN post p ON p.community_id = sp.community_id AND p.id = sp.post_id"
			       " WHERE sp.community_id = ? AND p.role = ? AND sp.from_at <= ?"
			       " AND (sp.until_at = 0 OR sp.until_at > ?) AND sp.account_id <> ?"
			       " ORDER BY sp.account_id LIMIT 20"),
			   BINDS(cx->community, (int)role, cx->now, cx->now, c->accused_id),
			   FIELDS(holder, holder_fields), &list, ret_count);

	for (size_t i = 0; r == OK && i < *ret_count; i++) {
		struct notice one = *n;
		one.account = list[i].account;
		r = notice_tell(cx, &one);
	}
	return r;
}

int complaint_tell(struct ctx *cx, const struct complaint *c, enum role role, const char *kind,
		   const char *title, bool urgent)
{
	struct notice n = { .kind = kind, .subject = "complaint", .subject_id = c->id,
			    .title = arena_printf(cx->arena, "%s %s", c->number, title),
			    .text = c->title, .urgent = urgent };
	size_t count;
	int r = tell_holders(cx, c, role, &n, &count);

	/* the director himself is complained about: his deputy hears of it */
	return r == OK && !count && role == ROLE_DIRECTOR
		? tell_holders(cx, c, ROLE_DEPUTY_DIRECTOR, &n, &count) : r;
}

/* Night and urgent ones: the supervisor hears of them at once, not when he opens the list. */
int complaint_on_open(struct ctx *cx, int64_t id)
{
	struct complaint c;
	int r = complaint_read(cx, id, &c);

	if (r < 0 || (!c.urgent && !c.after_hours))
		return r;
	return complaint_tell(cx, &c, ROLE_SUPERVISOR, "complaint_new",
			      c.urgent ? T(cx, "特急投诉") : T(cx, "下班后受理的投诉"), c.urgent);
}

/* 8 (c): what is important or major goes to the director. */
int complaint_on_verify(struct ctx *cx, int64_t id)
{
	struct complaint c;
	int r = complaint_read(cx, id, &c);

	if (r < 0 || c.validity != VALIDITY_VALID || c.grade < GRADE_IMPORTANT)
		return r;
	return complaint_tell(cx, &c, ROLE_DIRECTOR, "complaint_grave",
			      c.grade == GRADE_MAJOR ? T(cx, "判为重大投诉，请报公司")
						     : T(cx, "判为重要投诉"),
			      c.grade == GRADE_MAJOR);
}

/* Who is given it hears of it at once, as with a request. */
int complaint_on_assign(struct ctx *cx, int64_t id)
{
	struct complaint c;
	int r = complaint_read(cx, id, &c);

	if (r < 0 || (!c.assignee_id && !c.post_id))
		return r;
	return notice_tell(cx, &(struct notice){
				       .account = c.assignee_id, .post = c.post_id,
				       .except = c.accused_id, .kind = "assigned",
				       .subject = "complaint", .subject_id = id, .text = c.number,
				       .title = arena_printf(cx->arena, "%s%s %s", T(cx, "投诉派给你："),
							     c.room, c.title),
				       .urgent = c.urgent || c.grade == GRADE_MAJOR,
				       .merge = arena_printf(cx->arena, "assigned %" PRId64, id) });
}

/* ---- a month open: 重大 ---- */

static int is_due(const struct ctx *cx, const struct complaint *c, int64_t days)
{
	int64_t since = MAX(c->received_at, c->reopened_at);

	return c->state < COMPLAINT_ANSWERED && c->validity == VALIDITY_VALID &&
	       c->grade < GRADE_MAJOR && since + DAYS(days) <= cx->now;
}

static int note_upgrade(struct ctx *cx, const struct complaint *c, int old, int64_t days)
{
	const struct choice *from = choice_of(complaint_grades, old);

	return journal_add(cx, &(struct journal_entry){
				       .subject = "complaint", .subject_id = c->id,
				       .action = "upgrade",
				       .note = arena_printf(cx->arena, T(cx, "%s → 重大：满 %d 天未办结"),
							    T(cx, from->label), (int)days),
				       .data = arena_printf(cx->arena,
							    "{\"from\":\"%s\",\"to\":\"major\"}",
							    from->word) });
}

static int upgrade(struct ctx *cx, void *arg)
{
	struct complaint c;
	int64_t days;
	int old, r = complaint_read(cx, *(const int64_t *)arg, &c);

	if (r == OK)
		r = setting_int(cx, "complaints.major_after_days", &days);
	if (r < 0 || !is_due(cx, &c, days))
		return r;
	old = c.grade;
	r = complaint_set_grade(cx, &c, GRADE_MAJOR, 0);
	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE complaint SET upgraded_at = ?, version = version + 1"
				   " WHERE community_id = ? AND id = ?"),
			       BINDS(cx->now, cx->community, c.id));
	if (r == OK)
		r = note_upgrade(cx, &c, old, days);
	if (r == OK)
		r = complaint_clocks_refresh(cx, &c);
	if (r == OK)
		r = complaint_tell(cx, &c, ROLE_DIRECTOR, "complaint_major",
				   T(cx, "满一个月未办结，已升为重大投诉，请报公司"), true);
	return r == OK ? follow_tell(cx, "complaint", "upgrade", c.id) : r;
}

int complaint_upgrade_due(struct ctx *cx)
{
	struct complaint *list;
	size_t count;
	int64_t days;
	int r = setting_int(cx, "complaints.major_after_days", &days);

	if (r == OK)
		r = store_list(cx,
			       SQL("SELECT id FROM complaint WHERE community_id = ? AND state < 6"
				   " AND validity = 1 AND grade < 3 AND received_at <= ?"
				   " AND reopened_at <= ? ORDER BY id LIMIT ?"),
			       BINDS(cx->community, cx->now - DAYS(days), cx->now - DAYS(days), AT_ONCE),
			       complaint_fields, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = app_write(cx, upgrade, &list[i].id);
	return r;
}

/* ---- what follows ---- */

/* 15 (c): the help call stays open until the complaint closes. */
const struct norm complaint_child_norm = { "child", "转投诉", "15 (c)", "complaints.answer_days",
					   .count = BY_DAYS };

static int channel_of_source(int source)
{
	switch (source) {
	case SOURCE_STEWARD:
	case SOURCE_PATROL:
	case SOURCE_OUTSIDE:
		return COMPLAINT_BY_OTHER;
	default:
		return COMPLAINT_BY_PHONE;
	}
}

static int open_from_request(struct ctx *cx, const struct request_record *q, const char *text)
{
	struct complaint_intake in = { .channel = channel_of_source(q->source), .room = q->room,
				       .place = q->place, .person_name = q->person_name,
				       .phone = q->phone, .text = text_blank(text) ? q->text : text,
				       .urgent = q->urgency != URGENCY_NORMAL,
				       .contact_id = q->contact_id, .origin = "request",
				       .origin_id = q->id };
	struct complaint c;
	int r = complaint_open(cx, &in, &c);

	if (r == OK)
		r = obligation_open(cx, &complaint_child_norm, "request", q->id, 0, 0, 0, NULL);
	if (r == OK)
		r = request_clock_changed(cx, q->id);
	return r < 0 ? r
		     : journal_add(cx, &(struct journal_entry){
					       .subject = "request", .subject_id = q->id,
					       .action = "child",
					       .note = arena_printf(cx->arena, T(cx, "投诉 %s"),
								    c.number) });
}

int complaint_on_turn(struct ctx *cx, int64_t id)
{
	struct request_record q;
	struct journal_entry *events;
	size_t count;
	int r = journal_of(cx, "request", id, &events, &count);

	if (r < 0)
		return r;
	/* the step that was just taken is the last line; it may have turned into something else */
	if (!count || !events[count - 1].data || !strstr(events[count - 1].data, "complaint"))
		return OK;
	r = request_get(cx, id, &q);
	return r == OK ? open_from_request(cx, &q, events[count - 1].note) : r;
}

static int free_parent(struct ctx *cx, const struct complaint *c)
{
	int r;

	if (strcmp(c->origin, "request"))
		return OK;
	r = obligation_meet(cx, "request", c->origin_id, "child", 0);
	return r == OK ? request_clock_changed(cx, c->origin_id) : r;
}

/* Also the help calls whose complaints were merged into this one. */
int complaint_on_close(struct ctx *cx, int64_t id)
{
	struct complaint c, *merged;
	size_t count;
	int r = complaint_read(cx, id, &c);

	if (r == OK)
		r = free_parent(cx, &c);
	if (r == OK)
		r = complaint_merged(cx, id, &merged, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = free_parent(cx, &merged[i]);
	return r;
}

int complaint_clock_changed(struct ctx *cx, int64_t id)
{
	struct complaint c;
	int r = complaint_read(cx, id, &c);

	return r == OK ? complaint_clocks_refresh(cx, &c) : r;
}

/* ---- the household's time line ---- */

int complaint_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		       size_t *ret_count)
{
	struct complaint *rows;
	int r = complaint_of_room(cx, room, false, most, &rows, ret_count);

	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, *ret_count, sizeof **ret);
	for (size_t i = 0; i < *ret_count; i++) {
		const struct complaint *c = &rows[i];
		(*ret)[i] = (struct timeline_entry){
			.at = c->received_at, .kind = "complaint", .text = c->title,
			.label = T(cx, "投诉"), .number = c->number, .page = "complaints", .id = c->id,
			.state = T(cx, choice_of(complaint_states, c->state)->label),
			.colour = c->state >= COMPLAINT_CLOSED ? "grey" : "red",
			.who = c->assignee_name ? c->assignee_name : c->post_name,
		};
	}
	return OK;
}
