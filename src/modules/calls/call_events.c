/* The merge: every fact is kept once; the record is what all facts together say. */
#include "modules/calls/call_events.h"
#include "app/app.h"
#include "app/journal.h"
#include "app/number.h"
#include "app/push.h"
#include "base/civil.h"
#include "base/random.h"
#include "base/text.h"
#include "store/store.h"

enum { FACTS_MOST = 200 };

const struct choice call_facts[] = {
	{ FACT_RINGING, "ringing", "振铃" },
	{ FACT_ANSWERED, "answered", "接听" },
	{ FACT_ENDED, "ended", "结束" },
	{ FACT_MISSED, "missed", "漏接" },
	CHOICE_END,
};

const struct field call_event_table[CALL_EVENT_FIELDS] = {
	FIELD(call_event, call_id, .label = "电话系统编号", .flags = IN_FORM | REQUIRED, .min = 1,
	      .max = 120),
	FIELD(call_event, event, .label = "事件", .show = SHOW_ENUM, .choices = call_facts,
	      .flags = IN_FORM | REQUIRED),
	FIELD(call_event, at, .label = "时间", .show = SHOW_TIME, .flags = IN_FORM),
	FIELD(call_event, from, .label = "来电号码", .flags = IN_FORM, .max = 120),
	FIELD(call_event, to, .label = "被叫号码", .flags = IN_FORM, .max = 120),
	FIELD(call_event, extension, .label = "分机", .flags = IN_FORM, .max = 20),
};
const struct fields call_event_fields = FIELDS(call_event, call_event_table);

/* A fact as it is kept. */
struct fact {
	int kind;
	int64_t at;
	const char *extension, *phone, *called;
};
static const struct field fact_fields[] = {
	FIELD(fact, kind, 0),	   FIELD(fact, at, 0),	   FIELD(fact, extension, 0),
	FIELD(fact, phone, 0), FIELD(fact, called, 0),
};

struct one_id {
	int64_t id;
};
static const struct field one_id_fields[] = { FIELD(one_id, id, 0) };

int rings_between(int64_t ringing_at, int64_t answered_at, int64_t cadence_ms)
{
	if (!ringing_at || answered_at < ringing_at || cadence_ms <= 0)
		return RINGS_UNKNOWN;
	/* the first ring begins at once, each further one a cadence later */
	return (int)MIN((answered_at - ringing_at) / cadence_ms + 1, 999);
}

/* "138 1234 5612", "sip:13812345612@host", "anonymous" → digits, "" when it is no number */
static const char *number_of(struct ctx *cx, const char *said)
{
	const char *at;
	char *number;

	if (text_blank(said))
		return "";
	if (text_starts(said, "sip:"))
		said += strlen("sip:");
	at = strchr(said, '@');
	number = at ? arena_strndup(cx->arena, said, (size_t)(at - said))
		    : arena_strdup(cx->arena, said);
	number = text_phone(cx->arena, number);
	return number ? number : "";
}

int call_insert(struct ctx *cx, struct call *c)
{
	char *number;
	int r = number_next(cx, "DH", &number);

	if (r < 0)
		return r;
	c->number = number;
	c->id = id_new(cx->now);
	c->version = 1;
	c->created_at = cx->now;
	return store_exec(
		cx,
		SQL("INSERT INTO call (community_id, id, number, source, exchange_key, state, phone,"
		    " called, extension, received_at, ringing_at, answered_at, ended_at, missed_at,"
		    " rings, answered_after_ms, night, answerer_id, duty_id, duty_post_id,"
		    " contact_id, transfer_to, transferred_at, accepted_at, promised_at, promise,"
		    " replied_at, back_due_at, first_back_at, tries, last_try_at, returned_at,"
		    " returned_by, remark, corrected, created_at, version)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, '', '', ?, 0, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, 0, 0,"
		    " 0, 0, '', 0, 0, 0, 0, 0, 0, 0, '', 0, ?, 1)"),
		BINDS(cx->community, c->id, c->number, c->source, c->exchange_key, c->state,
		      c->phone, c->received_at, c->answered_at, c->rings, c->answered_after_ms,
		      c->night, c->answerer_id, c->duty_id, c->duty_post_id, c->contact_id,
		      c->created_at));
}

int call_keep(struct ctx *cx, const struct call *c)
{
	int r = store_exec(
		cx,
		SQL("UPDATE call SET phone = ?, called = ?, extension = ?, received_at = ?,"
		    " ringing_at = ?, answered_at = ?, ended_at = ?, missed_at = ?, rings = ?,"
		    " answered_after_ms = ?, night = ?, answerer_id = ?, duty_id = ?,"
		    " duty_post_id = ?, contact_id = ?, back_due_at = ?, state = ?,"
		    " version = version + 1 WHERE community_id = ? AND id = ?"),
		BINDS(c->phone, c->called, c->extension, c->received_at, c->ringing_at,
		      c->answered_at, c->ended_at, c->missed_at, c->rings, c->answered_after_ms,
		      c->night, c->answerer_id, c->duty_id, c->duty_post_id, c->contact_id,
		      c->back_due_at, c->state, cx->community, c->id));
	return r;
}

/* ---- from the facts ---- */

/* Rows come by time, then kind, then extension: the same order whatever they arrived in. */
static void merge(struct call *c, const struct fact *facts, size_t count)
{
	c->ringing_at = c->answered_at = c->ended_at = c->missed_at = 0;
	if (!c->corrected)
		c->phone = "";
	c->called = c->extension = "";
	c->received_at = facts[0].at;
	for (size_t i = 0; i < count; i++) {
		const struct fact *f = &facts[i];
		if (*f->phone && !c->corrected)
			c->phone = f->phone;
		if (*f->called)
			c->called = f->called;
		if (*f->extension && !c->answered_at)
			c->extension = f->extension;
		if (f->kind == FACT_RINGING && !c->ringing_at)
			c->ringing_at = f->at;
		if (f->kind == FACT_ANSWERED && !c->answered_at)
			c->answered_at = f->at;
		if (f->kind == FACT_ANSWERED && c->answered_at == f->at && *f->extension)
			c->extension = f->extension;
		if (f->kind == FACT_MISSED && !c->missed_at)
			c->missed_at = f->at;
		if (f->kind == FACT_ENDED)
			c->ended_at = f->at;
	}
	/* hung up before anybody answered: missed, until an answer is told late */
	if (c->answered_at)
		c->missed_at = 0;
	else if (!c->missed_at)
		c->missed_at = c->ended_at;
}

static int count_rings(struct ctx *cx, struct call *c)
{
	int64_t cadence, now = cx->now, until = c->answered_at ? c->answered_at : c->missed_at;
	int r;

	c->rings = RINGS_UNKNOWN;
	c->answered_after_ms = -1;
	if (!c->ringing_at || !until)
		return OK;
	cx->now = c->ringing_at; /* the cadence in force then */
	r = setting_int(cx, "calls.cadence_ms", &cadence);
	cx->now = now;
	c->rings = rings_between(c->ringing_at, until, cadence);
	if (c->answered_at >= c->ringing_at)
		c->answered_after_ms = c->answered_at - c->ringing_at;
	return r;
}

static int state_of(const struct call *c)
{
	if (c->answered_at)
		return c->ended_at ? CALL_ENDED : CALL_TALKING;
	return c->missed_at ? CALL_MISSED : CALL_RINGING;
}

/* What people have done since stands: facts that come late do not undo it. */
static bool by_facts_alone(int state)
{
	return state == CALL_RINGING || state == CALL_TALKING || state == CALL_ENDED ||
	       state == CALL_MISSED;
}

/* Whose screen, whose answer, whose watch. */
static int find_people(struct ctx *cx, struct call *c)
{
	struct call_watch watch;
	int64_t owner;
	int r = call_extension_owner(cx, c->extension, &owner);

	if (r == OK)
		r = call_watch_at(cx, c->missed_at ? c->missed_at : c->received_at, &watch);
	if (r < 0)
		return r;
	c->night = watch.night;
	c->duty_id = watch.account;
	c->duty_post_id = watch.account ? 0 : watch.post;
	c->answerer_id = c->answered_at ? owner : 0;
	return OK;
}

const struct norm call_callback_norms[2] = {
	{ "callback", "回拨", "3 (d)", "calls.callback_minutes", false,
	  LADDER_DESK },
	{ "callback", "夜间回拨", "3 (d)", "calls.callback_night_minutes", false,
	  LADDER_SECURITY },
};

int call_owe_callback(struct ctx *cx, const struct call *c)
{
	int64_t due;
	int r = obligation_open(cx, &call_callback_norms[c->night], "call", c->id, c->missed_at,
				c->duty_id, c->duty_post_id, &due);

	if (r < 0)
		return r;
	return store_exec(cx, SQL("UPDATE call SET back_due_at = ? WHERE community_id = ? AND id = ?"),
			  BINDS(due, cx->community, c->id));
}

static int follow_state(struct ctx *cx, const struct call *c, int before, const char *note)
{
	int r = OK;

	if (c->state == before)
		return OK;
	if (before == CALL_MISSED)
		r = obligation_cancel(cx, "call", c->id, NULL);
	if (r == OK && c->state == CALL_MISSED)
		r = call_owe_callback(cx, c);
	if (r < 0)
		return r;
	return journal_add(cx, &(struct journal_entry){
				       .subject = "call", .subject_id = c->id, .action = "event",
				       .from_state = before ? choice_of(call_states, before)->word : NULL,
				       .to_state = choice_of(call_states, c->state)->word,
				       .claimed_at = c->received_at, .note = note });
}

static int derive(struct ctx *cx, struct call *c, int before, const char *note)
{
	struct fact *facts;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT kind, at, extension, phone, called FROM call_event"
			       " WHERE community_id = ? AND call_id = ?"
			       " ORDER BY at, kind, extension LIMIT ?"),
			   BINDS(cx->community, c->id, FACTS_MOST), FIELDS(fact, fact_fields), &facts,
			   &count);

	if (r < 0 || !count)
		return r;
	merge(c, facts, count);
	r = count_rings(cx, c);
	if (r == OK)
		r = find_people(cx, c);
	if (by_facts_alone(c->state))
		c->state = state_of(c);
	if (r == OK)
		r = call_keep(cx, c);
	return r == OK ? follow_state(cx, c, before, note) : r;
}

/* ---- one event ---- */

static int find_or_make(struct ctx *cx, const struct call_event *e, struct call *ret,
			bool *ret_fresh)
{
	int64_t id;
	int r = store_int(cx,
			  SQL("SELECT id FROM call WHERE community_id = ? AND exchange_key = ?"),
			  BINDS(cx->community, e->call_id), &id);

	*ret_fresh = r == ERR_NOT_FOUND;
	if (r == OK)
		return call_get(cx, id, ret);
	if (r != ERR_NOT_FOUND)
		return r;
	*ret = (struct call){ .source = CALL_EXCHANGE, .exchange_key = e->call_id,
			      .state = CALL_RINGING, .phone = "", .received_at = e->at,
			      .rings = RINGS_UNKNOWN, .answered_after_ms = -1 };
	return call_insert(cx, ret);
}

static int add_fact(struct ctx *cx, int64_t call, const struct call_event *e)
{
	return store_exec(cx,
			  SQL("INSERT INTO call_event (community_id, call_id, kind, at, extension,"
			      " phone, called, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
			      " ON CONFLICT DO NOTHING"),
			  BINDS(cx->community, call, e->event, e->at,
				e->extension ? e->extension : "", number_of(cx, e->from),
				number_of(cx, e->to), cx->now));
}

static int check_event(struct ctx *cx, const struct call_event *e)
{
	if (e->at > cx->now + MINUTES(5))
		return fail_field(cx, "at", T(cx, "事件的时间晚于现在，请校准电话系统的时钟。"));
	if (e->at < cx->now - DAYS(31))
		return fail_field(cx, "at", T(cx, "事件的时间早于 31 天前，不再接受。"));
	return OK;
}

/* On the screens of those whose extensions ring or rang; else of who is on duty; else of all who
 * may answer. */
static int show_at_screens(struct ctx *cx, const struct call *c)
{
	enum { SCREENS = 20 };
	struct push_event event = { "call", 0, PERM_CALL_ANSWER, c->id, c->version };
	struct one_id *people;
	size_t count;
	int r = store_list(cx,
			   SQL("SELECT DISTINCT x.account_id AS id FROM call_event f"
			       " JOIN call_extension x ON x.community_id = f.community_id"
			       " AND x.extension = f.extension"
			       " WHERE f.community_id = ? AND f.call_id = ? LIMIT ?"),
			   BINDS(cx->community, c->id, SCREENS), FIELDS(one_id, one_id_fields), &people,
			   &count);

	for (size_t i = 0; r == OK && i < count; i++) {
		event.account = people[i].id;
		push_tell(cx, &event);
	}
	if (r < 0 || count)
		return r;
	event.account = c->duty_id;
	push_tell(cx, &event);
	return OK;
}

int call_tell(struct ctx *cx, const struct call_event *given, struct call *ret)
{
	struct call_event e = *given;
	int64_t kept;
	bool fresh = false;
	int r;

	if (!e.at)
		e.at = cx->now;
	r = check_event(cx, &e);
	if (r == OK)
		r = find_or_make(cx, &e, ret, &fresh);
	if (r == OK)
		r = store_int(cx,
			      SQL("SELECT COUNT(*) FROM call_event WHERE community_id = ?"
				  " AND call_id = ?"),
			      BINDS(cx->community, ret->id), &kept);
	if (r == OK && kept >= FACTS_MOST)
		r = fail(cx, ERR_INVALID, T(cx, "这通来电的事件太多，请检查电话系统。"));
	if (r < 0)
		return r;
	r = add_fact(cx, ret->id, &e);
	if (r < 0 || !store_changed(cx)) /* told twice: nothing new */
		return r < 0 ? r : call_get(cx, ret->id, ret);
	r = derive(cx, ret, fresh ? 0 : ret->state, NULL);
	if (r == OK)
		r = call_get(cx, ret->id, ret);
	return r == OK ? show_at_screens(cx, ret) : r;
}

/* ---- without a telephone system ---- */

int call_by_hand(struct ctx *cx, int64_t contact, const char *phone, int64_t received_at, int rings,
		 int64_t answered_after_ms, int64_t *ret_id)
{
	struct call c = { .source = CALL_STOPWATCH, .state = CALL_ENDED, .phone = phone,
			  .received_at = received_at, .contact_id = contact, .rings = rings,
			  .answered_after_ms = answered_after_ms > 0 ? answered_after_ms : -1,
			  .answerer_id = cx->actor ? cx->actor->id : 0,
			  .called = "", .extension = "" };
	struct call_watch watch;
	int64_t cadence;
	int r = setting_int(cx, "calls.cadence_ms", &cadence);

	if (r == OK && c.rings <= 0)
		c.rings = answered_after_ms > 0
				  ? rings_between(1, 1 + answered_after_ms, cadence)
				  : RINGS_UNKNOWN;
	if (r < 0)
		return r;
	r = call_watch_at(cx, received_at, &watch);
	if (r < 0)
		return r;
	c.night = watch.night;
	c.duty_id = watch.account;
	c.duty_post_id = watch.account ? 0 : watch.post;
	c.answered_at = received_at;
	r = call_insert(cx, &c);
	if (r < 0)
		return r;
	*ret_id = c.id;
	return journal_add(cx, &(struct journal_entry){ .subject = "call", .subject_id = c.id,
							.action = "count", .to_state = "ended",
							.claimed_at = received_at });
}

/* ---- rings without an end ---- */

static int give_up(struct ctx *cx, void *arg)
{
	const struct one_id *l = arg;
	struct call c;
	int r = call_get(cx, l->id, &c);

	if (r < 0 || c.state != CALL_RINGING)
		return r;
	r = add_fact(cx, c.id, &(struct call_event){ .event = FACT_MISSED, .at = cx->now });
	if (r < 0)
		return r;
	return derive(cx, &c, c.state, T(cx, "电话系统没有报告结果，按漏接处理。"));
}

int call_sweep(struct ctx *cx)
{
	enum { AT_ONCE = 200 };
	struct one_id *list;
	int64_t minutes;
	size_t count = 0;
	int r = setting_int(cx, "calls.lost_minutes", &minutes);

	if (r == OK)
		r = store_list(cx,
			       SQL("SELECT id FROM call WHERE community_id = ? AND state = 1"
				   " AND received_at < ? ORDER BY received_at LIMIT ?"),
			       BINDS(cx->community, cx->now - MINUTES(minutes), AT_ONCE),
			       FIELDS(one_id, one_id_fields), &list, &count);
	for (size_t i = 0; r == OK && i < count; i++)
		r = app_write(cx, give_up, &list[i]);
	return r;
}
