/* What of the office's records a resident sees, and how it is put to him. */
#include "base/civil.h"
#include "base/text.h"
#include "modules/portal/home_parts.h"
#include "store/store.h"

enum { SEEN = 60, A_ROOM = 60 };

const struct choice home_states[] = {
	{ HOME_RECEIVED, "received", "已收到" }, { HOME_ARRANGED, "arranged", "已安排" },
	{ HOME_DOING, "doing", "处理中" },	 { HOME_DONE, "done", "已办好" },
	{ HOME_ANSWERED, "answered", "已答复" }, { HOME_CLOSED, "closed", "已办结" },
	{ HOME_WITHDRAWN, "withdrawn", "已取消" }, CHOICE_END,
};

static const struct field matter_table[] = {
	FIELD(home_matter, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(home_matter, subject, .flags = IN_JSON),
	FIELD(home_matter, number, .label = "编号", .flags = IN_JSON),
	FIELD(home_matter, kind, .label = "类别", .show = SHOW_ENUM, .choices = matter_kinds,
	      .flags = IN_JSON),
	FIELD(home_matter, state, .label = "进度", .show = SHOW_ENUM, .choices = home_states,
	      .flags = IN_JSON),
	FIELD(home_matter, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_JSON),
	FIELD(home_matter, text, .label = "内容", .show = SHOW_LONG, .flags = IN_JSON),
	FIELD(home_matter, says, .flags = IN_JSON),
	FIELD(home_matter, answer, .label = "管理处答复", .show = SHOW_LONG, .flags = IN_JSON),
	FIELD(home_matter, received_at, .label = "报事时间", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(home_matter, appointment_at, .label = "约定上门", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(home_matter, arrived_at, .label = "到场", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(home_matter, finished_at, .label = "完工", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(home_matter, closed_at, .label = "办结", .show = SHOW_TIME, .flags = IN_JSON),
	FIELD(home_matter, own, .flags = IN_JSON),
	FIELD(home_matter, may_urge, .flags = IN_JSON),
	FIELD(home_matter, may_withdraw, .flags = IN_JSON),
	FIELD(home_matter, may_rate, .flags = IN_JSON),
	FIELD(home_matter, stars, .label = "评价", .flags = IN_JSON),
	FIELD(home_matter, rating, .flags = IN_JSON),
};
const struct fields home_matter_fields = FIELDS(home_matter, matter_table);

/* What the entry knows of a matter: who reported it, how often he urged, what he thought. */
struct home_mark {
	const char *subject;
	int64_t subject_id, person_id;
	const char *session_hash;
	bool private;
	int64_t urged_at;
	int stars, reasons;
	const char *text;
};
static const struct field mark_table[] = {
	FIELD(home_mark, subject, 0),	   FIELD(home_mark, subject_id, 0),
	FIELD(home_mark, person_id, 0),    FIELD(home_mark, session_hash, 0),
	FIELD(home_mark, private, 0),	   FIELD(home_mark, urged_at, 0),
	FIELD(home_mark, stars, 0),	   FIELD(home_mark, reasons, 0),
	FIELD(home_mark, text, 0),
};
static const struct fields mark_fields = FIELDS(home_mark, mark_table);

/* ---- whose is it ---- */

static const struct occupancy *room_of(const struct home_user *u, int64_t room)
{
	for (size_t i = 0; room && i < u->room_count; i++)
		if (u->rooms[i].room_id == room)
			return &u->rooms[i];
	return NULL;
}

static bool is_own_phone(const struct home_user *u, const char *phone)
{
	return !text_blank(phone) && (text_equal(phone, u->phone) || text_equal(phone, u->phone2));
}

/* His own mark on it; by the door card that one session's alone. */
static bool is_own(const struct home_user *u, const struct home_mark *m)
{
	if (m->person_id != u->person_id)
		return false;
	return u->kind == HOME_SELF || text_equal(m->session_hash, u->hash);
}

/* A repair of the flat is the household's, from the day he came; what else was said is whose who
 * said it. Whoever marked it as his own keeps it so. */
static bool sees_request(const struct home_user *u, const struct request_record *q,
			 const struct home_mark *m, int zone_minutes)
{
	const struct occupancy *o = room_of(u, q->room_id);

	if (is_own(u, m))
		return true;
	if (u->kind == HOME_CARD || !o)
		return false;
	if (o->from_on && q->received_at < civil_ms(o->from_on, 0, zone_minutes))
		return false;
	if (m->person_id && m->person_id != u->person_id)
		return q->kind == KIND_REPAIR && !m->private;
	return q->kind == KIND_REPAIR || is_own_phone(u, q->phone);
}

/* ---- how it is put ---- */

static int state_of_request(int state)
{
	switch (state) {
	case REQUEST_NEW:
		return HOME_RECEIVED;
	case REQUEST_DISPATCHED:
		return HOME_ARRANGED;
	case REQUEST_FINISHED:
	case REQUEST_SIGNED:
	case REQUEST_HANDLED:
		return HOME_DONE;
	case REQUEST_ANSWERED:
		return HOME_ANSWERED;
	case REQUEST_CLOSED:
		return HOME_CLOSED;
	case REQUEST_CANCELLED:
		return HOME_WITHDRAWN;
	default:
		return HOME_DOING;
	}
}

/* 陈师傅: the trade's way of naming who comes, without more of him. */
static const char *doer_of(struct ctx *cx, const struct request_record *q)
{
	const char *end = q->assignee_name;

	if (text_blank(end))
		return T(cx, "维修师傅");
	if (cx->language == LANGUAGE_EN)
		return q->assignee_name;
	(void)text_next(&end);
	return arena_printf(cx->arena, "%.*s师傅", (int)(end - q->assignee_name), q->assignee_name);
}

static const char *clock_of(struct ctx *cx, int64_t at, int zone_minutes)
{
	char text[CIVIL_TEXT];
	const char *whole = civil_minute(at, zone_minutes, text); /* 2026-11-27 18:04 */
	bool today = civil_day_of(at, zone_minutes) == civil_day_of(cx->now, zone_minutes);

	return arena_strdup(cx->arena, whole + (today ? sizeof "2026-11-27" : sizeof "2026"));
}

/* With the promised time where one runs; when it has passed, that is said too. */
static const char *say_waiting(struct ctx *cx, const struct request_record *q, int zone_minutes)
{
	if (q->state == REQUEST_DISPATCHED && q->appointment_at > cx->now)
		return arena_printf(cx->arena, T(cx, "已安排%s，约定 %s 上门。"), doer_of(cx, q),
				    clock_of(cx, q->appointment_at, zone_minutes));
	if (q->due_at && q->due_at < cx->now)
		return T(cx, "比规定的时间晚了，管理处正在催办。您也可以按“催一催”。");
	if (q->state == REQUEST_DISPATCHED && q->due_at)
		return arena_printf(cx->arena, T(cx, "%s已接单，最迟 %s 到。"), doer_of(cx, q),
				    clock_of(cx, q->due_at, zone_minutes));
	if (q->state == REQUEST_DISPATCHED)
		return arena_printf(cx->arena, T(cx, "%s已接单。"), doer_of(cx, q));
	if (q->due_at)
		return arena_printf(cx->arena, T(cx, "已收到，最迟 %s 给您回音。"),
				    clock_of(cx, q->due_at, zone_minutes));
	return T(cx, "已收到，正在安排。");
}

static const char *say_request(struct ctx *cx, const struct request_record *q, int zone_minutes)
{
	switch (q->state) {
	case REQUEST_NEW:
	case REQUEST_DISPATCHED:
		return say_waiting(cx, q, zone_minutes);
	case REQUEST_ARRIVED:
		return arena_printf(cx->arena, T(cx, "%s已到场，正在处理。"), doer_of(cx, q));
	case REQUEST_IN_REVIEW:
		return T(cx, "情况比较复杂，正在商量维修方案。");
	case REQUEST_WAITING:
		return q->promised_at
			       ? arena_printf(cx->arena, T(cx, "正在等材料，预计 %s 完成。"),
					      clock_of(cx, q->promised_at, zone_minutes))
			       : T(cx, "正在等材料。");
	case REQUEST_FINISHED:
		return T(cx, "已经办好，请您看看是否满意。");
	case REQUEST_HANDLING:
		return T(cx, "正在处理。");
	case REQUEST_ANSWERED:
		return T(cx, "已经答复您。");
	case REQUEST_CANCELLED:
		return T(cx, "已取消。");
	default:
		return T(cx, "已经办好。");
	}
}

static int may_rate(struct ctx *cx, const struct request_record *q, bool own, bool *ret)
{
	int64_t days, ended = q->closed_at ? q->closed_at
			      : q->finished_at ? q->finished_at
					       : q->answered_at;
	int r = setting_int(cx, "portal.rate_days", &days);

	*ret = own && ended && q->state >= REQUEST_FINISHED && q->state != REQUEST_HANDLING &&
	       q->state != REQUEST_CANCELLED && cx->now < ended + DAYS(days);
	return r;
}

/* What the office said at the end. The result is the doer's note for the paper the owner signs, so
 * it is his to read. */
static const char *answer_of(const struct request_record *q)
{
	if (q->state >= REQUEST_FINISHED && !text_blank(q->result))
		return q->result;
	return q->state >= REQUEST_ANSWERED ? q->answer : "";
}

/* Not at once, and not again so soon. */
static int may_urge(struct ctx *cx, const struct home_mark *m, struct home_matter *ret)
{
	int64_t hours, first;
	int r = setting_int(cx, "portal.urge_hours", &hours);

	if (r == OK)
		r = setting_int(cx, "portal.urge_first_minutes", &first);
	ret->may_urge = r == OK && ret->state <= HOME_DOING &&
			m->urged_at + HOURS(hours) <= cx->now &&
			ret->received_at + MINUTES(first) <= cx->now;
	return r;
}

static int put_request(struct ctx *cx, const struct home_user *u, const struct request_record *q,
		       const struct home_mark *m, int zone_minutes, struct home_matter *ret)
{
	bool own = is_own(u, m) || (u->kind == HOME_SELF && is_own_phone(u, q->phone));
	int r = OK;

	*ret = (struct home_matter){
		.id = q->id, .subject = "request", .number = q->number, .kind = q->kind,
		.state = state_of_request(q->state), .room = q->room, .text = q->text,
		.says = say_request(cx, q, zone_minutes), .answer = answer_of(q),
		.received_at = q->received_at, .appointment_at = q->appointment_at,
		.arrived_at = q->arrived_at, .finished_at = q->finished_at,
		.closed_at = q->closed_at, .own = own, .stars = m->stars,
		.rating = m->stars ? arena_printf(cx->arena, "%s %s", home_reasons_text(cx, m->reasons),
						  m->text ? m->text : "") : "",
		.may_withdraw = is_own(u, m) && q->state == REQUEST_NEW,
	};
	if (r == OK)
		r = may_urge(cx, m, ret);
	if (r == OK && !m->stars)
		r = may_rate(cx, q, own, &ret->may_rate);
	return r;
}

static int state_of_complaint(int state)
{
	switch (state) {
	case COMPLAINT_NEW:
		return HOME_RECEIVED;
	case COMPLAINT_ANSWERED:
		return HOME_ANSWERED;
	case COMPLAINT_CLOSED:
		return HOME_CLOSED;
	default:
		return HOME_DOING;
	}
}

static int put_complaint(struct ctx *cx, const struct complaint *c, const struct home_mark *m,
			 struct home_matter *ret)
{
	bool answered = c->state >= COMPLAINT_ANSWERED && c->state <= COMPLAINT_CLOSED;

	*ret = (struct home_matter){
		.id = c->id, .subject = "complaint", .number = c->number, .kind = MATTER_COMPLAINT,
		.state = state_of_complaint(c->state), .room = c->room, .text = c->text,
		.received_at = c->received_at, .closed_at = c->closed_at, .own = true,
		.answer = answered && c->answer ? c->answer : "", .rating = "",
	};
	ret->says = ret->state == HOME_RECEIVED	  ? T(cx, "已收到，管理处正在核实。")
		    : ret->state == HOME_DOING	  ? T(cx, "正在处理，办完会告诉您。")
		    : ret->state == HOME_ANSWERED ? T(cx, "已经答复您。")
						  : T(cx, "已办结。");
	return may_urge(cx, m, ret);
}

/* ---- reading ---- */

#define SELECT_MARK \
	"SELECT m.subject, m.subject_id, m.person_id, m.session_hash, m.private, m.urged_at," \
	" COALESCE(r.stars, 0) AS stars, COALESCE(r.reasons, 0) AS reasons, r.text" \
	" FROM portal_matter m LEFT JOIN portal_rating r ON r.community_id = m.community_id" \
	" AND r.request_id = m.subject_id WHERE m.community_id = ?"

/* What the entry knows of a matter; one that came in otherwise has a rating at most. */
static int read_mark(struct ctx *cx, int64_t id, struct home_mark *ret)
{
	int r = store_one(cx, SQL(SELECT_MARK " AND m.subject_id = ?"), BINDS(cx->community, id),
			  mark_fields, ret);

	if (r != ERR_NOT_FOUND)
		return r;
	r = store_one(cx,
		      SQL("SELECT stars, reasons, text FROM portal_rating WHERE community_id = ?"
			  " AND request_id = ?"),
		      BINDS(cx->community, id), mark_fields, ret);
	return r == ERR_NOT_FOUND ? OK : r;
}

static int not_there(struct ctx *cx)
{
	return fail(cx, ERR_NOT_FOUND, T(cx, "没有找到这件事。"));
}

/* A request and its mark, when it is his to see. */
static int request_seen(struct ctx *cx, const struct home_user *u, int64_t id,
			struct request_record *ret_q, struct home_mark *ret_mark)
{
	int zone, r = calendar_zone(cx, &zone);

	*ret_mark = (struct home_mark){ 0 };
	if (r == OK)
		r = request_get(cx, id, ret_q);
	if (r == OK)
		r = read_mark(cx, id, ret_mark);
	if (r == ERR_NOT_FOUND || (r == OK && !sees_request(u, ret_q, ret_mark, zone)))
		return not_there(cx);
	return r;
}

static int get_complaint(struct ctx *cx, const struct home_user *u, int64_t id,
			 struct home_matter *ret)
{
	struct home_mark m = { 0 };
	struct complaint c;
	int r = read_mark(cx, id, &m);

	if (r == OK && (!is_own(u, &m) || !text_equal(m.subject, "complaint")))
		return not_there(cx);
	if (r == OK)
		r = complaint_get(cx, id, &c);
	if (r == OK)
		r = put_complaint(cx, &c, &m, ret);
	return r == ERR_NOT_FOUND ? not_there(cx) : r;
}

int home_matter_get(struct ctx *cx, const struct home_user *u, int64_t id, struct home_matter *ret)
{
	struct request_record q;
	struct home_mark m;
	int zone, r = request_seen(cx, u, id, &q, &m);

	if (r == ERR_NOT_FOUND) {
		cx->why[0] = '\0';
		return get_complaint(cx, u, id, ret);
	}
	if (r == OK)
		r = calendar_zone(cx, &zone);
	return r == OK ? put_request(cx, u, &q, &m, zone, ret) : r;
}

static bool has(const struct home_matter *list, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].id == id)
			return true;
	return false;
}

static int by_time(const void *a, const void *b)
{
	const struct home_matter *x = a, *y = b;

	return x->received_at < y->received_at ? 1 : x->received_at > y->received_at ? -1 : 0;
}

/* One more, when it is his to see. */
static int add(struct ctx *cx, const struct home_user *u, int64_t id, struct home_matter *list,
	       size_t *count)
{
	int r;

	if (has(list, *count, id))
		return OK;
	r = home_matter_get(cx, u, id, &list[*count]);
	if (r == ERR_NOT_FOUND) {
		cx->why[0] = '\0';
		return OK;
	}
	if (r == OK)
		(*count)++;
	return r;
}

int home_matter_list(struct ctx *cx, const struct home_user *u, struct home_matter **ret,
		     size_t *ret_count)
{
	enum { MOST = SEEN + HOME_ROOMS * A_ROOM };
	struct home_matter *list = arena_array(cx->arena, MOST, sizeof *list);
	struct home_mark *marks;
	size_t count = 0, mark_count;
	int r = store_list(cx,
			   SQL(SELECT_MARK " AND m.person_id = ? ORDER BY m.created_at DESC LIMIT ?"),
			   BINDS(cx->community, u->person_id, SEEN), mark_fields, &marks, &mark_count);

	for (size_t i = 0; r == OK && i < mark_count; i++)
		r = add(cx, u, marks[i].subject_id, list, &count);
	for (size_t i = 0; r == OK && u->kind == HOME_SELF && i < u->room_count; i++) {
		struct request_record *q;
		size_t n;
		r = request_of_room(cx, u->rooms[i].room_id, false, A_ROOM, &q, &n);
		for (size_t k = 0; r == OK && k < n; k++)
			r = add(cx, u, q[k].id, list, &count);
	}
	if (r < 0)
		return r;
	qsort(list, count, sizeof *list, by_time);
	*ret = list;
	*ret_count = MIN(count, (size_t)SEEN);
	return OK;
}

int home_matter_files(struct ctx *cx, const struct home_matter *m, struct attachment **ret,
		      size_t *ret_count)
{
	struct attachment *list;
	size_t count, kept = 0;
	int r = attachment_of(cx, m->subject, m->id, &list, &count);

	for (size_t i = 0; r == OK && i < count; i++)
		if (cx->actor && list[i].created_by == cx->actor->id)
			list[kept++] = list[i];
	*ret = list;
	*ret_count = kept;
	return r;
}

int home_matter_told(struct ctx *cx, const char *subject, int64_t id, struct home_matter *ret)
{
	const struct home_user nobody = { .kind = HOME_CARD };
	const struct home_mark none = { .urged_at = INT64_MAX / 2 };
	struct request_record q;
	struct complaint c;
	int zone, r = calendar_zone(cx, &zone);

	if (r == OK && !strcmp(subject, "request")) {
		r = request_get(cx, id, &q);
		if (r == OK)
			r = put_request(cx, &nobody, &q, &none, zone, ret);
	} else if (r == OK) {
		r = complaint_get(cx, id, &c);
		if (r == OK)
			r = put_complaint(cx, &c, &none, ret);
	}
	ret->own = ret->may_urge = ret->may_rate = ret->may_withdraw = false;
	return r;
}
