/* A month of a whole office (600 households, 1,500 calls, a holiday week inside), lived through by
 * the clock; then every clock is computed again from the journal alone, by arithmetic that shares
 * nothing with the program's, and compared with what the program says. */
#include "app/escalation.h"
#include "app/jobs.h"
#include "app/obligation.h"
#include "demo.h"
#include "modules/requests/requests.h"
#include "modules/rules/rules.h"
#include "office.h"

enum { ROWS_MOST = 200000, DUTIES_MOST = 16 };

/* ---- the month ---- */

struct month {
	struct arena arena;
	struct app app;
	struct ctx cx;
};

static void live_through(struct month *m, const char *until, int64_t households, int64_t cases)
{
	struct office *o = &office_only;
	struct demo_options options = { .households = households, .cases = cases, .seed = 5,
					.days = 30, .jobs_minutes = 30 };
	char *logins;
	size_t size;

	CHECK(sodium_init() >= 0);
	o->app.data = test_folder();
	*m = (struct month){ .cx = { .now = office_at(until) } };
	m->cx.arena = &m->arena;
	CHECK_OK(app_open(&m->cx, o->app.data, getenv("TEST_PG") ? office_where(o) : NULL, &m->app));
	CHECK_OK(app_start(&m->cx, &m->app));
	CHECK_OK(store_open(&m->cx, m->app.where, STORE_READ, &m->cx.store));
	(void)atexit(office_close);
	options.out = open_memstream(&logins, &size);
	CHECK_OK(demo_make(&m->cx, &options));
	fclose(options.out);
	free(logins);
	CHECK_OK(store_int(&m->cx, SQL_ALL("SELECT id FROM community ORDER BY id LIMIT 1"), BINDS(),
			   &m->cx.community));
}

static void month_free(struct month *m)
{
	store_close(m->cx.store);
	app_stop(&m->app);
	arena_free(&m->arena);
}

/* ---- what the journal says ---- */

struct event {
	int64_t at, claimed_at, subject_id;
	const char *subject, *action;
};
static const struct field event_fields[] = {
	FIELD(event, at, 0),	  FIELD(event, claimed_at, 0), FIELD(event, subject_id, 0),
	FIELD(event, subject, 0), FIELD(event, action, 0),
};

/* ---- working time, minute by minute: no calendar of the program's ---- */

/* October 2026: the 1st to the 7th are off, Saturday the 10th is worked. */
static bool is_open(int64_t at)
{
	int64_t local = at + HOURS(8), day = local / DAYS(1), minute = local % DAYS(1) / MINUTES(1);
	int64_t first = office_at("2026-10-01 00:00") + HOURS(8);
	int64_t date = day - first / DAYS(1) + 1; /* of October */
	int64_t weekday = (day + 3) % 7;          /* 1970-01-01 was a Thursday; 0 = Monday */

	if (minute < 8 * 60 + 30 || minute >= 18 * 60 || (date >= 1 && date <= 7))
		return false;
	return weekday < 5 || date == 10;
}

static int64_t after_working(int64_t at, int64_t ms)
{
	while (ms > 0) {
		int64_t next = (at / MINUTES(1) + 1) * MINUTES(1), part = MIN(next - at, ms);
		if (!is_open(at)) {
			at = next;
			continue;
		}
		at += part;
		ms -= part;
	}
	return at;
}

/* ---- the rules, written down again ---- */

enum { CLOCK = 0, WORK = 1 };
struct law {
	int kind;            /* of the request */
	bool pressing, calm; /* only those; both false = all */
	const char *duty;
	int document;        /* that asks for it */
	const char *label;
	const char *begins;  /* the event */
	int minutes;
	int counted;
	const char *ends[3]; /* the events that fulfil it */
};
static const struct law laws[] = {
	{ KIND_REPAIR, 0, 0, "dispatch", 3, "派单", "open", 10, CLOCK, { "dispatch" } },
	{ KIND_REPAIR, 0, 1, "arrive", 16, "到场", "open", 15, WORK, { "arrive" } },
	{ KIND_REPAIR, 1, 0, "arrive", 16, "到场", "open", 15, CLOCK, { "arrive" } },
	{ KIND_REPAIR, 0, 0, "finish", 16, "完工", "open", 24 * 60, CLOCK, { "finish" } },
	{ KIND_REPAIR, 0, 0, "review", 16, "评审", "review", 30, CLOCK, { "reviewed" } },
	{ KIND_REPAIR, 0, 0, "sign", 16, "签收", "finish", 24 * 60, CLOCK, { "sign" } },
	{ KIND_REPAIR, 0, 0, "close", 16, "关闭", "sign", 48 * 60, CLOCK, { "close" } },
	{ KIND_HELP, 0, 0, "answer", 15, "答复", "open", 5, CLOCK, { "answer", "send", "turn" } },
	{ KIND_HELP, 1, 0, "arrive", 15, "到场", "open", 4, CLOCK, { "arrive" } },
	{ KIND_HELP, 0, 0, "finish", 15, "处置完毕", "open", 24 * 60, CLOCK, { "finish" } },
	{ KIND_HELP, 0, 0, "close", 16, "关闭", "finish", 48 * 60, CLOCK, { "close" } },
	{ KIND_ENQUIRY, 0, 0, "answer", 16, "答复", "open", 240, WORK, { "answer" } },
	{ KIND_ENQUIRY, 0, 0, "close", 16, "关闭", "answer", 48 * 60, CLOCK, { "close" } },
	{ KIND_SUGGESTION, 0, 0, "answer", 16, "首次答复", "open", 240, WORK, { "answer", "finish" } },
	{ KIND_SUGGESTION, 0, 0, "finish", 16, "完整答复", "open", 48 * 60, CLOCK, { "finish" } },
	{ KIND_SUGGESTION, 0, 0, "close", 16, "关闭", "finish", 48 * 60, CLOCK, { "close" } },
	{ KIND_PRAISE, 0, 0, "answer", 16, "转达", "open", 480, WORK, { "answer" } },
	{ KIND_PRAISE, 0, 0, "close", 16, "关闭", "answer", 48 * 60, CLOCK, { "close" } },
};

struct owed {
	const struct law *law; /* NULL: a promise */
	const char *duty;
	int64_t due, paused_at;
	int state;
	bool matched;
};
struct matter {
	struct request_record q;
	struct owed owed[DUTIES_MOST];
	size_t count;
	bool dispatched, appointed;
};

static bool is_pressing(const struct request_record *q)
{
	if (q->kind != KIND_HELP)
		return q->urgency != URGENCY_NORMAL;
	return q->help_class == HELP_CRIME || q->help_class == HELP_DISASTER ||
	       (q->help_class == HELP_PATIENT && q->wish != WISH_NOTHING);
}

static void owe(struct matter *m, const struct law *law, const char *duty, int64_t due)
{
	CHECK(m->count < DUTIES_MOST);
	m->owed[m->count++] = (struct owed){ .law = law, .duty = duty, .due = due,
					     .state = OBLIGATION_OPEN };
}

static void settle(struct matter *m, const char *duty, int64_t at, bool done)
{
	for (size_t i = 0; i < m->count; i++) {
		struct owed *o = &m->owed[i];
		if (o->state != OBLIGATION_OPEN || (duty && strcmp(o->duty, duty)))
			continue;
		o->state = !done ? OBLIGATION_CANCELLED : at <= o->due ? OBLIGATION_MET : OBLIGATION_LATE;
	}
}

static void stand_still(struct matter *m, int64_t at, bool still)
{
	for (size_t i = 0; i < m->count; i++) {
		struct owed *o = &m->owed[i];
		if (o->state != OBLIGATION_OPEN || !o->law)
			continue;
		CHECK(o->law->counted == CLOCK);
		if (!still && o->due >= o->paused_at)
			o->due += at - o->paused_at;
		o->paused_at = still ? at : 0;
	}
}

/* A time agreed on at once is the norm of arriving, and what follows counts from it. */
static void appoint(struct matter *m, int64_t at)
{
	m->appointed = true;
	for (size_t i = 0; i < m->count; i++) {
		struct owed *o = &m->owed[i];
		if (!strcmp(o->duty, "arrive"))
			o->due = at;
		else if (!strcmp(o->duty, "finish"))
			o->due = at + MINUTES(o->law->minutes);
	}
}

/* A first dispatch that agreed on a time: that time is the norm of arriving now. */
static void agree(struct matter *m, int64_t at)
{
	if (m->dispatched || m->appointed || !m->q.appointment_at)
		return;
	for (size_t i = 0; i < m->count; i++)
		if (!strcmp(m->owed[i].duty, "arrive"))
			settle(m, "arrive", at, at > m->owed[i].due);
	owe(m, NULL, "arrive", m->q.appointment_at);
}

static void fulfil(struct matter *m, const struct event *e)
{
	for (size_t i = 0; i < COUNT(laws); i++)
		for (size_t k = 0; k < 3 && laws[i].ends[k]; k++)
			if (laws[i].kind == m->q.kind && !strcmp(laws[i].ends[k], e->action))
				settle(m, laws[i].duty, e->at, true);
}

static void begin(struct matter *m, const struct event *e)
{
	int64_t from = e->claimed_at && !strcmp(e->action, "open") ? e->claimed_at : e->at;

	for (size_t i = 0; i < COUNT(laws); i++) {
		const struct law *law = &laws[i];
		int64_t ms = MINUTES(law->minutes);
		if (law->kind != m->q.kind || strcmp(law->begins, e->action) ||
		    (law->pressing && !is_pressing(&m->q)) || (law->calm && is_pressing(&m->q)))
			continue;
		owe(m, law, law->duty, law->counted == WORK ? after_working(from, ms) : from + ms);
	}
}

static void happen(struct matter *m, const struct event *e)
{
	if (!strcmp(e->action, "appoint"))
		appoint(m, e->claimed_at);
	if (!strcmp(e->action, "cancel"))
		settle(m, NULL, e->at, false);
	if (!strcmp(e->action, "redo")) {
		settle(m, NULL, e->at, false);
		for (size_t i = 0; i < COUNT(laws); i++)
			if (laws[i].kind == m->q.kind && !strcmp(laws[i].duty, "finish"))
				owe(m, &laws[i], "finish", e->at + MINUTES(laws[i].minutes));
	}
	if (!strcmp(e->action, "resume")) {
		settle(m, "promise", e->at, true);
		stand_still(m, e->at, false);
	}
	if (!strcmp(e->action, "dispatch")) {
		agree(m, e->at);
		m->dispatched = true;
	}
	fulfil(m, e);
	begin(m, e);
	if (!strcmp(e->action, "wait")) {
		stand_still(m, e->at, true);
		owe(m, NULL, "promise", m->q.promised_at);
	}
}

/* ---- and compared ---- */

static struct owed *same(struct matter *m, const struct obligation *o)
{
	for (size_t i = 0; i < m->count; i++)
		if (!m->owed[i].matched && !strcmp(m->owed[i].duty, o->kind) &&
		    m->owed[i].state == o->state && m->owed[i].due == o->due_at)
			return &m->owed[i];
	return NULL;
}

static const char *state_word(int state)
{
	return choice_of(obligation_states, state)->word;
}

static void compare(struct ctx *cx, struct matter *m)
{
	struct obligation *list;
	size_t count;

	CHECK_OK(obligation_of(cx, "request", m->q.id, &list, &count));
	for (size_t i = 0; i < count; i++) {
		struct owed *found = same(m, &list[i]);
		if (!strcmp(list[i].kind, "child"))
			continue;
		if (!found)
			test_failed(__FILE__, __LINE__, "%s: the journal does not say %s %s by %" PRId64,
				    m->q.number, list[i].kind, state_word(list[i].state), list[i].due_at);
		found->matched = true;
	}
	for (size_t i = 0; i < m->count; i++)
		if (!m->owed[i].matched)
			test_failed(__FILE__, __LINE__, "%s: the program does not know %s %s by %" PRId64,
				    m->q.number, m->owed[i].duty, state_word(m->owed[i].state),
				    m->owed[i].due);
}

/* One line of the month sheet. */
struct line {
	const char *duty, *label;
	int document;
	struct tally tally;
};
struct figures {
	int64_t open, overdue, kept, late, matters;
	struct line lines[40];
	size_t count;
};

static void add_line(struct figures *f, const struct owed *o, int64_t now)
{
	const char *label = o->law ? o->law->label : strcmp(o->duty, "promise") ? "到场" : "承诺完成";
	int document = o->law ? o->law->document : 16;
	struct line *l = f->lines;

	while (l < f->lines + f->count &&
	       (strcmp(l->duty, o->duty) || strcmp(l->label, label) || l->document != document))
		l++;
	if (l == f->lines + f->count) {
		CHECK(f->count < COUNT(f->lines));
		*l = (struct line){ .duty = o->duty, .label = label, .document = document };
		f->count++;
	}
	l->tally.kept += o->state == OBLIGATION_MET;
	l->tally.late += o->state == OBLIGATION_LATE;
	l->tally.broken += o->state == OBLIGATION_OPEN && !o->paused_at && o->due < now;
	l->tally.open += o->state == OBLIGATION_OPEN && (o->paused_at || o->due >= now);
}

static void add_to(struct figures *t, const struct matter *m, int64_t now)
{
	t->matters++;
	for (size_t i = 0; i < m->count; i++) {
		const struct owed *o = &m->owed[i];
		t->open += o->state == OBLIGATION_OPEN;
		t->overdue += o->state == OBLIGATION_OPEN && !o->paused_at && o->due < now;
		t->kept += o->state == OBLIGATION_MET;
		t->late += o->state == OBLIGATION_LATE;
		if (o->due >= office_at("2026-10-01 00:00") && o->due < office_at("2026-11-01 00:00"))
			add_line(t, o, now);
	}
}

static struct figures recompute(struct ctx *cx)
{
	struct figures t = { 0 };
	struct matter m = { 0 };
	struct event *list;
	size_t count;

	CHECK_OK(store_list(cx,
			    SQL("SELECT at, claimed_at, subject, subject_id, action FROM journal"
				" WHERE community_id = ? AND subject = 'request'"
				" ORDER BY subject_id, seq LIMIT ?"),
			    BINDS(cx->community, ROWS_MOST), FIELDS(event, event_fields), &list, &count));
	CHECK(count > 5000 && count < ROWS_MOST);
	for (size_t i = 0; i < count; i++) {
		if (m.q.id != list[i].subject_id) {
			m = (struct matter){ 0 };
			CHECK_OK(request_get(cx, list[i].subject_id, &m.q));
		}
		happen(&m, &list[i]);
		if (i + 1 < count && list[i + 1].subject_id == m.q.id)
			continue;
		compare(cx, &m);
		add_to(&t, &m, cx->now);
	}
	return t;
}

static int64_t on_board(struct ctx *cx, int state, bool overdue)
{
	struct obligation_filter f = { .subject = "request", .state = state, .overdue = overdue };
	int64_t n;

	CHECK_OK(obligation_total(cx, &f, &n));
	return n;
}

static int64_t climbed(struct ctx *cx)
{
	int64_t n;

	CHECK_OK(store_int(cx,
			   SQL("SELECT COUNT(*) FROM obligation WHERE community_id = ? AND state = 1"
			       " AND paused_at = 0 AND due_at < ? AND rung = 0"),
			   BINDS(cx->community, cx->now - MINUTES(61)), &n));
	return n;
}

/* What the rule book says of each article that has a clock of a request. */
static int check_rule_book(struct ctx *cx, const struct figures *f)
{
	struct rule_period p = { office_at("2026-10-01 00:00"), office_at("2026-11-01 00:00"), NULL,
				 NULL, NULL };
	struct rule_row *rows;
	size_t count;
	int checked = 0;

	CHECK_OK(rule_count(cx, 0, &p, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		for (size_t b = 0; b < rule_bindings(rows[i].article); b++) {
			const struct binding *bind = &rows[i].article->bind[b];
			int document = bind->document ? bind->document : rows[i].book->number;
			struct tally sum = { 0 };
			if (bind->type != BIND_DUTY || strcmp(bind->subject, "request"))
				continue;
			for (size_t k = 0; k < f->count; k++)
				if (!strcmp(f->lines[k].duty, bind->name) &&
				    f->lines[k].document == document &&
				    (!bind->label || !strcmp(f->lines[k].label, bind->label)))
					tally_add(&sum, &f->lines[k].tally);
			CHECK_INT(rows[i].of[b].kept, sum.kept);
			CHECK_INT(rows[i].of[b].late, sum.late);
			CHECK_INT(rows[i].of[b].broken, sum.broken);
			CHECK_INT(rows[i].of[b].open, sum.open);
			checked++;
		}
	}
	return checked;
}

TEST(every_clock_of_a_month_is_what_the_journal_says_it_is)
{
	struct month m;
	struct figures t;

	live_through(&m, "2026-10-31 20:00", 600, 1500);
	t = recompute(&m.cx);
	CHECK(t.matters >= 1500 && t.kept > 4000 && t.late > 100 && t.open > 20);
	CHECK_INT(on_board(&m.cx, 0, false), t.open);
	CHECK_INT(on_board(&m.cx, 0, true), t.overdue);
	CHECK_INT(on_board(&m.cx, OBLIGATION_MET, false), t.kept);
	CHECK_INT(on_board(&m.cx, OBLIGATION_LATE, false), t.late);
	CHECK(check_rule_book(&m.cx, &t) > 12);
	CHECK_INT(climbed(&m.cx), 0); /* nothing overdue is nobody's but its owner's */
	month_free(&m);
}

/* ---- after a standstill ---- */

struct traces {
	int64_t obligations, notices, journal;
};

static int64_t count_of(struct ctx *cx, const struct sql *sql)
{
	int64_t n;

	CHECK_OK(store_int(cx, sql, BINDS(cx->community), &n));
	return n;
}

static struct traces traces_after_jobs(struct month *m)
{
	struct ctx *cx = &m->cx;
	int64_t community = cx->community;

	CHECK_OK(jobs_run_all(cx));
	cx->community = community;
	return (struct traces){
		count_of(cx, SQL("SELECT COUNT(*) FROM obligation WHERE community_id = ?")),
		count_of(cx, SQL("SELECT COUNT(*) FROM notice WHERE community_id = ?")),
		count_of(cx, SQL("SELECT COUNT(*) FROM journal WHERE community_id = ?")),
	};
}

static int64_t told_most(struct ctx *cx, int64_t since)
{
	int64_t n;
	int r = store_int(cx,
			  SQL("SELECT COUNT(*) FROM notice WHERE community_id = ? AND created_at >= ?"
			      " GROUP BY subject, subject_id, kind, account_id ORDER BY 1 DESC LIMIT 1"),
			  BINDS(cx->community, since), &n);

	CHECK(r == OK || r == ERR_NOT_FOUND);
	return r == OK ? n : 0;
}

TEST(after_a_weekend_without_a_server_the_jobs_catch_up_once_and_nobody_is_told_twice)
{
	struct month m;
	struct traces first, again;
	int64_t stood;

	live_through(&m, "2026-10-30 17:55", 120, 150);
	stood = m.cx.now;
	m.cx.now = office_at("2026-11-02 08:30");
	first = traces_after_jobs(&m);
	again = traces_after_jobs(&m);
	CHECK_INT(again.obligations, first.obligations);
	CHECK_INT(again.notices, first.notices);
	CHECK_INT(again.journal, first.journal);
	CHECK_INT(told_most(&m.cx, stood + 1), 1);
	month_free(&m);
}

TEST(when_the_clock_goes_back_an_hour_and_on_again_nothing_happens_twice)
{
	struct month m;
	struct traces before, after;

	live_through(&m, "2026-10-30 17:55", 120, 150);
	before = traces_after_jobs(&m);
	m.cx.now -= HOURS(1);
	(void)traces_after_jobs(&m);
	m.cx.now += HOURS(1);
	after = traces_after_jobs(&m);
	CHECK_INT(after.obligations, before.obligations);
	CHECK_INT(after.notices, before.notices);
	CHECK_INT(after.journal, before.journal);
	month_free(&m);
}
