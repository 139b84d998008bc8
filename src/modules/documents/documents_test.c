/* Documents 11 and 12: the acceptance scenarios 12 (g) by name, and the rules around them. */
#include "base/text.h"
#include "modules/documents/documents.h"
#include "modules/people/people.h"
#include "office.h"

static int64_t director, deputy, supervisor, clerk;

static struct ctx *begin(const char *now)
{
	struct ctx *cx = office(now);

	director = office_person(cx, "wu", ROLE_DIRECTOR);
	deputy = office_person(cx, "he", ROLE_DEPUTY_DIRECTOR);
	supervisor = office_person(cx, "zhao", ROLE_SUPERVISOR);
	clerk = office_person(cx, "lin", ROLE_FRONT_DESK);
	office_as(cx, supervisor);
	return cx;
}

/* A step with its fields: name, value, …, NULL. */
static int step(struct ctx *cx, int64_t id, const char *action, ...)
{
	struct document d;
	struct input in;
	va_list ap;
	const char *name;

	input_init(&in, cx->arena);
	va_start(ap, action);
	while ((name = va_arg(ap, const char *)))
		input_add(&in, name, va_arg(ap, const char *));
	va_end(ap);
	cx->errors = NULL;
	return document_step(cx, id, action, 0, &in, ZONE_SHANGHAI, &d);
}

static int64_t drafted(struct ctx *cx, enum document_kind kind)
{
	int64_t id;

	office_as(cx, supervisor);
	CHECK_OK(document_draft(cx, kind, &id));
	return id;
}

/* Drafted by the supervisor, approved by the director. */
static int64_t approved(struct ctx *cx, const char *effective_on)
{
	int64_t id = drafted(cx, DOCUMENT_POLICY);

	CHECK_OK(step(cx, id, "submit", NULL));
	office_as(cx, director);
	CHECK_OK(step(cx, id, "approve", "effective_on", effective_on, NULL));
	return id;
}

static struct document got(struct ctx *cx, int64_t id)
{
	struct document d;

	CHECK_OK(document_get(cx, id, &d));
	return d;
}

static int64_t in_force(struct ctx *cx)
{
	struct document d;

	CHECK_OK(document_in_force(cx, DOCUMENT_POLICY, &d));
	return d.id;
}

/* The job runs without a person. */
static void a_day_passes(struct ctx *cx)
{
	cx->actor = NULL;
	CHECK_OK(document_daily(cx));
}

static int confirm(struct ctx *cx, int64_t account, int64_t document)
{
	struct reading r;
	struct input none;

	office_as(cx, account);
	input_init(&none, cx->arena);
	CHECK_OK(reading_of(cx, document, &r));
	return reading_step(cx, r.id, "confirm", 0, &none, ZONE_SHANGHAI, &r);
}

static int64_t owed(struct ctx *cx, const char *subject, int64_t id, int state)
{
	int64_t count;

	CHECK_OK(store_int(cx,
			   SQL("SELECT COUNT(*) FROM obligation WHERE community_id = ? AND subject = ?"
			       " AND (? = 0 OR subject_id = ?) AND state = ?"),
			   BINDS(cx->community, subject, id, id, state), &count));
	return count;
}

/* ---- 12 (g) ---- */

TEST(scenario_12_g_1_the_new_policy_is_shown_from_its_day_on_and_the_old_one_stays_readable)
{
	struct ctx *cx = begin("2025-01-06 09:00");
	int64_t first = approved(cx, ""), second;
	struct document_entry *entries;
	size_t count;

	CHECK_INT(got(cx, first).state, DOCUMENT_IN_FORCE);
	cx->now = office_at("2025-06-20 09:00");
	second = drafted(cx, DOCUMENT_POLICY);
	CHECK_OK(step(cx, second, "edit", "title", "质量方针", "text", "规范服务；持续改进。", NULL));
	CHECK_OK(step(cx, second, "submit", NULL));
	office_as(cx, director);
	CHECK_OK(step(cx, second, "approve", "effective_on", "2025-07-01", NULL));
	CHECK_INT(got(cx, second).state, DOCUMENT_APPROVED);
	cx->now = office_at("2025-06-30 23:59");
	a_day_passes(cx);
	CHECK_INT(in_force(cx), first);
	cx->now = office_at("2025-07-01 00:00");
	CHECK_INT(in_force(cx), second); /* also before the job has run */
	a_day_passes(cx);
	CHECK_INT(in_force(cx), second);
	CHECK_INT(got(cx, second).state, DOCUMENT_IN_FORCE);
	CHECK_INT(got(cx, first).state, DOCUMENT_REPLACED);
	CHECK(text_contains(got(cx, first).text, "创建一流管理"));
	CHECK_OK(document_entries(cx, first, &entries, &count));
	CHECK_INT(count, 4);
	CHECK_ERR(step(cx, first, "edit", "title", "改", "text", "改", NULL), ERR_CONFLICT);
}

TEST(scenario_12_g_2_nine_of_twelve_have_read_it_so_the_list_names_the_other_three)
{
	struct ctx *cx = begin("2026-03-02 09:00");
	int64_t people[12] = { director, deputy, supervisor, clerk }, id;
	struct reading_share share;
	struct reading *list;
	size_t count;

	for (int i = 4; i < 12; i++)
		people[i] = office_person(cx, arena_printf(cx->arena, "staff%02d", i), ROLE_GUARD);
	id = approved(cx, "");
	for (int i = 0; i < 9; i++)
		CHECK_OK(confirm(cx, people[i], id));
	cx->now = office_at("2026-03-10 00:01");
	a_day_passes(cx);
	CHECK_OK(reading_count(cx, id, &share));
	CHECK_INT(share.done, 9);
	CHECK_INT(share.all, 12); /* 75.0 % */
	CHECK_OK(reading_list(cx, id, true, &list, &count));
	CHECK_INT(count, 3);
	for (size_t i = 0; i < count; i++) {
		CHECK_STR(list[i].name, arena_printf(cx->arena, "staff%02d", 9 + (int)i));
		CHECK_INT(list[i].due_at, office_at("2026-03-10 00:00"));
		CHECK_INT(owed(cx, "reading", list[i].id, OBLIGATION_OPEN), 1);
	}
	CHECK_INT(owed(cx, "reading", 0, OBLIGATION_MET), 9);
	CHECK_OK(confirm(cx, people[9], id));
	CHECK_INT(owed(cx, "reading", 0, OBLIGATION_LATE), 1);
}

TEST(scenario_12_g_3_a_clerk_is_not_offered_the_approval_and_a_direct_request_is_refused)
{
	struct ctx *cx = begin("2026-03-02 09:00");
	int64_t id = drafted(cx, DOCUMENT_POLICY);
	const struct step *open[16];
	struct document d;

	CHECK_OK(step(cx, id, "submit", NULL));
	office_as(cx, clerk);
	d = got(cx, id);
	CHECK_INT(steps_open(cx, &document_machine, &d, open, COUNT(open)), 0);
	CHECK_ERR(step(cx, id, "approve", NULL), ERR_FORBIDDEN);
	CHECK_INT(got(cx, id).state, DOCUMENT_SUBMITTED);
}

/* ---- the rules around them ---- */

TEST(who_drafted_or_submitted_a_document_does_not_approve_it)
{
	struct ctx *cx = begin("2026-03-02 09:00");
	int64_t id;

	office_as(cx, director);
	CHECK_OK(document_draft(cx, DOCUMENT_DUTIES, &id));
	office_as(cx, deputy);
	CHECK_OK(step(cx, id, "submit", NULL));
	CHECK_ERR(step(cx, id, "approve", NULL), ERR_FORBIDDEN);
	office_as(cx, director);
	CHECK_ERR(step(cx, id, "approve", NULL), ERR_FORBIDDEN);
	CHECK_OK(step(cx, id, "return", "reason", "再改改", NULL));
	office_as(cx, supervisor);
	CHECK_OK(step(cx, id, "submit", NULL));
	office_as(cx, deputy);
	CHECK_OK(step(cx, id, "approve", NULL));
	CHECK_INT(got(cx, id).state, DOCUMENT_IN_FORCE);
}

TEST(a_policy_of_which_a_phrase_serves_no_objective_is_not_submitted)
{
	struct ctx *cx = begin("2026-03-02 09:00");
	int64_t id = drafted(cx, DOCUMENT_POLICY);

	CHECK_OK(step(cx, id, "edit", "title", "方针", "text", "服务", "entries.0.term", "服务",
		      "entries.0.text", "说明", NULL));
	CHECK_ERR(step(cx, id, "submit", NULL), ERR_INVALID);
	CHECK(text_contains(cx->why, "服务"));
	CHECK_OK(step(cx, id, "edit", "title", "方针", "text", "服务", "entries.0.term", "服务",
		      "entries.0.text", "说明", "entries.0.objective", "response", NULL));
	CHECK_OK(step(cx, id, "submit", NULL));
}

TEST(only_one_version_of_a_kind_is_on_its_way)
{
	struct ctx *cx = begin("2026-03-02 09:00");
	int64_t id = drafted(cx, DOCUMENT_POLICY), other;

	CHECK_ERR(document_draft(cx, DOCUMENT_POLICY, &other), ERR_CONFLICT);
	CHECK_OK(document_draft(cx, DOCUMENT_DUTIES, &other));
	CHECK_OK(step(cx, id, "discard", "reason", "不要了", NULL));
	CHECK_OK(document_draft(cx, DOCUMENT_POLICY, &other));
	CHECK_INT(got(cx, other).edition, 2);
}

TEST(who_joins_later_reads_within_seven_days_and_who_leaves_owes_nothing)
{
	struct ctx *cx = begin("2026-03-02 09:00");
	int64_t id = approved(cx, ""), fresh;
	struct reading r;

	cx->now = office_at("2026-05-04 10:00");
	fresh = office_person(cx, "fresh", ROLE_STEWARD);
	a_day_passes(cx);
	office_as(cx, fresh);
	CHECK_OK(reading_of(cx, id, &r));
	CHECK_INT(r.due_at, office_at("2026-05-12 00:00"));
	office_as(cx, director);
	CHECK_OK(staff_dismiss(cx, fresh, 0));
	CHECK_INT(owed(cx, "reading", r.id, OBLIGATION_OPEN), 0);
	office_as(cx, director);
	CHECK_OK(staff_reinstate(cx, fresh, 0));
	a_day_passes(cx);
	CHECK_INT(owed(cx, "reading", r.id, OBLIGATION_OPEN), 1);
	CHECK_OK(confirm(cx, fresh, id));
}

TEST(nobody_confirms_for_another)
{
	struct ctx *cx = begin("2026-03-02 09:00");
	int64_t id = approved(cx, "");
	struct input none;
	struct reading r;

	office_as(cx, clerk);
	CHECK_OK(reading_of(cx, id, &r));
	office_as(cx, supervisor);
	input_init(&none, cx->arena);
	CHECK_ERR(reading_step(cx, r.id, "confirm", 0, &none, ZONE_SHANGHAI, &r), ERR_FORBIDDEN);
	CHECK_ERR(reading_step(cx, r.id, "drop", 0, &none, ZONE_SHANGHAI, &r), ERR_CONFLICT);
}

TEST(readings_of_a_replaced_version_are_owed_no_longer)
{
	struct ctx *cx = begin("2026-03-02 09:00");

	(void)approved(cx, "");
	CHECK_INT(owed(cx, "reading", 0, OBLIGATION_OPEN), 4);
	(void)approved(cx, "");
	CHECK_INT(owed(cx, "reading", 0, OBLIGATION_OPEN), 4);
	CHECK_INT(owed(cx, "reading", 0, OBLIGATION_CANCELLED), 4);
}

TEST(the_review_comes_due_after_twelve_months_with_thirty_days_notice)
{
	struct ctx *cx = begin("2026-01-31 09:00");
	int64_t id = approved(cx, "");
	struct obligation *list;
	size_t count;

	cx->now = office_at("2026-12-31 09:00");
	a_day_passes(cx);
	CHECK_INT(owed(cx, "document", id, OBLIGATION_OPEN), 0);
	cx->now = office_at("2027-01-01 00:00");
	a_day_passes(cx);
	a_day_passes(cx);
	CHECK_OK(obligation_of(cx, "document", id, &list, &count));
	CHECK_INT(count, 1);
	CHECK_INT(list[0].due_at, office_at("2027-02-01 00:00"));
	office_as(cx, deputy);
	CHECK_OK(step(cx, id, "review", "conclusion", "fit", "attendees", "吴主任、赵主管", NULL));
	CHECK_INT(owed(cx, "document", id, OBLIGATION_MET), 1);
	a_day_passes(cx);
	CHECK_INT(owed(cx, "document", id, OBLIGATION_OPEN), 0);
}

/* ---- any sequence of steps ---- */

static int64_t versions_in(struct ctx *cx, int state)
{
	int64_t count;

	CHECK_OK(store_int(cx,
			   SQL("SELECT COUNT(*) FROM document WHERE community_id = ? AND kind = 1"
			       " AND state = ?"),
			   BINDS(cx->community, state), &count));
	return count;
}

/* What must hold whatever was done. */
static void check_all(struct ctx *cx)
{
	struct document *list;
	size_t count;

	CHECK(versions_in(cx, DOCUMENT_IN_FORCE) <= 1);
	CHECK(versions_in(cx, DOCUMENT_DRAFT) + versions_in(cx, DOCUMENT_SUBMITTED) +
		      versions_in(cx, DOCUMENT_APPROVED) <= 1);
	CHECK_OK(document_list(cx, DOCUMENT_POLICY, &list, &count));
	for (size_t i = 0; i < count; i++) {
		const struct document *d = &list[i];
		bool ever = d->state == DOCUMENT_IN_FORCE || d->state == DOCUMENT_REPLACED ||
			    d->state == DOCUMENT_APPROVED;
		CHECK(!ever || (d->approved_by && d->approved_by != d->drafter_id &&
				d->approved_by != d->submitted_by));
		CHECK((d->state == DOCUMENT_REPLACED) == (d->replaced_at != 0));
	}
	/* readings are owed for what is in force, and for nothing else */
	CHECK_INT(owed(cx, "reading", 0, OBLIGATION_OPEN) == 0 ||
			  versions_in(cx, DOCUMENT_IN_FORCE) == 1,
		  true);
}

TEST(no_sequence_of_steps_brings_two_policies_into_force_or_an_unapproved_one)
{
	static const char *const actions[] = { "edit", "submit", "approve", "return", "recall",
					       "begin", "replace", "review", "discard" };
	struct ctx *cx = begin("2026-03-02 09:00");
	uint64_t random = 12345;

	for (int round = 0; round < 400; round++) {
		int64_t who[] = { director, deputy, supervisor, clerk }, id;
		int refused = OK;
		struct document *list;
		size_t count;
		random = random * 6364136223846793005ULL + 1442695040888963407ULL;
		cx->now += HOURS((random >> 40) % 30);
		office_as(cx, who[(random >> 33) % 4]);
		if ((random >> 50) % 5 == 0)
			refused = document_draft(cx, DOCUMENT_POLICY, &id);
		else if ((random >> 50) % 7 == 0)
			a_day_passes(cx);
		office_as(cx, who[(random >> 33) % 4]);
		CHECK(refused != ERR_INTERNAL);
		CHECK_OK(document_list(cx, DOCUMENT_POLICY, &list, &count));
		if (count)
			(void)step(cx, list[(random >> 36) % MIN(count, 2)].id,
				   actions[(random >> 44) % COUNT(actions)], "title", "方针", "text",
				   "正文", "reason", "随机", "conclusion", "fit", "attendees", "甲", NULL);
		check_all(cx);
	}
	CHECK(versions_in(cx, DOCUMENT_REPLACED) > 1);
}
