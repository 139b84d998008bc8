/* Visits and complaints (投诉): every valid complaint is asked about once it was answered; a grade C
 * opens a complaint, or sends the one that was asked about back to work, and a second visit follows
 * its next answer. Documents 8 (g) 4, 9 (c), (g) 6, 13 (d), 16 (g) 6. */
#include "base/text.h"
#include "modules/complaints/complaints.h"
#include "modules/visits/visit_complaints.h"
#include "modules/visits/visit_parts.h"
#include "store/store.h"

enum { WAITING_MOST = 50 };
static_assert((int)DEPT_DEVELOPER == (int)UNIT_DEVELOPER && (int)DEPT_ORDER == (int)UNIT_ORDER,
	      "the departments of a complaint and of its visit are the same numbers");

static bool reachable(const struct complaint *c)
{
	return !c->anonymous && (c->room_id || !text_blank(c->phone));
}

/* ---- the complaint was answered ---- */

/* The clock of a visit that waits begins anew, and it is due by the new answer. */
static int restart(struct ctx *cx, const struct visit *v, const struct complaint *c)
{
	struct visit_new in = { .kind = v->kind, .reason = v->reason, .began_at = cx->now };
	int64_t due;
	int r = obligation_cancel(cx, "visit", v->id, "visit");

	if (r == OK)
		r = visit_owe(cx, v->id, &in, v->assignee_id, v->post_id, &due);
	if (r == OK && c->accused_id)
		r = obligation_hide(cx, "visit", v->id, c->accused_id);
	if (r < 0)
		return r;
	r = store_exec(cx,
		       SQL("UPDATE visit SET began_at = ?, due_at = ? WHERE community_id = ?"
			   " AND id = ?"),
		       BINDS(cx->now, due, cx->community, v->id));
	return r < 0 ? r : journal_add(cx, &(struct journal_entry){ .subject = "visit",
								    .subject_id = v->id,
								    .action = "restart" });
}

static int restart_waiting(struct ctx *cx, const struct complaint *c, size_t *ret_count)
{
	struct visit *list;
	size_t count;
	int r = visit_of_subject(cx, "complaint", c->id, &list, &count);

	*ret_count = 0;
	for (size_t i = 0; r == OK && i < count; i++) {
		if (list[i].state > VISIT_UNREACHED)
			continue;
		r = restart(cx, &list[i], c);
		(*ret_count)++;
	}
	return r;
}

/* Who handled it, proposed what was done, or is complained about. */
static size_t doers_of(const struct complaint *c, int64_t doers[3])
{
	doers[0] = c->assignee_id;
	doers[1] = c->proposed_by;
	doers[2] = c->accused_id;
	return 3;
}

static struct visit_new visit_about(const struct complaint *c, const int64_t *doers, size_t count)
{
	return (struct visit_new){
		.kind = VISIT_COMPLAINT, .reason = REASON_COMPLAINT, .subject = "complaint",
		.subject_id = c->id, .subject_number = c->number, .room_id = c->room_id,
		.room = c->room, .person_name = c->person_name, .phone = c->phone,
		.title = c->title, .unit = c->unit, .major = c->grade == GRADE_MAJOR,
		.doers = doers, .doer_count = count,
	};
}

static int open_visit(struct ctx *cx, const struct complaint *c, const struct visit *parent)
{
	int64_t doers[3];
	size_t count = doers_of(c, doers);
	struct visit_new in = visit_about(c, doers, count);
	struct visit v;
	int r;

	if (parent) {
		in.parent_id = parent->id;
		in.round = parent->round + 1;
		in.reason = REASON_SECOND;
		in.room_id = parent->room_id;
		in.room = parent->room;
		in.person_name = parent->person_name;
		in.phone = parent->phone;
	}
	r = visit_open(cx, &in, &v);
	if (r == OK && parent)
		r = visit_same_doers(cx, parent->id, v.id);
	return r == OK && c->accused_id ? visit_hide(cx, v.id, c->accused_id) : r;
}

/* Those whose grade C led to this complaint and that were not asked again yet. */
static int open_seconds(struct ctx *cx, const struct complaint *c, bool *ret_own)
{
	struct visit *list;
	size_t count;
	int r = store_list(cx,
			   SQL(SELECT_VISIT "WHERE v.community_id = ? AND v.complaint_id = ?"
					    " AND NOT EXISTS (SELECT 1 FROM visit n"
					    " WHERE n.community_id = v.community_id"
					    " AND n.parent_id = v.id) ORDER BY v.id LIMIT ?"),
			   BINDS(cx->community, c->id, (int)WAITING_MOST), visit_fields, &list, &count);

	*ret_own = false;
	for (size_t i = 0; r == OK && i < count; i++) {
		*ret_own |= list[i].room_id == c->room_id;
		r = open_visit(cx, c, &list[i]);
	}
	return r;
}

static int answered(struct ctx *given, int64_t id)
{
	struct ctx cx = *given;
	struct complaint c;
	size_t waiting = 0;
	bool own = false;
	int r;

	cx.actor = NULL; /* what is owed does not depend on who may see the case */
	r = complaint_get(&cx, id, &c);
	if (r == OK)
		r = restart_waiting(&cx, &c, &waiting);
	if (r == OK && !waiting)
		r = open_seconds(&cx, &c, &own);
	if (r == OK && !waiting && !own && c.validity == VALIDITY_VALID && reachable(&c))
		r = open_visit(&cx, &c, NULL);
	return r < 0 ? fail(given, r, "%s", cx.why) : OK;
}

/* ---- it goes on before anybody asked ---- */

static int reopened(struct ctx *cx, int64_t id)
{
	struct visit *list;
	size_t count;
	int r = visit_of_subject(cx, "complaint", id, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (list[i].state <= VISIT_UNREACHED)
			r = obligation_pause(cx, "visit", list[i].id, T(cx, "投诉重新处理"));
	return r;
}

/* 并案: what waits for this complaint waits for the main one. */
static int merged(struct ctx *given, int64_t id)
{
	struct ctx cx = *given;
	struct complaint c;
	int r;

	cx.actor = NULL;
	r = complaint_get(&cx, id, &c);
	if (r < 0 || !c.main_id)
		return r < 0 ? fail(given, r, "%s", cx.why) : OK;
	return store_exec(given,
			  SQL("UPDATE visit SET complaint_id = ? WHERE community_id = ?"
			      " AND complaint_id = ?"),
			  BINDS(c.main_id, given->community, id));
}

/* The person complained about was named later. */
static int corrected(struct ctx *given, int64_t id)
{
	struct ctx cx = *given;
	struct complaint c;
	struct visit *list;
	size_t count = 0;
	int r;

	cx.actor = NULL;
	r = complaint_get(&cx, id, &c);
	if (r == OK && c.accused_id)
		r = visit_of_subject(&cx, "complaint", id, &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = visit_hide(&cx, list[i].id, c.accused_id);
	return r < 0 ? fail(given, r, "%s", cx.why) : OK;
}

const struct follow visit_follows[] = {
	{ "request", "close", visit_request_closed },
	{ "visit", "waived", visit_duty_waived },
	{ "person", "leave", visit_person_left },
	{ "complaint", "answer", answered },
	{ "complaint", "reopen", reopened },
	{ "complaint", "merge", merged },
	{ "complaint", "correct", corrected },
	{ 0 },
};

/* ---- what was found ---- */

/* The step is the visitor's where he may take it; else what must follow is the system's. */
static int send_back(struct ctx *given, const struct visit *v, const char *why)
{
	struct ctx cx = *given;
	struct complaint c;
	int r;

	if (!actor_may(cx.actor, PERM_COMPLAINT_WRITE))
		cx.actor = NULL;
	r = complaint_get(&cx, v->subject_id, &c);
	if (r == OK && (c.state == COMPLAINT_ANSWERED || c.state == COMPLAINT_CLOSED))
		r = complaint_reopen(&cx, c.id, why);
	return r < 0 ? fail(given, r, "%s", cx.why) : OK;
}

static int open_complaint(struct ctx *cx, const struct visit *v, const struct record_input *in,
			  const char *why, int64_t *ret)
{
	bool repair = v->kind == VISIT_REPAIR || v->kind == VISIT_SERVICE;
	bool matter = v->subject_id != 0;
	struct complaint c;
	int r = complaint_open(cx, &(struct complaint_intake){
		.channel = in->channel == BY_PHONE ? COMPLAINT_BY_PHONE
			 : in->channel == BY_DOOR  ? COMPLAINT_BY_VISIT
						   : COMPLAINT_BY_OTHER,
		.room = v->room, .person_name = v->person_name, .phone = v->phone, .text = why,
		.cause = repair ? CAUSE_REPAIR : CAUSE_OTHER, .unit = v->unit,
		.origin = matter ? v->subject : "visit",
		.origin_id = matter ? v->subject_id : v->id }, &c);

	*ret = c.id;
	return r;
}

int visit_tell_complaint(struct ctx *cx, const struct visit *v, int opinion)
{
	if (v->kind != VISIT_COMPLAINT || strcmp(v->subject, "complaint") != 0)
		return OK;
	return complaint_visited(cx, v->subject_id, opinion);
}

int visit_complain(struct ctx *cx, const struct visit *v, const struct record_input *in,
		   int64_t *ret_complaint)
{
	const char *words = text_blank(in->shortcomings) ? in->remarks : in->shortcomings;
	const char *why = arena_printf(cx->arena, T(cx, "回访 %s 不满意（%s %s）：%s"), v->number,
				       v->subject_number, v->title, words);

	if (v->kind != VISIT_COMPLAINT || strcmp(v->subject, "complaint") != 0)
		return open_complaint(cx, v, in, why, ret_complaint);
	*ret_complaint = v->subject_id;
	return send_back(cx, v, why);
}
