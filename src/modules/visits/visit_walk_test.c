/* A random walk: whatever steps are taken in whatever order, the state machine keeps its word. */
#include "modules/complaints/complaints.h"
#include "visit_office.h"

enum { VISITS = 4 };
struct walk {
	struct ctx *cx;
	struct visit v[VISITS];
	uint64_t state;
};

/* 0 … n-1; the same walk for the same seed */
static int lot(struct walk *w, int n)
{
	w->state = w->state * 6364136223846793005U + 1442695040888963407U;
	return (int)((w->state >> 33) % (uint64_t)n);
}

/* Whatever a step might ask for, drawn by lot; a step takes what it knows. */
static int stumble(struct walk *w, struct visit *v)
{
	static const char *const channels[] = { "visit", "phone", "wechat", "talk" };
	static const char *const grades[] = { "A", "A", "B", "C" };
	static const char *const verdicts[] = { "passed", "passed", "failed" };
	int64_t people[] = { vo.desk, vo.clerk, vo.steward, vo.worker, vo.supervisor, vo.deputy,
			     vo.director };
	const struct step *open[32], *s = &visit_machine.steps[lot(w, (int)visit_machine.count)];
	struct ctx *cx = w->cx;
	size_t count;
	int r;

	office_as(cx, people[lot(w, (int)COUNT(people))]);
	count = steps_open(cx, &visit_machine, v, open, COUNT(open));
	if (count && lot(w, 8)) /* mostly what may be done, sometimes anything */
		s = open[lot(w, (int)count)];
	r = visit_go(cx, v, s->action, "channel", channels[lot(w, 4)], "grade", grades[lot(w, 4)],
		     "remarks", "走访", "verdict", verdicts[lot(w, 3)], "opinion", "意见", "text",
		     "说明",
		     "reason", "更正", "assignee", visit_id_text(cx, people[lot(w, 7)]),
		     "signature", lot(w, 2) ? signature_of(cx, v) : "", "appointment_at", "2026-12-30",
		     "reply_at", lot(w, 5) ? "" : "2026-12-30", NULL);
	office_as(cx, vo.desk);
	return r;
}

/* What is not at its end is owed by somebody, or waits for a visit or a complaint that is. */
static bool goes_on(struct ctx *cx, const struct visit *v)
{
	struct complaint c;
	int64_t n;

	CHECK_OK(obligation_open_count(cx, "visit", v->id, &n));
	if (n || v->state != VISIT_FAILED)
		return n > 0;
	CHECK_OK(store_int(cx, SQL("SELECT COUNT(*) FROM visit WHERE community_id = ?"
				   " AND parent_id = ? AND state < 8"),
			   BINDS(cx->community, v->id), &n));
	if (n || !v->complaint_id)
		return n > 0;
	CHECK_OK(complaint_get(cx, v->complaint_id, &c));
	return c.state < COMPLAINT_CLOSED;
}

static void keeps_its_word(struct ctx *cx, struct visit *v)
{
	struct visit_record *rows;
	size_t count;
	int64_t open;

	CHECK_OK(visit_get(cx, v->id, v));
	CHECK_OK(visit_records(cx, v->id, &rows, &count));
	CHECK((count > 0) == (v->visited_at != 0));
	if (count)
		CHECK_INT(v->grade, rows[count - 1].grade);
	CHECK(v->visitor_id != vo.worker);
	CHECK(!v->reviewed_by || v->reviewed_by != v->visitor_id);
	if (v->state == VISIT_UNSIGNED)
		CHECK(v->channel == BY_DOOR && !v->signed_at);
	if (v->state >= VISIT_IN_REVIEW && count)
		CHECK(v->channel != BY_DOOR || v->signed_at);
	if (v->grade == GRADE_C)
		CHECK(v->complaint_id != 0);
	if (v->state < VISIT_CLOSED) {
		CHECK(goes_on(cx, v));
		return;
	}
	CHECK_OK(obligation_open_count(cx, "visit", v->id, &open));
	CHECK_INT(open, 0);
	CHECK(v->closed_at != 0 && v->outcome != 0);
}

TEST(no_sequence_of_steps_ends_a_visit_with_an_open_duty_or_leaves_one_that_nobody_owes)
{
	struct walk w = { .cx = visit_office("2026-05-04 09:00") };
	int ended = 0, failed = 0, unreached = 0;

	for (int round = 0; round < 30; round++) {
		w.state = (uint64_t)(77 + round);
		w.cx->now = office_at("2026-05-04 09:00") + DAYS(round);
		for (int i = 0; i < VISITS; i++) {
			struct request_record q = repaired(w.cx, (struct request_intake){
				.text = "漏水", .person_name = "王秀兰", .phone = "13812345612" }, NULL);
			CHECK_INT(visits_of(w.cx, q.id, &w.v[i]), 1);
		}
		for (int n = 0; n < 80; n++) {
			struct visit *v = &w.v[lot(&w, VISITS)];
			int before = v->state, r = stumble(&w, v);
			CHECK(r == OK || r == ERR_INVALID || r == ERR_CONFLICT || r == ERR_FORBIDDEN ||
			      r == ERR_NOT_FOUND);
			for (int i = 0; i < VISITS; i++)
				keeps_its_word(w.cx, &w.v[i]);
			ended += before < VISIT_CLOSED && v->state >= VISIT_CLOSED;
			failed += before != VISIT_FAILED && v->state == VISIT_FAILED;
			unreached += before != VISIT_UNREACHED && v->state == VISIT_UNREACHED;
			w.cx->now += MINUTES(lot(&w, 900));
		}
		office_commit(w.cx);
	}
	CHECK(ended > 20 && failed > 10 && unreached > 3); /* the walk gets there */
}
