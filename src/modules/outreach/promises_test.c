#include "app/obligation.h"
#include "modules/contacts/contacts.h"
#include "modules/outreach/outreach.h"
#include "office.h"

static int64_t steward, other, supervisor;

static struct ctx *begin(const char *now)
{
	struct ctx *cx = office(now);
	struct room room = { .room = "5-1202" };
	enum put put;

	CHECK_OK(room_put(cx, &room, &room.id, &put));
	supervisor = office_person(cx, "zhou", ROLE_SUPERVISOR);
	steward = office_person(cx, "sun", ROLE_STEWARD);
	other = office_person(cx, "guo", ROLE_STEWARD);
	office_as(cx, steward);
	return cx;
}

static struct promise promised(struct ctx *cx, const char *due)
{
	struct promise_intake in = { .content = "2-5 层楼道灯修好", .room = "5-1202",
				     .person_name = "王秀兰", .due_at = office_at(due) };
	struct promise p;

	CHECK_OK(promise_make(cx, &in, &p));
	return p;
}

static const char *id_text(struct ctx *cx, int64_t id)
{
	return arena_printf(cx->arena, "%" PRId64, id);
}

static int step(struct ctx *cx, struct promise *p, const char *action, ...)
{
	struct input in;
	va_list ap;
	const char *name;

	input_init(&in, cx->arena);
	va_start(ap, action);
	while ((name = va_arg(ap, const char *)))
		input_add(&in, name, va_arg(ap, const char *));
	va_end(ap);
	cx->errors = NULL;
	return promise_step(cx, p->id, action, 0, &in, ZONE_SHANGHAI, p);
}

static struct obligation owed(struct ctx *cx, const struct promise *p, const char *kind)
{
	struct obligation *list;
	size_t count;

	CHECK_OK(obligation_of(cx, "promise", p->id, &list, &count));
	for (size_t i = count; i-- > 0;)
		if (!strcmp(list[i].kind, kind))
			return list[i];
	return (struct obligation){ .state = 0 };
}

static struct promise_rate rate(struct ctx *cx, const char *month)
{
	struct promise_rate *rows, all;
	const char *read;
	size_t count;

	CHECK_OK(promise_rates(cx, month, &rows, &count, &all, &read));
	CHECK_STR(read, month);
	return all;
}

TEST(scenario_2_g_1_a_promise_not_kept_by_its_time_is_broken_and_stays_counted)
{
	struct ctx *cx = begin("2026-04-01 10:00");
	struct promise p = promised(cx, "2026-04-03 18:00");

	CHECK(!strncmp(p.number, "CN20260401-", 11));
	CHECK_INT(owed(cx, &p, "keep").due_at, office_at("2026-04-03 18:00"));
	CHECK_INT(owed(cx, &p, "keep").owner_id, steward);
	cx->now = office_at("2026-04-03 18:00");
	CHECK_OK(promise_sweep(cx));
	CHECK_OK(promise_get(cx, p.id, &p));
	CHECK_INT(p.state, PROMISE_OPEN);
	cx->now = office_at("2026-04-03 18:01");
	CHECK_OK(promise_sweep(cx));
	CHECK_OK(promise_get(cx, p.id, &p));
	CHECK_INT(p.state, PROMISE_BROKEN);
	CHECK_INT(owed(cx, &p, "broken").state, OBLIGATION_OPEN);
	CHECK_STR(owed(cx, &p, "broken").post_name, "zhou");
	cx->now = office_at("2026-04-03 19:00");
	CHECK_OK(step(cx, &p, "keep", "evidence", "灯已亮，业主看过", NULL));
	CHECK_INT(p.state, PROMISE_KEPT_LATE);
	CHECK_INT(p.kept_at, cx->now);
	CHECK(p.broken_at != 0);
	CHECK_INT(rate(cx, "2026-04").due, 1);
	CHECK_INT(rate(cx, "2026-04").kept, 0);
	CHECK_INT(rate(cx, "2026-04").broken, 1);
	CHECK_STR(rate(cx, "2026-04").rate, "0.0%");
}

TEST(scenario_2_g_1_the_supervisor_closes_what_was_broken)
{
	struct ctx *cx = begin("2026-04-01 10:00");
	struct promise p = promised(cx, "2026-04-03 18:00");

	cx->now = office_at("2026-04-03 18:01");
	CHECK_OK(promise_sweep(cx));
	CHECK_OK(step(cx, &p, "keep", "evidence", "灯已亮", NULL));
	CHECK_ERR(step(cx, &p, "settle", "cause", "缺灯管", "measure", "备足", NULL), ERR_FORBIDDEN);
	office_as(cx, supervisor);
	CHECK_OK(step(cx, &p, "settle", "cause", "缺灯管", "measure", "备足", NULL));
	CHECK_INT(p.state, PROMISE_SETTLED);
	CHECK_INT(owed(cx, &p, "broken").state, OBLIGATION_MET);
	CHECK_INT(owed(cx, &p, "keep").state, OBLIGATION_LATE);
	CHECK_INT(rate(cx, "2026-04").broken, 1);
}

TEST(scenario_2_g_2_another_time_counts_when_the_owner_was_told_before_the_old_one_ran_out)
{
	struct ctx *cx = begin("2026-04-01 10:00");
	struct promise p = promised(cx, "2026-04-03 18:00");

	cx->now = office_at("2026-04-03 10:00");
	CHECK_ERR(step(cx, &p, "move", "due_at", "2026-04-05 18:00", "told_way", "phone", "reason",
		       "灯管没到", NULL), ERR_INVALID);
	CHECK_STR(cx->errors->field, "told_at");
	CHECK_ERR(step(cx, &p, "move", "due_at", "2026-04-05 18:00", "told_at", "2026-04-03 10:30",
		       "told_way", "phone", "reason", "灯管没到", NULL), ERR_INVALID);
	CHECK_OK(step(cx, &p, "move", "due_at", "2026-04-05 18:00", "told_at", "2026-04-03 09:50",
		      "told_way", "phone", "reason", "灯管没到", NULL));
	CHECK_INT(p.state, PROMISE_MOVED);
	CHECK_INT(p.told_at, office_at("2026-04-03 09:50"));
	CHECK_INT(p.first_due_at, office_at("2026-04-03 18:00"));
	CHECK_INT(owed(cx, &p, "keep").due_at, office_at("2026-04-05 18:00"));
	cx->now = office_at("2026-04-04 10:00");
	CHECK_OK(promise_sweep(cx));
	CHECK_OK(promise_get(cx, p.id, &p));
	CHECK_INT(p.state, PROMISE_MOVED);
	CHECK_OK(step(cx, &p, "keep", "evidence", "灯已亮", NULL));
	CHECK_INT(p.state, PROMISE_KEPT);
	CHECK_STR(rate(cx, "2026-04").rate, "100.0%");
	CHECK_INT(rate(cx, "2026-04").broken, 0);
}

TEST(a_second_change_of_the_time_needs_the_supervisor)
{
	struct ctx *cx = begin("2026-04-01 10:00");
	struct promise p = promised(cx, "2026-04-03 18:00");

	CHECK_OK(step(cx, &p, "move", "due_at", "2026-04-05 18:00", "told_at", "2026-04-01 10:00",
		      "told_way", "phone", "reason", "灯管没到", NULL));
	CHECK_ERR(step(cx, &p, "move", "due_at", "2026-04-06 18:00", "told_at", "2026-04-01 10:00",
		       "told_way", "phone", "reason", "还没到", NULL), ERR_FORBIDDEN);
	office_as(cx, supervisor);
	CHECK_OK(step(cx, &p, "move", "due_at", "2026-04-06 18:00", "told_at", "2026-04-01 10:00",
		      "told_way", "phone", "reason", "还没到", NULL));
	CHECK_INT(p.moves, 2);
}

TEST(what_ran_out_is_broken_also_before_the_job_came_by)
{
	struct ctx *cx = begin("2026-04-01 10:00");
	struct promise p = promised(cx, "2026-04-03 18:00");

	cx->now = office_at("2026-04-03 18:01");
	CHECK_ERR(step(cx, &p, "move", "due_at", "2026-04-05 18:00", "told_at", "2026-04-03 17:00",
		       "told_way", "phone", "reason", "灯管没到", NULL), ERR_CONFLICT);
	CHECK_HAS(cx->why, "失约");
	store_rollback(cx);
	CHECK_OK(store_begin(cx));
}

TEST(the_first_asked_follows_it_up_until_another_has_accepted)
{
	struct ctx *cx = begin("2026-04-01 10:00");
	struct promise p = promised(cx, "2026-04-03 18:00");

	CHECK_ERR(step(cx, &p, "hand_over", "to", id_text(cx, steward), NULL), ERR_INVALID);
	CHECK_OK(step(cx, &p, "hand_over", "to", id_text(cx, other), NULL));
	CHECK_INT(p.holder_id, steward);
	CHECK_INT(owed(cx, &p, "accept").owner_id, other);
	CHECK_INT(owed(cx, &p, "keep").owner_id, steward);
	CHECK_ERR(step(cx, &p, "accept", NULL), ERR_FORBIDDEN);
	office_as(cx, other);
	CHECK_OK(step(cx, &p, "decline", "reason", "我这两天不在", NULL));
	CHECK_INT(p.holder_id, steward);
	CHECK_INT(p.offered_id, 0);
	office_as(cx, steward);
	CHECK_OK(step(cx, &p, "hand_over", "to", id_text(cx, other), NULL));
	office_as(cx, other);
	CHECK_OK(step(cx, &p, "accept", NULL));
	CHECK_INT(p.holder_id, other);
	CHECK_INT(owed(cx, &p, "keep").owner_id, other);
	CHECK_INT(owed(cx, &p, "accept").state, OBLIGATION_MET);
}

TEST(nobody_falls_due_gives_no_rate)
{
	struct ctx *cx = begin("2026-04-01 10:00");

	CHECK_STR(rate(cx, "2026-03").rate, "无数据");
}

TEST(a_promise_from_a_contact_is_followed_up_by_who_was_asked_first)
{
	struct ctx *cx = begin("2026-04-01 10:00");
	struct contact_intake call = { .channel = CHANNEL_PHONE, .room = "5-1202", .text = "问灯" };
	struct promise_intake in = { .content = "修灯", .due_at = office_at("2026-04-02 18:00") };
	struct contact c;
	struct promise p;

	CHECK_OK(contact_log(cx, &call, &c));
	office_as(cx, other);
	in.contact = c.id;
	CHECK_OK(promise_make(cx, &in, &p));
	CHECK_INT(p.promiser_id, other);
	CHECK_INT(p.holder_id, steward);
}

/* The model of a promise, written again and simpler: what may be, by the document. */
struct model {
	int state, moves;
	int64_t due, holder, offered;
	bool broken;
};

static bool model_waits(const struct model *m)
{
	return m->state == PROMISE_OPEN || m->state == PROMISE_MOVED;
}

static void model_step(struct model *m, const char *action, int64_t who, int64_t now, int64_t due,
		       int64_t to)
{
	bool own = who == m->holder || who == supervisor || who == steward;

	if (!strcmp(action, "keep") && own && (model_waits(m) || m->state == PROMISE_BROKEN)) {
		m->state = m->broken ? PROMISE_KEPT_LATE : PROMISE_KEPT;
		m->offered = 0;
	} else if (!strcmp(action, "move") && own && model_waits(m) &&
		   now < m->due && (!m->moves || who == supervisor)) {
		m->state = PROMISE_MOVED;
		m->moves++;
		m->due = due;
	} else if (!strcmp(action, "withdraw") && who == supervisor && model_waits(m)) {
		m->state = PROMISE_WITHDRAWN;
	} else if (!strcmp(action, "settle") && who == supervisor &&
		   (m->state == PROMISE_BROKEN || m->state == PROMISE_KEPT_LATE)) {
		m->state = PROMISE_SETTLED;
		m->offered = 0;
	} else if (m->state == PROMISE_KEPT || m->state >= PROMISE_SETTLED) {
		return;
	} else if (!strcmp(action, "hand_over") && own && !m->offered && to != m->holder &&
		   m->state != PROMISE_KEPT_LATE) {
		m->offered = to;
	} else if (!strcmp(action, "accept") && m->offered && who == m->offered) {
		m->holder = m->offered;
		m->offered = 0;
	} else if (!strcmp(action, "decline") && m->offered && who == m->offered) {
		m->offered = 0;
	}
}

TEST(whatever_is_done_in_whatever_order_a_promise_is_as_its_model_says)
{
	static const char *const actions[] = { "keep", "move", "hand_over", "accept", "decline",
					       "settle", "withdraw", "break" };
	struct ctx *cx = begin("2026-04-01 10:00");
	unsigned seed = 20260403;
	size_t ended = 0;

	for (int round = 0; round < 150; round++) {
		struct promise p = promised(cx, "2026-04-03 18:00");
		struct model m = { PROMISE_OPEN, 0, p.due_at, steward, 0, false };
		for (int i = 0; i < 14; i++) {
			int64_t people[] = { steward, other, supervisor }, who, to, open;
			const char *action;
			char due[CIVIL_TEXT], told[CIVIL_TEXT];
			seed = seed * 1103515245 + 12345;
			action = actions[(seed >> 16) % COUNT(actions)];
			who = people[(seed >> 8) % 3];
			to = people[(seed >> 12) % 2];
			cx->now += HOURS((seed >> 20) % 9);
			if (model_waits(&m) && m.due < cx->now) {
				CHECK_OK(promise_sweep(cx));
				m.state = PROMISE_BROKEN;
				m.broken = true;
			}
			office_as(cx, who);
			(void)step(cx, &p, action, "evidence", "办了", "due_at",
				   civil_minute(cx->now + HOURS(30), ZONE_SHANGHAI, due), "told_at",
				   civil_minute(cx->now, ZONE_SHANGHAI, told), "told_way", "phone",
				   "reason", "随机", "to", id_text(cx, to), "cause", "随机", "measure",
				   "随机", NULL);
			model_step(&m, action, who, cx->now, office_at(due), to);
			CHECK_OK(promise_get(cx, p.id, &p));
			CHECK_INT(p.state, m.state);
			CHECK_INT(p.holder_id, m.holder);
			CHECK_INT(p.offered_id, m.offered);
			CHECK_INT(p.broken_at != 0, m.broken);
			CHECK_OK(obligation_open_count(cx, "promise", p.id, &open));
			if (p.state == PROMISE_KEPT || p.state >= PROMISE_SETTLED)
				CHECK_INT(open, 0);
			else
				CHECK(open > 0);
		}
		ended += p.state == PROMISE_KEPT || p.state >= PROMISE_SETTLED;
		cx->now = office_at("2026-04-01 10:00");
		office_as(cx, steward);
	}
	CHECK(ended > 50);
}
