#include "modules/outreach/promises.h"
#include "app/app.h"
#include "app/number.h"
#include "app/obligation.h"
#include "app/setting.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/contacts/contacts.h"
#include "modules/outreach/promise_steps.h"
#include "store/store.h"

const struct choice promise_states[] = {
	{ PROMISE_OPEN, "open", "待兑现" },
	{ PROMISE_KEPT, "kept", "已兑现" },
	{ PROMISE_MOVED, "moved", "已改期" },
	{ PROMISE_BROKEN, "broken", "失约" },
	{ PROMISE_KEPT_LATE, "kept_late", "失约后兑现" },
	{ PROMISE_SETTLED, "settled", "失约已处理" },
	{ PROMISE_WITHDRAWN, "withdrawn", "已撤回" },
	CHOICE_END,
};

enum { SHOWN = IN_JSON | IN_LIST, HEAD = SHOWN | IN_TITLE };
static const struct field fields[] = {
	FIELD(promise, id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(promise, number, .label = "编号", .flags = HEAD),
	FIELD(promise, state, .label = "状态", .show = SHOW_ENUM, .choices = promise_states,
	      .flags = HEAD),
	FIELD(promise, room_id, .show = SHOW_ID),
	FIELD(promise, room, .label = "房号", .show = SHOW_ROOM, .flags = SHOWN),
	FIELD(promise, person_name, .label = "对谁承诺", .flags = SHOWN),
	FIELD(promise, contact_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(promise, content, .label = "承诺内容", .show = SHOW_LONG, .flags = HEAD),
	FIELD(promise, promiser_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(promise, promiser_name, .label = "承诺人", .flags = SHOWN),
	FIELD(promise, holder_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(promise, holder_name, .label = "跟进人", .flags = SHOWN),
	FIELD(promise, offered_id, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(promise, offered_name, .label = "移交给", .flags = SHOWN),
	FIELD(promise, offered_at, .label = "移交时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(promise, due_at, .label = "承诺完成", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(promise, first_due_at, .label = "最初的时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(promise, moves, .label = "改期次数", .flags = SHOWN),
	FIELD(promise, told_at, .label = "告知业主时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(promise, told_way, .label = "告知方式", .show = SHOW_ENUM, .choices = channels,
	      .flags = SHOWN),
	FIELD(promise, move_reason, .label = "改期原因", .flags = SHOWN),
	FIELD(promise, kept_at, .label = "兑现时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(promise, evidence, .label = "兑现情况", .show = SHOW_LONG, .flags = SHOWN),
	FIELD(promise, broken_at, .label = "失约时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(promise, cause, .label = "失约原因", .flags = SHOWN),
	FIELD(promise, measure, .label = "补救措施", .flags = SHOWN),
	FIELD(promise, created_by, .show = SHOW_ID, .flags = IN_JSON),
	FIELD(promise, created_at, .label = "登记时间", .show = SHOW_TIME, .flags = SHOWN),
	FIELD(promise, version, .flags = IN_JSON),
};
const struct fields promise_fields = FIELDS(promise, fields);

const struct field promise_intake_table[PROMISE_INTAKE_FIELDS] = {
	FIELD(promise_intake, content, .label = "承诺内容", .show = SHOW_LONG,
	      .flags = IN_FORM | REQUIRED, .max = 2000, .hint = "办什么事，办到什么程度"),
	FIELD(promise_intake, due_at, .label = "承诺完成", .show = SHOW_TIME,
	      .flags = IN_FORM | REQUIRED),
	FIELD(promise_intake, room, .label = "房号", .show = SHOW_ROOM, .flags = IN_FORM,
	      .hint = "如 3-2-501；对公共区域的承诺可以不填"),
	FIELD(promise_intake, person_name, .label = "对谁承诺", .flags = IN_FORM, .max = 60),
	FIELD(promise_intake, promiser, .show = SHOW_ID, .flags = IN_FORM),
	FIELD(promise_intake, contact, .show = SHOW_ID, .flags = IN_FORM),
};
const struct fields promise_intake_fields = FIELDS(promise_intake, promise_intake_table);

const struct norm norm_keep = { "keep", "兑现承诺", "2 (c)", "outreach.accept_minutes", false,
				LADDER_DESK };

static int check_staff(struct ctx *cx, const char *field, int64_t account)
{
	int64_t found;
	int r = store_int(cx,
			  SQL("SELECT account_id FROM staff WHERE community_id = ?"
			      " AND account_id = ? AND left_on = 0"),
			  BINDS(cx->community, account), &found);

	return r == ERR_NOT_FOUND ? fail_field(cx, field, T(cx, "这个人不在本管理处。")) : r;
}

static int check_intake(struct ctx *cx, const struct promise_intake *in, int64_t promiser,
			struct room *ret_room)
{
	int64_t days;
	int r = setting_int(cx, "outreach.promise_days", &days);

	*ret_room = (struct room){ .room = "" };
	if (r == OK && in->due_at <= cx->now)
		return fail_field(cx, "due_at", T(cx, "承诺的时间要在以后。"));
	if (r == OK && in->due_at > cx->now + DAYS(days))
		return fail_field(cx, "due_at", T(cx, "最多可以承诺到 %d 天以内。"), (int)days);
	if (r == OK && promiser)
		r = check_staff(cx, "promiser", promiser);
	if (r == OK && !text_blank(in->room)) {
		r = room_find(cx, in->room, ret_room);
		if (r == ERR_NOT_FOUND)
			return fail_field(cx, "room", "%s", cx->why);
	}
	return r;
}

static int insert(struct ctx *cx, const struct promise *p)
{
	return store_exec(cx,
			  SQL("INSERT INTO promise (community_id, id, number, state, room_id, room,"
			      " person_name, contact_id, content, promiser_id, holder_id, offered_id,"
			      " offered_at, due_at, first_due_at, moves, told_at, told_way,"
			      " move_reason, kept_at, evidence, broken_at, cause, measure, created_by,"
			      " created_at, version)"
			      " VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, 0, 0, 0, '', 0,"
			      " '', 0, '', '', ?, ?, 1)"),
			  BINDS(cx->community, p->id, p->number, p->room_id, p->room, p->person_name,
				p->contact_id, p->content, p->promiser_id, p->holder_id, p->due_at,
				p->due_at, p->created_by, p->created_at));
}

int promise_make(struct ctx *cx, const struct promise_intake *in, struct promise *ret)
{
	int64_t me = cx->actor ? cx->actor->id : 0, promiser = in->promiser ? in->promiser : me;
	struct contact contact;
	struct promise p;
	struct room room;
	char *number;
	int r = check_intake(cx, in, promiser, &room);

	if (r == OK && in->contact)
		r = contact_get(cx, in->contact, &contact);
	if (r == OK)
		r = number_next(cx, "CN", &number);
	if (r < 0)
		return r;
	/* 首问责任: who was asked first, and that is who logged the contact */
	p = (struct promise){ .id = id_new(cx->now), .number = number, .room_id = room.id,
			      .room = room.room, .contact_id = in->contact, .content = in->content,
			      .person_name = in->person_name ? in->person_name : "",
			      .promiser_id = promiser, .holder_id = me, .due_at = in->due_at,
			      .created_by = me, .created_at = cx->now };
	if (in->contact && contact.created_by)
		p.holder_id = contact.created_by;
	r = insert(cx, &p);
	if (r == OK)
		r = journal_add(cx, &(struct journal_entry){ .subject = "promise",
							     .subject_id = p.id, .action = "open",
							     .to_state = "open", .note = p.content });
	if (r == OK)
		r = obligation_promise(cx, &norm_keep, "promise", p.id, p.due_at, p.holder_id, 0);
	return r == OK ? promise_get(cx, p.id, ret) : r;
}

#define SELECT_PROMISE \
	"SELECT p.id, p.number, p.state, p.room_id, p.room, p.person_name, p.contact_id, p.content," \
	" p.promiser_id, a.name AS promiser_name, p.holder_id, h.name AS holder_name, p.offered_id," \
	" f.name AS offered_name, p.offered_at, p.due_at, p.first_due_at, p.moves, p.told_at," \
	" p.told_way, p.move_reason, p.kept_at, p.evidence, p.broken_at, p.cause, p.measure," \
	" p.created_by, p.created_at, p.version FROM promise p" \
	" LEFT JOIN account a ON a.id = p.promiser_id LEFT JOIN account h ON h.id = p.holder_id" \
	" LEFT JOIN account f ON f.id = p.offered_id WHERE p.community_id = ?"

int promise_get(struct ctx *cx, int64_t id, struct promise *ret)
{
	int r = store_one(cx, SQL(SELECT_PROMISE " AND p.id = ?"), BINDS(cx->community, id),
			  promise_fields, ret);
	return r == ERR_NOT_FOUND ? fail(cx, r, T(cx, "没有找到这条承诺。")) : r;
}

static bool has_run_out(const struct ctx *cx, const struct promise *p)
{
	return (p->state == PROMISE_OPEN || p->state == PROMISE_MOVED) && p->due_at < cx->now;
}

/* Nobody's doing but the clock's. */
static int break_it(struct ctx *cx, struct promise *p)
{
	const struct actor *actor = cx->actor;
	struct input none;
	int r;

	input_init(&none, cx->arena);
	cx->actor = NULL;
	p->run_out = true;
	r = step_take(cx, &promise_machine, p, "break", 0, &none, 0);
	p->run_out = false;
	cx->actor = actor;
	return r;
}

int promise_step(struct ctx *cx, int64_t id, const char *action, int64_t version,
		 const struct input *in, int zone_minutes, struct promise *ret)
{
	int r = promise_get(cx, id, ret);

	if (r == OK && has_run_out(cx, ret)) {
		r = break_it(cx, ret);
		version = version ? version + 1 : 0;
	}
	if (r == OK)
		r = step_take(cx, &promise_machine, ret, action, version, in, zone_minutes);
	return r == OK ? promise_get(cx, id, ret) : r;
}

static int add_state(struct ctx *cx, struct query *q, const char *word)
{
	const struct choice *c;

	if (text_blank(word))
		return OK;
	if (!strcmp(word, "waiting")) {
		query_and(q, PIECE("p.state IN (1, 3)"), BINDS());
		return OK;
	}
	if (!strcmp(word, "late")) {
		query_and(q, PIECE("p.state IN (4, 5)"), BINDS());
		return OK;
	}
	c = choice_named(promise_states, word);
	if (!c)
		return fail_field(cx, "state", T(cx, "没有“%s”这个状态。"), word);
	query_and(q, PIECE("p.state = ?"), BINDS(c->value));
	return OK;
}

int promise_list(struct ctx *cx, const struct promise_filter *f, struct promise **ret,
		 size_t *ret_count)
{
	bool waiting = f->state && !strcmp(f->state, "waiting");
	struct query q;
	int r;

	query_init(&q, cx->arena, PIECE(SELECT_PROMISE), BINDS(cx->community));
	q.has_where = true;
	r = add_state(cx, &q, f->state);
	if (r < 0)
		return r;
	if (f->person)
		query_and(&q, PIECE("p.promiser_id = ? OR p.holder_id = ? OR p.offered_id = ?"),
			  BINDS(f->person, f->person, f->person));
	if (f->room)
		query_and(&q, PIECE("p.room_id = ?"), BINDS(f->room));
	if (f->after_id && waiting)
		query_and(&q, PIECE("(p.due_at, p.id) > (?, ?)"), BINDS(f->after_due, f->after_id));
	else if (f->after_id)
		query_and(&q, PIECE("(p.due_at, p.id) < (?, ?)"), BINDS(f->after_due, f->after_id));
	if (waiting)
		query_add(&q, PIECE(" ORDER BY p.due_at, p.id LIMIT ?"), BINDS((int64_t)f->most));
	else
		query_add(&q, PIECE(" ORDER BY p.due_at DESC, p.id DESC LIMIT ?"),
			  BINDS((int64_t)f->most));
	return query_list(cx, &q, promise_fields, ret, ret_count);
}

int promise_timeline(struct ctx *cx, int64_t room, size_t most, struct timeline_entry **ret,
		     size_t *ret_count)
{
	struct promise_filter f = { .room = room, .most = most };
	struct promise *rows;
	int r = promise_list(cx, &f, &rows, ret_count);

	if (r < 0)
		return r;
	*ret = arena_array(cx->arena, *ret_count, sizeof **ret);
	for (size_t i = 0; i < *ret_count; i++) {
		const struct promise *p = &rows[i];
		(*ret)[i] = (struct timeline_entry){
			.at = p->created_at, .kind = "promise", .label = T(cx, "承诺"),
			.text = p->content, .number = p->number, .page = "promises", .id = p->id,
			.state = T(cx, choice_of(promise_states, p->state)->label),
			.colour = p->broken_at ? "red" : p->state == PROMISE_KEPT ? "green" : "amber",
			.who = p->promiser_name,
		};
	}
	return OK;
}

/* ---- the job ---- */

struct found {
	int64_t id;
};
static const struct field found_fields[] = { FIELD(found, id, 0) };

static int break_found(struct ctx *cx, void *arg)
{
	const struct found *f = arg;
	struct promise p;
	int r = promise_get(cx, f->id, &p);

	return r == OK && has_run_out(cx, &p) ? break_it(cx, &p) : r;
}

int promise_sweep(struct ctx *cx)
{
	enum { AT_ONCE = 200 };
	struct found *list;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT id FROM promise WHERE community_id = ? AND state IN (1, 3)"
			       " AND due_at < ? ORDER BY due_at, id LIMIT ?"),
			   BINDS(cx->community, cx->now, AT_ONCE), FIELDS(found, found_fields), &list,
			   &count);

	for (size_t i = 0; r == OK && i < count; i++)
		r = app_write(cx, break_found, &list[i]);
	return r;
}
