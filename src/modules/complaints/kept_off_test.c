/* The person complained about, four eyes, no deletion; nothing closes with an open duty. */
#include "app/escalation.h"
#include "modules/complaints/complaints_test.h"

TEST(who_is_complained_about_does_not_find_the_case_anywhere)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct complaint_filter f = { .most = 10 }, words = { .q = "态度", .most = 10 };
	struct complaint c = complained(cx, "3-1-101", "前台态度恶劣"), *rows;
	struct obligation_filter mine = { .most = 50 };
	struct obligation *duties;
	size_t count;
	int64_t total;
	bool hidden;

	CHECK_OK(act(cx, supervisor, &c, "correct", "accused", id_text(cx, desk), "reason", "业主点名",
		     NULL));
	CHECK_STR(c.accused_name, "lin");
	/* what begins later is hidden from him as well */
	CHECK_OK(act(cx, supervisor, &c, "verify", "validity", "valid", "reason", "属实", "grade",
		     "minor", "cause", "manner", "unit", "service", NULL));
	office_as(cx, desk);
	CHECK_ERR(complaint_get(cx, c.id, &c), ERR_NOT_FOUND);
	CHECK_ERR(act(cx, desk, &c, "note", "text", "我没有", NULL), ERR_NOT_FOUND);
	CHECK_OK(complaint_list(cx, &f, &rows, &count));
	CHECK_INT(count, 0);
	CHECK_OK(complaint_list(cx, &words, &rows, &count));
	CHECK_INT(count, 0);
	CHECK_OK(complaint_total(cx, &words, &total));
	CHECK_INT(total, 0);
	CHECK_OK(complaint_of_phone(cx, "13812345612", false, 10, &rows, &count));
	CHECK_INT(count, 0);
	CHECK_OK(obligation_list(cx, &mine, &duties, &count));
	for (size_t i = 0; i < count; i++)
		CHECK(duties[i].subject_id != c.id);
	CHECK_OK(complaint_is_hidden(cx, c.id, desk, &hidden));
	CHECK(hidden);
	CHECK_OK(complaint_is_hidden(cx, c.id, supervisor, &hidden));
	CHECK(!hidden);
	office_as(cx, supervisor);
	CHECK_OK(complaint_list(cx, &words, &rows, &count));
	CHECK_INT(count, 1);
	CHECK_OK(obligation_list(cx, &mine, &duties, &count));
	CHECK(count > 0);
}

static int64_t notices_of(struct ctx *cx, int64_t account)
{
	int64_t count;

	CHECK_OK(store_int(cx,
			   SQL("SELECT COUNT(*) FROM notice WHERE community_id = ? AND account_id = ?"),
			   BINDS(cx->community, account), &count));
	return count;
}

TEST(who_is_complained_about_is_not_told_when_its_duties_expire_and_climb)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct complaint c = complained(cx, "3-1-101", "主管态度恶劣");

	CHECK_OK(act(cx, director, &c, "correct", "accused", id_text(cx, supervisor), "reason", "点名",
		     NULL));
	office_commit(cx);
	office_as(cx, 0);
	cx->now += DAYS(9);
	CHECK_OK(escalation_run(cx));
	CHECK_INT(notices_of(cx, supervisor), 0);
	CHECK(notices_of(cx, director) > 0);
}

TEST(whoever_has_to_do_with_a_complaint_hears_of_it_but_the_person_complained_about)
{
	struct ctx *cx = reception("2026-06-01 23:40");
	struct complaint c = complained(cx, "3-1-101", "夜里施工扰民");
	int64_t other = office_person(cx, "qian", ROLE_DIRECTOR);

	CHECK_INT(notices_of(cx, supervisor), 1); /* taken in after hours */
	CHECK_OK(act(cx, supervisor, &c, "verify", "validity", "valid", "reason", "属实", "grade",
		     "important", "cause", "order", "unit", "order", "accused", id_text(cx, other),
		     NULL));
	CHECK_INT(notices_of(cx, director), 1);
	CHECK_INT(notices_of(cx, other), 0);
	CHECK_OK(act(cx, supervisor, &c, "assign", "assignee", id_text(cx, chief), NULL));
	CHECK_INT(notices_of(cx, chief), 1);
}

TEST(who_is_complained_about_is_given_neither_the_case_nor_the_post_he_alone_holds)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct complaint c = complained(cx, "3-1-101", "工程部推诿");
	struct complaint_chooser *people;
	size_t count;
	int64_t post;

	CHECK_OK(act(cx, supervisor, &c, "verify", "validity", "valid", "reason", "属实", "grade",
		     "important", "cause", "manner", "unit", "engineering", "accused",
		     id_text(cx, engineer), NULL));
	CHECK_ERR(act(cx, supervisor, &c, "assign", "assignee", id_text(cx, engineer), NULL),
		  ERR_INVALID);
	CHECK_OK(store_int(cx,
			   SQL("SELECT post_id FROM staff_post WHERE community_id = ? AND account_id = ?"),
			   BINDS(cx->community, engineer), &post));
	CHECK_ERR(act(cx, supervisor, &c, "assign", "post", id_text(cx, post), NULL), ERR_INVALID);
	CHECK_STR(cx->errors->field, "post");
	CHECK_OK(complaint_people(cx, true, c.accused_id, &people, &count));
	for (size_t i = 0; i < count; i++)
		CHECK(people[i].id != engineer);
	CHECK_OK(act(cx, supervisor, &c, "assign", "assignee", id_text(cx, supervisor), NULL));
	/* named later, he loses what he had */
	CHECK_OK(act(cx, director, &c, "correct", "accused", id_text(cx, supervisor), "reason", "改",
		     NULL));
	CHECK_INT(c.assignee_id, 0);
	CHECK_ERR(act(cx, supervisor, &c, "propose", "proposal", "-", NULL), ERR_NOT_FOUND);
}

TEST(a_plan_is_approved_by_another_person_and_a_major_one_by_the_director_once_the_company_knows)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct complaint c = complained(cx, "3-1-101", "电梯困人两小时");

	CHECK_OK(act(cx, supervisor, &c, "verify", "validity", "valid", "reason", "属实", "grade",
		     "major", "cause", "equipment", "unit", "engineering", NULL));
	CHECK_INT(duty(cx, "complaint", c.id, "plan").due_at, office_at("2026-06-02 10:00"));
	CHECK_INT(civil_day_of(duty(cx, "complaint", c.id, "handle").due_at, ZONE_SHANGHAI),
		  civil_day(2026, 6, 10)); /* seven working days after Monday the 1st */
	CHECK_OK(act(cx, supervisor, &c, "assign", "assignee", id_text(cx, director), NULL));
	CHECK_OK(act(cx, director, &c, "propose", "proposal", "停梯检修", NULL));
	CHECK_ERR(act(cx, director, &c, "approve", "approval", "同意", NULL), ERR_FORBIDDEN);
	CHECK_ERR(act(cx, supervisor, &c, "approve", "approval", "同意", NULL), ERR_FORBIDDEN);
	CHECK_ERR(act(cx, second, &c, "approve", "approval", "同意", NULL), ERR_CONFLICT);
	CHECK_OK(act(cx, director, &c, "tell_company", "person", "公司总经理", NULL));
	cx->now += HOURS(30);
	CHECK_OK(act(cx, engineer, &c, "progress", "text", "配件已到", "way", "phone", NULL));
	CHECK_INT(duty(cx, "complaint", c.id, "progress").due_at, cx->now + HOURS(48));
	CHECK_OK(act(cx, second, &c, "approve", "approval", "同意", NULL));
	CHECK_OK(act(cx, desk, &c, "answer", "answer", "已修复", "way", "visit", NULL));
	CHECK_INT(duty(cx, "complaint", c.id, "progress").state, OBLIGATION_MET);
	CHECK_OK(act(cx, supervisor, &c, "close", NULL));
}

TEST(the_same_household_with_the_same_cause_within_ninety_days_is_a_repeat)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct complaint a = complained(cx, "3-1-101", "电梯异响"), b, c, *list;
	size_t count;

	worked_on(cx, &a);
	cx->now += DAYS(90);
	c = complained(cx, "3-1-102", "别的住户");
	worked_on(cx, &c);
	CHECK_INT(c.repeat_of, 0);
	b = complained(cx, "3-1-101", "电梯又响");
	worked_on(cx, &b);
	CHECK_INT(b.repeat_of, a.id);
	CHECK_OK(complaint_repeats(cx, &b, &list, &count));
	CHECK_INT(count, 1);
	cx->now += DAYS(91);
	a = complained(cx, "3-1-101", "电梯还响");
	worked_on(cx, &a);
	CHECK_INT(a.repeat_of, 0);
}

TEST(a_help_call_turned_into_a_complaint_waits_until_that_one_is_closed)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct request_intake in = { .kind = KIND_HELP, .help_class = HELP_COMPLAINT,
				     .room = "3-1-101", .phone = "13812345612", .text = "楼道堆杂物" };
	struct request_record q;
	struct complaint *c;
	struct input form;
	size_t count;

	CHECK_OK(request_open(cx, &in, &q));
	input_init(&form, cx->arena);
	input_add(&form, "kind", "complaint");
	CHECK_OK(request_step(cx, q.id, "turn", 0, &form, ZONE_SHANGHAI, &q));
	CHECK_OK(complaint_of_origin(cx, "request", q.id, &c, &count));
	CHECK_INT(count, 1);
	CHECK_STR(c[0].text, "楼道堆杂物");
	CHECK_STR(c[0].room, "3-1-101");
	input_init(&form, cx->arena);
	input_add(&form, "result", "转投诉办理");
	CHECK_OK(request_step(cx, q.id, "finish", 0, &form, ZONE_SHANGHAI, &q));
	CHECK_ERR(request_step(cx, q.id, "close", 0, &form, ZONE_SHANGHAI, &q), ERR_CONFLICT);
	CHECK_HAS(cx->why, "转投诉");
	answered(cx, &c[0]);
	CHECK_OK(act(cx, supervisor, &c[0], "close", NULL));
	CHECK_OK(request_step(cx, q.id, "close", 0, &form, ZONE_SHANGHAI, &q));
}

/* How many requests this person finds, by every way to look for them. */
static size_t found_by(struct ctx *cx, int64_t account, const struct request_record *q)
{
	struct request_filter all = { .most = 10 }, words = { .q = "骂人", .most = 10 };
	struct request_record *rows, one;
	struct obligation_filter owed = { .subject = "request", .most = 50 };
	struct obligation *duties;
	size_t count, found = 0;
	int64_t total;

	office_as(cx, account);
	found += request_get(cx, q->id, &one) == OK;
	CHECK_OK(request_list(cx, &all, &rows, &count));
	found += count;
	CHECK_OK(request_list(cx, &words, &rows, &count));
	found += count;
	CHECK_OK(request_total(cx, &words, &total));
	found += (size_t)total;
	CHECK_OK(request_total(cx, &all, &total));
	found += (size_t)total;
	CHECK_OK(request_of_room(cx, q->room_id, false, 10, &rows, &count));
	found += count;
	CHECK_OK(request_of_phone(cx, q->phone, false, 10, &rows, &count));
	found += count;
	CHECK_OK(obligation_list(cx, &owed, &duties, &count));
	return found + count;
}

TEST(the_help_call_a_complaint_came_from_is_kept_from_the_person_complained_about_too)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct request_intake in = { .kind = KIND_HELP, .help_class = HELP_COMPLAINT,
				     .room = "3-1-101", .phone = "13812345612",
				     .text = "工程主管上门骂人" };
	struct request_record q;
	struct complaint *c;
	struct input form;
	size_t count;

	CHECK_OK(request_open(cx, &in, &q));
	CHECK(found_by(cx, engineer, &q) > 7);
	office_as(cx, desk);
	input_init(&form, cx->arena);
	input_add(&form, "kind", "complaint");
	CHECK_OK(request_step(cx, q.id, "turn", 0, &form, ZONE_SHANGHAI, &q));
	CHECK_OK(complaint_of_origin(cx, "request", q.id, &c, &count));
	CHECK_OK(act(cx, supervisor, &c[0], "correct", "accused", id_text(cx, engineer), "reason",
		     "点名", NULL));
	CHECK_INT(found_by(cx, engineer, &q), 0);
	CHECK(found_by(cx, supervisor, &q) > 7);
	/* what it owes later neither */
	office_as(cx, desk);
	input_init(&form, cx->arena);
	input_add(&form, "result", "转投诉办理");
	CHECK_OK(request_step(cx, q.id, "finish", 0, &form, ZONE_SHANGHAI, &q));
	CHECK_INT(found_by(cx, engineer, &q), 0);
	/* it was somebody else after all */
	CHECK_OK(act(cx, supervisor, &c[0], "correct", "nobody", "true", "reason", "不是他", NULL));
	CHECK(found_by(cx, engineer, &q) > 7);
}

TEST(nobody_deletes_a_complaint_not_even_in_the_database)
{
	struct ctx *cx = reception("2026-06-01 10:00");
	struct complaint c = complained(cx, "3-1-101", "电梯异响");

	office_commit(cx);
	CHECK(store_exec(cx, SQL("DELETE FROM complaint WHERE community_id = ? AND id = ?"),
			 BINDS(cx->community, c.id)) < 0);
	store_rollback(cx);
	CHECK_OK(store_begin(cx));
	CHECK(store_exec(cx, SQL("UPDATE complaint SET text = ? WHERE community_id = ? AND id = ?"),
			 BINDS("没有的事", cx->community, c.id)) < 0);
	store_rollback(cx);
	CHECK_OK(store_begin(cx));
	CHECK(store_exec(cx, SQL("DELETE FROM complaint_party WHERE community_id = ?"),
			 BINDS(cx->community)) < 0);
	store_rollback(cx);
	CHECK_OK(store_begin(cx));
	CHECK_OK(complaint_get(cx, c.id, &c));
}

/* ---- a random walk ---- */

struct walk {
	struct ctx *cx;
	struct complaint c[4];
	uint64_t state;
};

/* 0 … n-1; the same walk for the same seed */
static int lot(struct walk *w, int n)
{
	w->state = w->state * 6364136223846793005U + 1442695040888963407U;
	return (int)((w->state >> 33) % (uint64_t)n);
}

static const char *any(struct walk *w, const char *const *words, int n)
{
	return words[lot(w, n)];
}

/* Whatever a step might ask for, drawn by lot; a step takes what it knows. */
static int stumble(struct walk *w, struct complaint *c)
{
	static const char *const validity[] = { "valid", "valid", "invalid" };
	static const char *const grades[] = { "minor", "important", "major" };
	const struct step *s = &complaint_machine.steps[lot(w, (int)complaint_machine.count)];
	int64_t people[] = { desk, supervisor, engineer, director, second, chief };
	int64_t who = people[lot(w, 6)];
	const struct step *open[32];
	size_t count;

	/* mostly what may be done, sometimes anything; to end it is rare among the many */
	office_as(w->cx, who);
	count = steps_open(w->cx, &complaint_machine, c, open, COUNT(open));
	office_as(w->cx, desk);
	if (count && lot(w, 8))
		s = open[lot(w, lot(w, 3) ? (int)MIN(count, 2) : (int)count)];
	return act(w->cx, who, c, s->action,
		   "validity", any(w, validity, 3), "grade", any(w, grades, 3), "reason", "事由",
		   "cause", "equipment", "unit", "engineering", "refer_name", "市政", "text", "内容",
		   "way", "phone", "proposal", "方案", "approval", "同意", "answer", "答复", "result",
		   "结果", "person", "公司", "person_name", "李四", "main",
		   w->c[lot(w, 4)].number, NULL);
}

static void owes_nothing(struct ctx *cx, struct complaint *c)
{
	int64_t open;

	CHECK_OK(complaint_get(cx, c->id, c));
	CHECK_OK(obligation_open_count(cx, "complaint", c->id, &open));
	if (c->state >= COMPLAINT_CLOSED)
		CHECK_INT(open, 0);
	else
		CHECK(open > 0);
	CHECK(!c->first_closed_at || c->closed_at >= c->first_closed_at || !c->closed_at);
	CHECK((c->state == COMPLAINT_CLOSED) == (c->closed_at > 0));
	CHECK((c->state == COMPLAINT_MERGED) == (c->main_id > 0));
}

TEST(no_sequence_of_steps_closes_a_complaint_with_an_open_duty)
{
	struct walk w = { .cx = reception("2026-06-01 10:00") };
	int closed = 0, merged = 0;

	for (int round = 0; round < 40; round++) {
		w.state = (uint64_t)(1000 + round);
		for (int i = 0; i < 4; i++)
			w.c[i] = complained(w.cx, i == 3 ? NULL : "3-1-101", "电梯异响");
		for (int n = 0; n < 120; n++) {
			struct complaint *c = &w.c[lot(&w, 4)];
			int before = c->state, r = stumble(&w, c);
			closed += r == OK && before != COMPLAINT_CLOSED && c->state == COMPLAINT_CLOSED;
			merged += r == OK && c->state == COMPLAINT_MERGED;
			w.cx->now += MINUTES(lot(&w, 600));
			if (!lot(&w, 6))
				CHECK_OK(complaint_visited(w.cx, c->id, 0));
			for (int i = 0; i < 4; i++)
				owes_nothing(w.cx, &w.c[i]);
		}
		office_commit(w.cx);
	}
	CHECK(closed > 5 && merged > 5); /* the walk gets there */
}
