#include "modules/visits/visits.h"
#include "app/calendar.h"
#include "app/number.h"
#include "app/post.h"
#include "app/timeline.h"
#include "base/civil.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/houses/houses.h"
#include "modules/visits/visit_parts.h"
#include "store/store.h"

enum { RECORDS_MOST = 100, SUBJECT_MOST = 50 };

/* ---- clocks ---- */

static const struct norm by_hours = { "visit", "回访", "13 (d)", "visits.complaint_hours", false,
				      LADDER_DESK, BY_TIME };
static const struct norm by_days = { "visit", "回访", "9 (d)", "visits.complaint_days", false,
				     LADDER_DESK, BY_DAYS };
static const struct norm of_repair = { "visit", "回访", "9 (d)", "visits.repair_days", false,
				       LADDER_DESK, BY_DAYS };
static const struct norm of_grave = { "visit", "回访", "15 (e)", "visits.help_grave_hours", false,
				      LADDER_DESK, BY_TIME };
static const struct norm of_help = { "visit", "回访", "9 (d)", "visits.help_days", false,
				     LADDER_DESK, BY_DAYS };
static const struct norm of_other = { "visit", "回访", "9 (d)", "visits.other_days", false,
				      LADDER_DESK, BY_DAYS };
static const struct norm of_second = { "visit", "二次回访", "9 (c)", "visits.second_days", false,
				       LADDER_DESK, BY_DAYS };
static const struct norm of_plan = { "visit", "走访", "9 (d)", NULL, false, LADDER_HEAD, BY_TIME };
static const struct norm of_reply = { "reply", "约定答复", "9 (c)", NULL, false, LADDER_DESK,
				      BY_TIME };
static const struct norm clocks[] = {
	[CLOCK_REVIEW] = { "review", "审核", "9 (c)", "visits.review_hours", false, LADDER_HEAD,
			   BY_TIME },
	[CLOCK_SIGN] = { "sign", "补签名", "9 (d)", "visits.sign_days", false, LADDER_DESK,
			 BY_DAYS },
	[CLOCK_DECIDE] = { "decide", "决定怎么回访", "9 (c)", "visits.decide_hours", false,
			   LADDER_HEAD, BY_TIME },
};

const struct norm_of visit_norms[] = {
	{ "visit", &by_hours },		    { "visit", &by_days },
	{ "visit", &of_repair },	    { "visit", &of_grave },
	{ "visit", &of_help },		    { "visit", &of_other },
	{ "visit", &of_second },	    { "visit", &of_plan },
	{ "visit", &of_reply },		    { "visit", &clocks[CLOCK_REVIEW] },
	{ "visit", &clocks[CLOCK_SIGN] },   { "visit", &clocks[CLOCK_DECIDE] },
	{ NULL, NULL },
};

static int norm_for(struct ctx *cx, const struct visit_new *in, const struct norm **ret)
{
	int64_t days;
	int r = OK;

	*ret = &of_other;
	if (in->kind == VISIT_COMPLAINT) {
		r = setting_int(cx, "visits.complaint_days", &days);
		*ret = r == OK && days ? &by_days : &by_hours;
	} else if (in->reason == REASON_SECOND) {
		*ret = &of_second;
	} else if (in->kind == VISIT_REPAIR || in->kind == VISIT_SERVICE) {
		*ret = &of_repair;
	} else if (in->kind == VISIT_HELP) {
		*ret = in->reason == REASON_GRAVE ? &of_grave : &of_help;
	}
	return r;
}

int visit_owe(struct ctx *cx, int64_t id, const struct visit_new *in, int64_t owner, int64_t post,
	      int64_t *ret_due)
{
	const struct norm *norm;
	int r;

	if (in->due_at) {
		*ret_due = in->due_at;
		return obligation_promise(cx, &of_plan, "visit", id, in->due_at, owner, post);
	}
	r = norm_for(cx, in, &norm);
	if (r < 0)
		return r;
	return obligation_open(cx, norm, "visit", id, in->began_at, owner, post, ret_due);
}

int visit_clock(struct ctx *cx, const struct visit *v, enum visit_clock clock, int64_t owner,
		int64_t post)
{
	int64_t due;
	int r = obligation_open(cx, &clocks[clock], "visit", v->id, 0, owner, post, &due);

	return r == OK && v->hidden_from ? obligation_hide(cx, "visit", v->id, v->hidden_from) : r;
}

int visit_promise(struct ctx *cx, const struct visit *v, int64_t due)
{
	int r = obligation_promise(cx, &of_reply, "visit", v->id, due, v->visitor_id, 0);

	return r == OK && v->hidden_from ? obligation_hide(cx, "visit", v->id, v->hidden_from) : r;
}

int visit_first_post(struct ctx *cx, const struct visit_new *in, int64_t *ret)
{
	int r = OK;

	*ret = 0;
	if (in->kind == VISIT_COMPLAINT) {
		r = post_of_role(cx, in->major ? ROLE_DIRECTOR : ROLE_SUPERVISOR, ret);
	} else if (!text_blank(in->room)) { /* 管家 of the building */
		const char *dash = strchr(in->room, '-');
		const char *building = arena_printf(cx->arena, "%.*s",
						    dash ? (int)(dash - in->room) : 0, in->room);
		r = building_post(cx, building, ret);
	}
	if (r == OK && !*ret)
		r = post_of_role(cx, ROLE_FRONT_DESK, ret);
	return r;
}

/* ---- opening ---- */

static int insert(struct ctx *cx, const struct visit *v)
{
	int r = store_exec(cx,
		SQL("INSERT INTO visit (community_id, id, number, kind, state, outcome, reason,"
		    " subject, subject_id, subject_number, parent_id, round, plan_id, room_id, room,"
		    " person_name, phone, title, unit, major, at_home, assignee_id, post_id,"
		    " appointment_at, began_at, due_at, visited_at, visitor_id, channel, grade, tries,"
		    " signed_at, reply_at, complaint_id, reviewed_by, review_text, closed_at,"
		    " created_at, version) VALUES (?, ?, ?, ?, 1, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
		    " ?, 0, 0, 0, ?, ?, 0, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', 0, ?, 1)"),
		BINDS(cx->community, v->id, v->number, v->kind, v->reason, v->subject, v->subject_id,
		      v->subject_number, v->parent_id, v->round, v->plan_id, v->room_id, v->room,
		      v->person_name, v->phone, v->title, v->assignee_id, v->post_id, v->began_at,
		      v->due_at, cx->now));

	if (r == OK && (v->unit || v->major))
		r = store_exec(cx,
			       SQL("UPDATE visit SET unit = ?, major = ? WHERE community_id = ?"
				   " AND id = ?"),
			       BINDS(v->unit, v->major, cx->community, v->id));
	return r;
}

static int keep_off(struct ctx *cx, int64_t id, const struct visit_new *in)
{
	int r = OK;

	for (size_t i = 0; r == OK && i < in->doer_count; i++)
		if (in->doers[i])
			r = store_exec(cx,
				       SQL("INSERT INTO visit_doer (community_id, visit_id,"
					   " account_id) VALUES (?, ?, ?) ON CONFLICT (community_id,"
					   " visit_id, account_id) DO NOTHING"),
				       BINDS(cx->community, id, in->doers[i]));
	return r;
}

static bool is_among(const struct visit_new *in, int64_t account)
{
	for (size_t i = 0; account && i < in->doer_count; i++)
		if (in->doers[i] == account)
			return true;
	return false;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static struct visit made_of(struct ctx *cx, const struct visit_new *in, const char *number)
{
	return (struct visit){ .id = id_new(cx->now), .number = number, .kind = in->kind,
			       .reason = in->reason, .subject = or_empty(in->subject),
			       .subject_id = in->subject_id,
			       .subject_number = or_empty(in->subject_number),
			       .parent_id = in->parent_id, .round = MAX(in->round, 1),
			       .plan_id = in->plan_id, .room_id = in->room_id,
			       .room = or_empty(in->room), .person_name = or_empty(in->person_name),
			       .phone = or_empty(in->phone), .title = or_empty(in->title),
			       .unit = in->unit, .major = in->major,
			       .assignee_id = in->assignee_id, .post_id = in->post_id,
			       .began_at = in->began_at ? in->began_at : cx->now };
}

int visit_open(struct ctx *cx, const struct visit_new *in, struct visit *ret)
{
	struct visit v;
	char *number;
	int r;

	if (is_among(in, in->assignee_id))
		return fail_field(cx, "assignee", T(cx, "经办人不能自己回访，请安排别人。"));
	r = number_next(cx, "HF", &number);
	if (r < 0)
		return r;
	v = made_of(cx, in, number);
	if (!v.assignee_id && !v.post_id)
		r = visit_first_post(cx, in, &v.post_id);
	if (r == OK)
		r = visit_owe(cx, v.id, in, v.assignee_id, v.post_id, &v.due_at);
	if (r == OK)
		r = insert(cx, &v);
	if (r == OK)
		r = keep_off(cx, v.id, in);
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){
			.subject = "visit", .subject_id = v.id, .action = "open",
			.to_state = "pending",
			.note = arena_printf(cx->arena, "%s %s %s", v.subject_number, v.title,
					     T(cx, choice_of(visit_reasons, v.reason)->label)) });
	return r == OK ? visit_get(cx, v.id, ret) : r;
}

int visit_second(struct ctx *cx, const struct visit *parent, int64_t due, struct visit *ret)
{
	struct visit_new in = {
		.kind = parent->kind, .reason = REASON_SECOND, .subject = parent->subject,
		.subject_id = parent->subject_id, .subject_number = parent->subject_number,
		.parent_id = parent->id, .round = parent->round + 1, .room_id = parent->room_id,
		.room = parent->room, .person_name = parent->person_name, .phone = parent->phone,
		.title = parent->title, .unit = parent->unit, .major = parent->major,
		.due_at = due,
	};
	int r = visit_open(cx, &in, ret);

	return r == OK ? visit_same_doers(cx, parent->id, ret->id) : r;
}

int visit_same_doers(struct ctx *cx, int64_t from, int64_t to)
{
	return store_exec(cx,
			  SQL("INSERT INTO visit_doer (community_id, visit_id, account_id)"
			      " SELECT d.community_id, ?, d.account_id FROM visit_doer d"
			      " WHERE d.community_id = ? AND d.visit_id = ? AND d.account_id <> 0"
			      " ON CONFLICT (community_id, visit_id, account_id) DO NOTHING"),
			  BINDS(to, cx->community, from));
}

int visit_hide(struct ctx *cx, int64_t id, int64_t account)
{
	struct visit_new kept_off = { .doers = &account, .doer_count = 1 };
	int r = keep_off(cx, id, &kept_off);

	if (r == OK)
		r = store_exec(cx,
			       SQL("UPDATE visit SET hidden_from = ? WHERE community_id = ? AND id = ?"),
			       BINDS(account, cx->community, id));
	return r == OK ? obligation_hide(cx, "visit", id, account) : r;
}

int visit_arrange(struct ctx *cx, const struct visit_intake *in, struct visit *ret)
{
	struct visit_new new = { .kind = in->kind ? in->kind : VISIT_REGULAR,
				 .reason = REASON_HAND, .person_name = in->person_name,
				 .phone = in->phone, .title = in->title, .due_at = in->due_at,
				 .assignee_id = in->assignee };
	struct room room;
	int64_t found;
	int r;

	if (in->due_at && in->due_at < cx->now)
		return fail_field(cx, "due_at", T(cx, "这个时间已经过去。"));
	if (new.kind == VISIT_COMPLAINT)
		return fail_field(cx, "kind", T(cx, "投诉的回访在处理完毕时自动列出，不能另外安排。"));
	r = room_find(cx, in->room, &room);
	if (r == ERR_NOT_FOUND)
		return fail_field(cx, "room", "%s", cx->why);
	if (r == OK && in->assignee) {
		r = store_int(cx,
			      SQL("SELECT account_id FROM staff WHERE community_id = ?"
				  " AND account_id = ? AND left_on = 0"),
			      BINDS(cx->community, in->assignee), &found);
		if (r == ERR_NOT_FOUND)
			return fail_field(cx, "assignee", T(cx, "这个人不在本管理处。"));
	}
	if (r < 0)
		return r;
	new.room_id = room.id;
	new.room = room.room;
	return visit_open(cx, &new, ret);
}

/* ---- reading ---- */

void visit_mark_late(const struct ctx *cx, struct visit *v, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool waits = v[i].state <= VISIT_UNREACHED;
		int64_t done = waits ? cx->now : v[i].visited_at;
		if (v[i].due_at && done > v[i].due_at)
			v[i].late_days = (int)((done - v[i].due_at + DAYS(1) - 1) / DAYS(1));
	}
}

int64_t visit_viewer(const struct ctx *cx)
{
	return cx->actor ? cx->actor->id : -1;
}

int visit_get(struct ctx *cx, int64_t id, struct visit *ret)
{
	int r = store_one(cx,
			  SQL(SELECT_VISIT "WHERE v.community_id = ? AND v.id = ? AND " VISIT_VISIBLE),
			  BINDS(cx->community, id, visit_viewer(cx)), visit_fields, ret);

	if (r == ERR_NOT_FOUND)
		return fail(cx, r, T(cx, "没有这次回访。"));
	if (r == OK) {
		ret->late_days = 0;
		visit_mark_late(cx, ret, 1);
	}
	return r;
}

int visit_records(struct ctx *cx, int64_t id, struct visit_record **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT r.id, r.n, r.at, r.channel, r.respondent, r.grade, r.quality,"
			      " r.attitude, r.effect, r.tidy, r.explained, r.shortcomings,"
			      " r.suggestions, r.new_issue, r.answer, r.reply_at, r.remarks, r.reason,"
			      " r.visitor_id, a.name AS visitor_name, r.created_by, r.created_at"
			      " FROM visit_record r LEFT JOIN account a ON a.id = r.visitor_id"
			      " WHERE r.community_id = ? AND r.visit_id = ? ORDER BY r.n LIMIT ?"),
			  BINDS(cx->community, id, (int)RECORDS_MOST), visit_record_fields, ret,
			  ret_count);
}

int visit_tries(struct ctx *cx, int64_t id, struct visit_try **ret, size_t *ret_count)
{
	return store_list(cx,
			  SQL("SELECT t.at, t.channel, t.remarks, a.name AS by_name FROM visit_try t"
			      " LEFT JOIN account a ON a.id = t.by_id"
			      " WHERE t.community_id = ? AND t.visit_id = ? ORDER BY t.id LIMIT ?"),
			  BINDS(cx->community, id, (int)RECORDS_MOST), visit_try_fields, ret,
			  ret_count);
}

int visit_of_subject(struct ctx *cx, const char *subject, int64_t id, struct visit **ret,
		     size_t *ret_count)
{
	int r = store_list(cx,
			   SQL(SELECT_VISIT "WHERE v.community_id = ? AND v.subject = ?"
					    " AND v.subject_id = ? AND " VISIT_VISIBLE
					    " ORDER BY v.id LIMIT ?"),
			   BINDS(cx->community, subject, id, visit_viewer(cx), (int)SUBJECT_MOST), visit_fields, ret,
			   ret_count);

	if (r == OK)
		visit_mark_late(cx, *ret, *ret_count);
	return r;
}

int visit_rounds(struct ctx *cx, const struct visit *v, struct visit **ret, size_t *ret_count)
{
	int r = store_list(cx,
			   SQL(SELECT_VISIT "WHERE v.community_id = ? AND v.id <> ?"
					    " AND ((v.subject = ? AND v.subject_id = ? AND v.subject_id <> 0)"
					    " OR v.parent_id = ? OR v.id = ?) AND " VISIT_VISIBLE
					    " ORDER BY v.id LIMIT ?"),
			   BINDS(cx->community, v->id, v->subject, v->subject_id, v->id, v->parent_id,
				 visit_viewer(cx), (int)SUBJECT_MOST),
			   visit_fields, ret, ret_count);

	if (r == OK)
		visit_mark_late(cx, *ret, *ret_count);
	return r;
}

int visit_of_room(struct ctx *cx, int64_t room, size_t most, struct visit **ret,
		  size_t *ret_count)
{
	int r = store_list(cx,
			   SQL(SELECT_VISIT "WHERE v.community_id = ? AND v.room_id = ? AND "
					    VISIT_VISIBLE " ORDER BY v.id DESC LIMIT ?"),
			   BINDS(cx->community, room, visit_viewer(cx), (int64_t)most), visit_fields, ret, ret_count);

	if (r == OK)
		visit_mark_late(cx, *ret, *ret_count);
	return r;
}

int visit_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		   size_t *ret_count)
{
	struct visit *rows;
	int r = visit_of_room(cx, room, most, &rows, ret_count);

	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, *ret_count, sizeof **ret);
	for (size_t i = 0; i < *ret_count; i++) {
		const struct visit *v = &rows[i];
		const struct choice *word = v->grade ? choice_of(visit_grades, v->grade)
						     : choice_of(visit_states, v->state);
		(*ret)[i] = (struct timeline_entry){
			.at = v->visited_at ? v->visited_at : v->created_at, .kind = "visit",
			.label = T(cx, "回访"), .text = v->title, .number = v->number,
			.page = "visits", .id = v->id, .state = T(cx, word->label),
			.colour = v->grade == GRADE_C ? "red" : v->grade ? "green" : "blue",
			.who = v->visitor_name ? v->visitor_name : v->assignee_name,
		};
	}
	return OK;
}

int visit_not_by_doer(struct ctx *cx, int64_t id, const char *field, int64_t account)
{
	char *name;
	int r;

	if (!account)
		return OK;
	r = store_text(cx,
		       SQL("SELECT a.name FROM visit_doer d JOIN account a ON a.id = d.account_id"
			   " WHERE d.community_id = ? AND d.visit_id = ? AND d.account_id = ?"),
		       BINDS(cx->community, id, account), &name);
	if (r == ERR_NOT_FOUND)
		return OK;
	if (r < 0)
		return r;
	return fail_field(cx, field, T(cx, "%s是这件事的经办人或被投诉人，不能由本人回访。"), name);
}

int visit_hand(struct ctx *cx, int64_t id, int64_t from, int64_t to)
{
	return store_exec(cx,
			  SQL("UPDATE visit SET assignee_id = ?, version = version + 1"
			      " WHERE community_id = ? AND id = ? AND assignee_id = ?"),
			  BINDS(to, cx->community, id, from));
}
