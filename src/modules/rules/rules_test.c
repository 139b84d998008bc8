/* The rule book: bindings that exist, counts that can be recomputed, a dry run that tells what
 * would have happened. */
#include "app/journal.h"
#include "app/module.h"
#include "app/norm_list.h"
#include "base/text.h"
#include "modules/rules/rules.h"
#include "office.h"

/* ---- the tables ---- */

TEST(each_binding_of_the_rule_book_names_what_the_program_has)
{
	for (int b = 0; b < BOOKS; b++)
		for (size_t i = 0; i < rule_books[b]->count; i++)
			for (size_t k = 0; k < rule_bindings(&rule_books[b]->articles[i]); k++) {
				const struct binding *bind = &rule_books[b]->articles[i].bind[k];
				if (!rule_binding_known(rule_books[b], bind))
					test_failed(__FILE__, __LINE__, "%d.%s: there is no %s %s",
						    rule_books[b]->number,
						    rule_books[b]->articles[i].key,
						    bind->subject ? bind->subject : "", bind->name);
			}
}

TEST(a_misspelt_binding_is_not_known)
{
	const struct book *b = rule_book(16);

	CHECK(rule_binding_known(b, &(struct binding)DUTY("request", "arrive")));
	CHECK(!rule_binding_known(b, &(struct binding)DUTY("request", "arive")));
	CHECK(!rule_binding_known(b, &(struct binding)DUTY("request", "dispatch"))); /* 3 (d) */
	CHECK(!rule_binding_known(b, &(struct binding)DUTY_CALLED("request", "answer", "答")));
	CHECK(!rule_binding_known(b, &(struct binding)STEP("request", "arived")));
	CHECK(!rule_binding_known(b, &(struct binding)SETTING("requests.arive_minutes")));
	CHECK(!rule_binding_known(b, &(struct binding)MAY("requests.clos")));
	CHECK(!rule_binding_known(b, &(struct binding)OBJECTIVE("curtesy")));
	CHECK(!rule_binding_known(b, &(struct binding)PENALTY("badge"))); /* document 17 is not built */
}

TEST(what_the_program_enforces_says_by_what_and_nothing_else_does)
{
	for (int b = 0; b < BOOKS; b++) {
		const struct book *book = rule_books[b];
		CHECK_INT(book->number, b + 1);
		for (size_t i = 0; i < book->count; i++) {
			const struct article *a = &book->articles[i];
			CHECK((a->by == BY_PROGRAM) == (rule_bindings(a) > 0));
			CHECK(rule_article(book, a->key) == a); /* no key twice */
			/* a section stands together: its anchor is there once */
			CHECK(!i || a->key[0] >= a[-1].key[0]);
		}
	}
	CHECK(rule_built(rule_book(12)) == BUILT);
	CHECK(rule_built(rule_book(17)) == BUILT_NOT);
}

/* Is the duty of this norm counted by an article of its document? */
static bool is_bound(const struct norm_of *n)
{
	const struct book *b = rule_book(rule_document(n->norm->rule));

	for (size_t i = 0; b && i < b->count; i++)
		for (size_t k = 0; k < rule_bindings(&b->articles[i]); k++) {
			const struct binding *bind = &b->articles[i].bind[k];
			if (bind->type == BIND_DUTY && !bind->document &&
			    !strcmp(bind->subject, n->subject) && !strcmp(bind->name, n->norm->kind) &&
			    (!bind->label || !strcmp(bind->label, n->norm->label)))
				return true;
		}
	return false;
}

TEST(each_clock_of_the_program_is_an_article_of_its_document)
{
	for (const struct module *const *m = modules; *m; m++)
		for (const struct norm_of *n = (*m)->norms; n && n->subject; n++)
			if (!is_bound(n))
				test_failed(__FILE__, __LINE__,
					    "%s %s (%s) is in no article: add one to that book_NN.c",
					    n->subject, n->norm->kind, n->norm->rule);
}

/* ---- counts ---- */

static const struct norm *norm_called(const char *setting, const char *label, bool working)
{
	const struct norm_of *n;

	for (size_t i = 0; (n = norm_of_setting(setting, i)); i++)
		if (!strcmp(n->norm->label, label) && n->norm->working == working)
			return n->norm;
	test_failed(__FILE__, __LINE__, "no norm %s %s", setting, label);
}

static uint64_t chance;

static int below(int n)
{
	chance = chance * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((chance >> 33) % (uint64_t)n);
}

/* One duty that begins then and goes its way by chance. */
static void live(struct ctx *cx, const struct norm *n, int64_t id, int64_t at)
{
	int fate = below(10);

	cx->now = at;
	CHECK_OK(obligation_open(cx, n, "request", id, 0, 0, 0, NULL));
	if (below(4) == 0) {
		cx->now += MINUTES(below(40));
		CHECK_OK(obligation_pause(cx, "request", id, "等业主"));
		cx->now += MINUTES(below(200));
		CHECK_OK(obligation_resume(cx, "request", id));
	}
	cx->now += MINUTES(below(60));
	if (fate < 7)
		CHECK_OK(obligation_meet(cx, "request", id, n->kind, 0));
	else if (fate < 8)
		CHECK_OK(obligation_cancel(cx, "request", id, NULL));
}

static const char *const norm_names[][2] = {
	{ "requests.arrive_minutes", "到场" },	    { "requests.help_answer_minutes", "答复" },
	{ "requests.enquiry_answer_minutes", "答复" }, { "requests.praise_minutes", "转达" },
};

static void live_month(struct ctx *cx, int count)
{
	chance = 42;
	for (int i = 0; i < count; i++) {
		int which = below(4);
		const struct norm *n = norm_called(norm_names[which][0], norm_names[which][1],
						   which != 1);
		live(cx, n, 1000 + i,
		     office_at("2026-10-20 00:00") + MINUTES(below(33 * 24 * 60)));
	}
	cx->now = office_at("2026-11-23 12:00");
}

static struct rule_period month_named(struct ctx *cx, const char *month)
{
	struct rule_period p;
	struct input in;

	input_init(&in, cx->arena);
	input_add(&in, "month", month);
	CHECK_OK(rule_period_read(cx, &in, &p));
	return p;
}

/* Counted by reading every row, another way than the program does. */
static struct tally recount(struct ctx *cx, const struct rule_row *row, size_t at,
			    const struct rule_period *p)
{
	const struct binding *bind = &row->article->bind[at];
	struct obligation *list;
	struct tally t = { 0 };
	size_t count;

	CHECK_OK(store_list(cx,
			    SQL("SELECT subject, kind, label, rule, due_at, paused_at, state"
				" FROM obligation WHERE community_id = ?"),
			    BINDS(cx->community), obligation_fields, &list, &count));
	for (size_t i = 0; i < count; i++) {
		const struct obligation *o = &list[i];
		bool over = o->due_at < cx->now && !o->paused_at;
		if (strcmp(o->subject, bind->subject) || strcmp(o->kind, bind->name) ||
		    rule_document(o->rule) != row->book->number || o->due_at < p->from ||
		    o->due_at >= p->until || (bind->label && strcmp(o->label, bind->label)))
			continue;
		t.kept += o->state == OBLIGATION_MET;
		t.late += o->state == OBLIGATION_LATE;
		t.waived += o->state == OBLIGATION_WAIVED;
		t.broken += o->state == OBLIGATION_OPEN && over;
		t.open += o->state == OBLIGATION_OPEN && !over;
	}
	return t;
}

/* The list behind a count is as long as the count. */
static void check_records(struct ctx *cx, const struct rule_row *row, size_t at,
			  const struct rule_period *p)
{
	const struct tally *t = &row->of[at];
	const int64_t wanted[] = { [RULE_ALL] = tally_all(t), [RULE_KEPT] = t->kept,
				   [RULE_LATE] = t->late,     [RULE_BROKEN] = t->broken,
				   [RULE_WAIVED] = t->waived, [RULE_OPEN] = t->open };

	for (int outcome = RULE_ALL; outcome <= RULE_OPEN; outcome++) {
		struct rule_filter f = { .book = row->book, .bind = &row->article->bind[at],
					 .outcome = outcome, .most = 7 };
		int64_t found = 0;
		struct obligation *list;
		size_t count;
		do {
			CHECK_OK(rule_duties(cx, &f, p, &list, &count));
			found += (int64_t)count;
			if (count) {
				f.after_due = list[count - 1].due_at;
				f.after_id = list[count - 1].id;
			}
		} while (count == f.most);
		CHECK_INT(found, wanted[outcome]);
	}
}

TEST(each_count_of_the_rule_book_equals_a_recount_and_has_its_records_behind_it)
{
	struct ctx *cx = office("2026-11-23 12:00");
	static const char *const months[] = { "2026-10", "2026-11", "2026-12" };
	int64_t kept = 0, late = 0, broken = 0;

	live_month(cx, 300);
	for (size_t m = 0; m < COUNT(months); m++) {
		struct rule_period p = month_named(cx, months[m]);
		struct rule_row *rows;
		struct tally all;
		size_t count;
		CHECK_OK(rule_count(cx, 0, &p, &rows, &count));
		for (size_t i = 0; i < count; i++) {
			for (size_t k = 0; k < rule_bindings(rows[i].article); k++) {
				struct tally t;
				if (rows[i].article->bind[k].type != BIND_DUTY ||
				    rows[i].article->bind[k].document)
					continue;
				t = recount(cx, &rows[i], k, &p);
				CHECK(!memcmp(&t, &rows[i].of[k], sizeof t));
				check_records(cx, &rows[i], k, &p);
			}
		}
		rule_sum(rows, count, NULL, &all);
		kept += all.kept;
		late += all.late;
		broken += all.broken;
	}
	CHECK(kept > 20 && late > 20 && broken > 20);
}

TEST(a_cancelled_duty_counts_nowhere_and_a_waived_one_apart)
{
	struct ctx *cx = office("2026-11-23 12:00");
	const struct norm *n = norm_called("requests.help_answer_minutes", "答复", false);
	struct rule_period p = month_named(cx, "2026-11");
	struct rule_row *rows;
	struct tally t;
	size_t count;

	for (int i = 1; i <= 3; i++)
		CHECK_OK(obligation_open(cx, n, "request", i, 0, 0, 0, NULL));
	CHECK_OK(obligation_cancel(cx, "request", 1, NULL));
	CHECK_OK(store_exec(cx,
			    SQL("UPDATE obligation SET state = 5 WHERE community_id = ?"
				" AND subject_id = 2"),
			    BINDS(cx->community)));
	CHECK_OK(rule_count(cx, 15, &p, &rows, &count));
	rule_sum(rows, count, rule_book(15), &t);
	CHECK_INT(t.waived, 1);
	CHECK_INT(t.open, 1);
	CHECK_INT(tally_all(&t), 2);
	CHECK_STR(tally_share(cx, &t), "无数据");
}

TEST(steps_are_counted_from_the_journal)
{
	struct ctx *cx = office("2026-11-23 12:00");
	struct rule_period p = month_named(cx, "2026-11");
	struct rule_row *rows;
	size_t count;

	for (int i = 0; i < 4; i++) {
		struct journal_entry e = { .subject = "document", .subject_id = i + 1,
					   .action = i < 3 ? "approve" : "refuse",
					   .note = i < 3 ? NULL : "approve" };
		if (i == 2)
			cx->now = office_at("2026-12-01 00:00"); /* of the next month */
		CHECK_OK(journal_add(cx, &e));
		cx->now = office_at("2026-11-30 23:59");
	}
	CHECK_OK(rule_count(cx, 12, &p, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].article->key, "c1"))
			continue;
		CHECK(!strcmp(rows[i].article->bind[1].name, "approve"));
		CHECK_INT(rows[i].taken[1], 2);
		CHECK_INT(rows[i].refused[1], 1);
	}
}

TEST(who_is_kept_off_a_matter_does_not_find_it_behind_a_count)
{
	struct ctx *cx = office("2026-11-23 12:00");
	int64_t desk = office_person(cx, "lin", ROLE_FRONT_DESK);
	const struct norm *n = norm_called("requests.help_answer_minutes", "答复", false);
	struct rule_period p = month_named(cx, "2026-11");
	const struct binding bind = DUTY("request", "answer");
	struct rule_filter f = { .book = rule_book(15), .bind = &bind, .most = 10 };
	struct obligation *list;
	size_t count;

	CHECK_OK(obligation_open(cx, n, "request", 1, 0, 0, 0, NULL));
	CHECK_OK(obligation_open(cx, n, "request", 2, 0, 0, 0, NULL));
	CHECK_OK(obligation_hide(cx, "request", 1, desk));
	office_as(cx, desk);
	CHECK_OK(rule_duties(cx, &f, &p, &list, &count));
	CHECK_INT(count, 1);
	CHECK_INT(list[0].subject_id, 2);
}

TEST(a_time_is_a_month_or_days_and_nothing_else)
{
	struct ctx *cx = office("2026-11-23 12:00");
	static const char *const wrong[][2] = { { "month", "2026-13" },	  { "month", "11" },
						{ "from", "2026-02-30" }, { "month", "2026-11x" },
						{ "from", "2025-01-01" }, { "from", "2027-01-01" } };
	struct rule_period p;
	struct input in;

	for (size_t i = 0; i < COUNT(wrong); i++) {
		input_init(&in, cx->arena);
		input_add(&in, wrong[i][0], wrong[i][1]);
		CHECK_ERR(rule_period_read(cx, &in, &p), ERR_INVALID);
	}
	input_init(&in, cx->arena);
	CHECK_OK(rule_period_read(cx, &in, &p));
	CHECK_STR(p.month, "2026-11");
	CHECK_INT(p.until, office_at("2026-12-01 00:00"));
	input_add(&in, "from", "2026-11-02");
	input_add(&in, "to", "2026-11-03");
	CHECK_OK(rule_period_read(cx, &in, &p));
	CHECK_INT(p.from, office_at("2026-11-02 00:00"));
	CHECK_INT(p.until, office_at("2026-11-04 00:00"));
}

/* ---- the dry run ---- */

static struct try_result tried(struct ctx *cx, const char *setting, const char *value,
			       const char *month)
{
	struct rule_period p = month_named(cx, month);
	struct try_result t;

	CHECK_OK(rule_try(cx, setting, value, &p, &t));
	return t;
}

TEST(a_dry_run_tells_what_a_shorter_norm_would_have_made_of_last_month)
{
	struct ctx *cx = office("2026-10-12 09:00");
	const struct norm *n = norm_called("requests.arrive_minutes", "到场", true);
	struct try_result t;

	for (int i = 0; i < 3; i++) {
		cx->now = office_at("2026-10-12 17:50");
		CHECK_OK(obligation_open(cx, n, "request", i + 1, 0, 0, 0, NULL));
	}
	cx->now = office_at("2026-10-12 17:58");
	CHECK_OK(obligation_meet(cx, "request", 1, "arrive", 0));
	cx->now = office_at("2026-10-13 08:34"); /* 14 minutes of working time */
	CHECK_OK(obligation_meet(cx, "request", 2, "arrive", 0));
	cx->now = office_at("2026-10-13 09:30");
	CHECK_OK(obligation_meet(cx, "request", 3, "arrive", 0));
	cx->now = office_at("2026-11-23 12:00");
	t = tried(cx, "requests.arrive_minutes", "10", "2026-10");
	CHECK_INT(t.now_value, 15);
	CHECK_INT(t.before.kept, 2);
	CHECK_INT(t.before.late, 1);
	CHECK_INT(t.after.kept, 1);
	CHECK_INT(t.after.late, 2);
	CHECK_INT(t.changed, 1);
	CHECK_INT(t.changes[0].subject_id, 2);
	CHECK_INT(t.changes[0].new_due_at, office_at("2026-10-12 18:00"));
	CHECK(t.changes[0].before == RULE_KEPT && t.changes[0].after == RULE_LATE);
	t = tried(cx, "requests.arrive_minutes", "90", "2026-10");
	CHECK_INT(t.after.kept, 3);
	CHECK_INT(t.changed, 1);
}

TEST(a_dry_run_with_the_value_in_force_changes_nothing_and_saves_nothing)
{
	struct ctx *cx = office("2026-11-23 12:00");
	int64_t changes;
	struct try_result t;

	live_month(cx, 200);
	changes = store_changes(cx->store);
	t = tried(cx, "requests.arrive_minutes", "15", "2026-11");
	CHECK(tally_all(&t.before) > 20);
	CHECK_INT(t.changed, 0);
	CHECK(!memcmp(&t.before, &t.after, sizeof t.before));
	(void)tried(cx, "requests.arrive_minutes", "1", "2026-11");
	CHECK_INT(store_changes(cx->store), changes);
}

/* The oracle: the same month lived through with the other norm in force from the start. */
TEST(a_dry_run_says_what_the_month_would_have_been_had_the_norm_been_so)
{
	static const char *const values[] = { "2", "30", "60" };
	struct ctx *cx = office("2026-01-01 00:00");

	for (size_t i = 0; i < COUNT(values); i++) {
		struct try_result t;
		struct rule_period p = month_named(cx, "2026-11");
		struct tally now;
		struct rule_row *rows;
		size_t count;
		p.from = office_at("2026-10-01 00:00");
		p.until = office_at("2027-01-01 00:00");
		CHECK_OK(store_exec(cx, SQL("DELETE FROM obligation WHERE community_id = ?"),
				    BINDS(cx->community)));
		CHECK_OK(store_exec(cx, SQL("DELETE FROM setting WHERE community_id = ?"),
				    BINDS(cx->community)));
		live_month(cx, 300);
		CHECK_OK(rule_try(cx, "requests.help_answer_minutes", values[i], &p, &t));
		CHECK_OK(store_exec(cx, SQL("DELETE FROM obligation WHERE community_id = ?"),
				    BINDS(cx->community)));
		cx->now = office_at("2026-01-01 00:00");
		CHECK_OK(setting_change(cx, "requests.help_answer_minutes", values[i] , 0));
		live_month(cx, 300);
		CHECK_OK(rule_count(cx, 15, &p, &rows, &count));
		rule_sum(rows, count, rule_book(15), &now);
		CHECK_INT(t.after.kept, now.kept);
		CHECK_INT(t.after.late, now.late);
		CHECK_INT(t.after.broken, now.broken);
		CHECK(t.changed > 0);
	}
}

TEST(only_a_norm_is_tried_and_only_within_its_range)
{
	struct ctx *cx = office("2026-11-23 12:00");
	struct rule_period p = month_named(cx, "2026-10");
	struct try_result t;

	CHECK_ERR(rule_try(cx, "requests.patient_guards", "3", &p, &t), ERR_INVALID);
	CHECK_ERR(rule_try(cx, "no.such", "3", &p, &t), ERR_INVALID);
	CHECK_ERR(rule_try(cx, NULL, "3", &p, &t), ERR_INVALID);
	CHECK_ERR(rule_try(cx, "requests.arrive_minutes", "0", &p, &t), ERR_INVALID);
	CHECK_ERR(rule_try(cx, "requests.arrive_minutes", "", &p, &t), ERR_INVALID);
	CHECK_ERR(rule_try(cx, "requests.arrive_minutes", "99999999999999", &p, &t), ERR_INVALID);
	CHECK_OK(rule_try(cx, "documents.read_days", "3", &p, &t));
}

TEST(an_open_matter_keeps_the_norm_it_started_with)
{
	struct ctx *cx = office("2026-11-23 09:00");
	const struct norm *n = norm_called("requests.help_answer_minutes", "答复", false);
	struct obligation *list;
	size_t count;
	int64_t due;

	CHECK_OK(obligation_open(cx, n, "request", 1, 0, 0, 0, &due));
	cx->now = office_at("2026-11-23 09:01");
	CHECK_OK(setting_change(cx, "requests.help_answer_minutes", "2", 0));
	CHECK_OK(obligation_open(cx, n, "request", 2, 0, 0, 0, &due));
	CHECK_OK(obligation_of(cx, "request", 1, &list, &count));
	CHECK_INT(list[0].due_at, office_at("2026-11-23 09:05"));
	CHECK_INT(due, office_at("2026-11-23 09:03"));
	cx->now = office_at("2026-11-23 09:04");
	CHECK_OK(obligation_meet(cx, "request", 1, "answer", 0));
	CHECK_OK(obligation_meet(cx, "request", 2, "answer", 0));
	CHECK_OK(obligation_of(cx, "request", 1, &list, &count));
	CHECK_INT(list[0].state, OBLIGATION_MET);
	CHECK_OK(obligation_of(cx, "request", 2, &list, &count));
	CHECK_INT(list[0].state, OBLIGATION_LATE);
}
